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

/** How much of logs is kept. */
export interface LogLimits {
  /** How many logs the folder holds, the new one included. */
  count: number
  /** Of one log: of a longer one, its beginning and its last lines are kept. */
  bytes: number
}

/** Only the user may read what a build printed. */
const MODE = 0o600
const FOLDER_MODE = 0o700
/** The share of a log's bytes that its last lines get: what ended a build stands there. */
const END_SHARE = 1 / 4

/** Begins a log in a folder, and deletes the oldest ones there. */
export async function openLogFile(folder: string, name: string, {bytes, count}: LogLimits): Promise<LogFile> {
  await fs.mkdir(folder, {mode: FOLDER_MODE, recursive: true})
  const old = (await fs.readdir(folder)).filter((file) => file.endsWith('.log')).sort()
  for (const file of old.slice(0, Math.max(0, old.length - count + 1))) await fs.rm(path.join(folder, file), {force: true})
  const place = path.join(folder, name)
  const stream = createWriteStream(place, {flags: 'w', mode: MODE})
  let isBroken = false
  stream.on('error', () => {
    isBroken = true
  })
  const end = new LastLines(bytes * END_SHARE)
  let room = bytes - bytes * END_SHARE
  return {
    path: place,
    write(line) {
      if (isBroken) return
      const text = `${line}\n`
      room -= Buffer.byteLength(text)
      // Once the beginning is full, no shorter line gets into it.
      if (room < 0) end.push(text)
      else stream.write(text)
    },
    ready() {
      if (!isBroken && stream.writableNeedDrain) return drained(stream)
    },
    async close() {
      if (!isBroken) stream.write(end.text())
      stream.end()
      await finished(stream).catch(() => {})
    },
  }
}

/** The last lines of those that are given to it. */
class LastLines {
  #lines: string[] = []
  /** Where the kept ones begin. */
  #first = 0
  #size = 0
  #left = 0

  constructor(private readonly limit: number) {}

  push(line: string): void {
    this.#lines.push(line)
    this.#size += Buffer.byteLength(line)
    while (this.#size > this.limit && this.#first < this.#lines.length) {
      this.#size -= Buffer.byteLength(this.#lines[this.#first]!)
      this.#first += 1
      this.#left += 1
    }

    if (this.#first < 1000 || this.#first < this.#lines.length / 2) return
    this.#lines = this.#lines.slice(this.#first)
    this.#first = 0
  }

  /** With a line that says how many are missing before them. */
  text(): string {
    const kept = this.#lines.slice(this.#first).join('')
    return this.#left === 0 ? kept : `\n[${this.#left} lines left out here: the log would be too large]\n\n${kept}`
  }
}

/** A stream that breaks is closed, and drains no more. */
async function drained(stream: WriteStream): Promise<void> {
  const settled = new AbortController()
  const {signal} = settled
  await Promise.race([once(stream, 'drain', {signal}), once(stream, 'close', {signal})]).catch(() => {})
  settled.abort()
}
