import {constants} from 'node:fs'
import fs from 'node:fs/promises'

/** The system copies smaller files in one go, in moments. */
const IN_ONE_GO = 16 * 1024 * 1024
const PORTION = 1024 * 1024

/**
 * Copies a file with its mode; blocks are shared where the disk can do that. The copy of a large file can be ended, and what
 * is a hole in the file is one in the copy: 50 GB of nothing take no place.
 *
 * @throws the signal's reason, and Node's own errors
 */
export async function copyFile(
  source: Buffer | string,
  target: Buffer | string,
  {signal, size}: {signal?: AbortSignal | undefined; size: number},
): Promise<void> {
  signal?.throwIfAborted()
  if (size <= IN_ONE_GO) return fs.copyFile(source, target, constants.COPYFILE_FICLONE)
  try {
    await fs.copyFile(source, target, constants.COPYFILE_FICLONE_FORCE)
  } catch {
    // A disk that can't share blocks.
    await copyPortions(source, target, signal)
  }
}

async function copyPortions(source: Buffer | string, target: Buffer | string, signal: AbortSignal | undefined): Promise<void> {
  const from = await fs.open(source, 'r')
  try {
    const {mode} = await from.stat()
    const to = await fs.open(target, 'w', mode)
    try {
      const buffer = Buffer.alloc(PORTION)
      const zeros = Buffer.alloc(PORTION)
      let at = 0
      for (;;) {
        signal?.throwIfAborted()
        const {bytesRead} = await from.read(buffer, 0, PORTION, at)
        if (bytesRead === 0) break
        const read = buffer.subarray(0, bytesRead)
        if (!read.equals(zeros.subarray(0, bytesRead))) await writeWhole(to, read, at)
        at += bytesRead
      }

      await to.truncate(at)
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

async function writeWhole(file: fs.FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
}
