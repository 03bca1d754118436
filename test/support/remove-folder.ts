import {rmSync} from 'node:fs'

/**
 * Removes a test's folder. What a command began and left when it failed (the day's look at the buildpack's releases,
 * say) may still write its file there, and a folder that gains one while it is emptied is "not empty": so it's tried again.
 */
export function removeFolder(folder: string): void {
  rmSync(folder, {force: true, maxRetries: 20, recursive: true, retryDelay: 50})
}
