import {rmSync} from 'node:fs'

const MOST_TRIES = 100
const PAUSE = 50
const pause = new Int32Array(new SharedArrayBuffer(4))

/**
 * Removes a test's folder. What a command began and left when it failed (the day's look at the buildpack's releases,
 * say) may still write its file there, and a folder that gains one while it is emptied is "not empty": so it's emptied again.
 * `maxRetries` doesn't do that: Node then only tries to remove the folder again, with the new file inside.
 */
export function removeFolder(folder: string): void {
  for (let tries = 1; ; tries++) {
    try {
      rmSync(folder, {force: true, recursive: true})
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY' || tries === MOST_TRIES) throw error
      Atomics.wait(pause, 0, 0, PAUSE)
    }
  }
}
