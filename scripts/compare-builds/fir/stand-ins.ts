import {type ChildProcess, spawn} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {packPython, packUv, type Python} from '../stand-ins.js'

/** As the platform names the system and the processor of a build's image. */
export const TARGET = {arch: process.arch === 'arm64' ? 'arm64' : 'amd64', distro: 'ubuntu', version: '24.04'} as const
const UV_ARCH = process.arch === 'arm64' ? 'aarch64' : 'x86_64'

/**
 * What the buildpack would download, under the names by which it asks: each patch release up to the newest one that it knows is
 * that one interpreter, and others are not found. A server of its own process answers: the builds are waited for.
 */
export async function serveArchives(
  tools: string,
  buildpack: string,
  latest: Record<string, string>,
  pythons: Record<string, Python>,
): Promise<ChildProcess> {
  const archives = path.join(tools, 'archives')
  for (const folder of [archives, path.join(tools, 'vcs')]) mkdirSync(folder, {recursive: true})
  for (const [major, python] of Object.entries(pythons)) {
    const archive = `python-${major}.tar.zst`
    packPython(path.join(archives, archive), major, python)
    const newest = Number(latest[major]!.split('.')[2])
    for (let patch = 0; patch <= newest; patch++)
      link(archive, path.join(archives, `python-${major}.${patch}-${TARGET.distro}-${TARGET.version}-${TARGET.arch}.tar.zst`))
  }

  const {executable} = Object.values(pythons)[0]!
  packUv(tools, readFileSync(path.join(buildpack, 'requirements/uv.txt'), 'utf8').trim(), Object.values(pythons)[0]!)
  link('uv.tar.gz', path.join(archives, `uv-${UV_ARCH}-unknown-linux-gnu.tar.gz`))
  const server = spawn(executable, ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', archives], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  writeFileSync(path.join(archives, 'address'), await addressOf(server))
  return server
}

function link(target: string, name: string): void {
  if (!existsSync(name)) symlinkSync(target, name)
}

/** The server chooses a free port, and says which. Its output stays open: it ends where it can't write the rest of that line. */
async function addressOf(server: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    server.once('close', () => reject(new Error(`the server of the archives said: ${said}`)))
    server.stdout!.on('data', (chunk) => {
      said += String(chunk)
      const port = /port (\d+)/.exec(said)?.[1]
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
    })
  })
}
