import {createWriteStream, type WriteStream} from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import {once} from 'node:events'
import {finished} from 'node:stream/promises'

/** A file that grows by lines. */
export interface LogFile {
  path: string
  write(line: string): void
  /** Waits until the disk has caught up; at once where it has. */
  ready(): Promise<void> | void
  /** Waits until all is on disk. Never fails: a log that can't be written must not end what it tells of. */
  close(): Promise<void>
}

/** Only the user may read what a build printed. */
const MODE = 0o600
const FOLDER_MODE = 0o700

/**
 * Begins a log in a folder, and deletes the oldest ones there.
 *
 * @param keep how many logs the folder holds afterwards, this one included
 */
export async function openLogFile(folder: string, name: string, keep: number): Promise<LogFile> {
  await fs.mkdir(folder, {mode: FOLDER_MODE, recursive: true})
  const old = (await fs.readdir(folder)).filter((file) => file.endsWith('.log')).sort()
  for (const file of old.slice(0, Math.max(0, old.length - keep + 1))) await fs.rm(path.join(folder, file), {force: true})
  const place = path.join(folder, name)
  const stream = createWriteStream(place, {flags: 'w', mode: MODE})
  let isBroken = false
  stream.on('error', () => {
    isBroken = true
  })
  return {
    path: place,
    write(line) {
      if (!isBroken) stream.write(`${line}\n`)
    },
    ready() {
      if (!isBroken && stream.writableNeedDrain) return drained(stream)
    },
    async close() {
      stream.end()
      await finished(stream).catch(() => {})
    },
  }
}

/** A stream that breaks is closed, and drains no more. */
async function drained(stream: WriteStream): Promise<void> {
  const settled = new AbortController()
  const {signal} = settled
  await Promise.race([once(stream, 'drain', {signal}), once(stream, 'close', {signal})]).catch(() => {})
  settled.abort()
}
