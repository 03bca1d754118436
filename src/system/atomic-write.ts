import {createHash, randomBytes} from 'node:crypto'
import fs from 'node:fs/promises'
import {hostname} from 'node:os'
import path from 'node:path'

/** The name of a file that is being written: the machine, the process, and what makes it unique. */
const UNFINISHED = /^\.([\da-f]{8})-(\d+)-[\da-f]{8}\.heroku-python$/

/** The process that was writing, if a file's name says that it is unfinished, and that this machine has begun it. */
export function writerOf(name: string): number | undefined {
  const [, host, pid] = UNFINISHED.exec(name) ?? []
  return host === machine() ? Number(pid) : undefined
}

function unfinishedName(): string {
  return `.${machine()}-${process.pid}-${randomBytes(4).toString('hex')}.heroku-python`
}

function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
}

/**
 * Writes a whole file or nothing: to a file beside it, which then takes its name. Its mode and owner stay; a link is written
 * through. What is left of it when this process is killed, removeUnfinished finds.
 */
export async function writeAtomic(file: string, contents: string | Uint8Array): Promise<void> {
  // One that isn't there has no real path.
  const place = await fs.realpath(file).catch(() => file)
  const before = await fs.stat(place).catch(() => {})
  const unfinished = path.join(path.dirname(place), unfinishedName())
  // wx: never through a link that somebody put there.
  const handle = await fs.open(unfinished, 'wx', before?.mode)
  try {
    try {
      await handle.writeFile(contents)
      if (before) await keepAccess(handle, before)
      await handle.sync()
    } finally {
      await handle.close()
    }

    await fs.rename(unfinished, place)
  } catch (error) {
    await fs.rm(unfinished, {force: true})
    throw error
  }
}

/** Only the superuser may give a file away; a disk may know neither owners nor modes. */
async function keepAccess(handle: fs.FileHandle, {gid, mode, uid}: {gid: number; mode: number; uid: number}): Promise<void> {
  if (process.platform === 'win32') return
  const now = await handle.stat()
  if (now.uid !== uid || now.gid !== gid) await handle.chown(uid, gid).catch(() => {})
  if ((await handle.stat()).mode !== mode) await handle.chmod(mode & 0o7777).catch(() => {})
}
