import {createWriteStream} from 'node:fs'
import {pipeline} from 'node:stream/promises'

import type {HttpStream} from './http.js'

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
