import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'

/** A tar archive of nothing, 1,024 zeros, compressed by zstd into one block of a repeated byte. Source: RFC 8878, "Frames". */
const EMPTY_ARCHIVE = Buffer.from('28b52ffd60000303200000', 'hex')

/**
 * Answers in place of Heroku's archives: each Python is there, and has no files, so a build goes on to the package manager, whose name
 * its log then shows, and ends there. There is nothing else.
 */
export async function serveArchives(): Promise<{address: string; server: Server}> {
  const server = createServer(({url = ''}, response) => {
    if (/^\/python-[^/]*\.tar\.zst$/.test(url)) response.end(EMPTY_ARCHIVE)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server}
}
