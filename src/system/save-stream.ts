import {createReadStream, createWriteStream} from 'node:fs'
import {Writable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {createGunzip} from 'node:zlib'

import type {HttpStream} from './http.js'

import {errorCode} from './file-system.js'

/**
 * Writes what comes of an answer into a new file that only the user may read.
 *
 * @param limit in bytes
 * @returns false: there is more than that
 * @throws when the connection breaks, is ended, or the file can't be written
 */
export async function saveStream({chunks}: Pick<HttpStream, 'chunks'>, file: string, limit: number): Promise<boolean> {
  let size = 0
  const limited = async function* () {
    for await (const chunk of chunks) {
      size += chunk.byteLength
      if (size > limit) return
      yield chunk
    }
  }

  await pipeline(limited, createWriteStream(file, {flags: 'wx', mode: 0o600}))
  return size <= limit
}

/**
 * Whether a file that gzip made has no more than so many bytes when it is unpacked. Nothing is written, and no more is read than
 * that takes.
 *
 * @returns undefined: gzip didn't make it, or it is not whole
 */
export async function gunzipFits(file: string, limit: number, signal: AbortSignal): Promise<boolean | undefined> {
  let size = 0
  const counted = new Writable({
    write(chunk: Uint8Array, _, done) {
      size += chunk.byteLength
      done(size > limit ? new Error('larger than the limit') : null)
    },
  })
  try {
    await pipeline(createReadStream(file), createGunzip(), counted, {signal})
    return size > 0 ? true : undefined
  } catch (error) {
    if (size > limit) return false
    if (!errorCode(error).startsWith('Z_')) throw error
    return undefined
  }
}
