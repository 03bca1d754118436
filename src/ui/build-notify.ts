import {createRequire} from 'node:module'
import path from 'node:path'

/** From how many seconds on somebody may have turned away. Source: the Heroku CLI's own `heroku run`. */
const LONG_ENOUGH = 20

interface Notification {
  title: string
  subtitle: string
  message: string
  sound: boolean
}

/**
 * Tells the desktop that a long build ended, as other commands of the Heroku CLI do: with the CLI's own library, where it
 * runs this plugin. Never fails, and says nothing where there is no desktop.
 *
 * @param program the script that Node runs
 */
export function notifyOfBuild(
  command: string,
  {hasFailed, seconds}: {hasFailed: boolean; seconds: number},
  program: string,
): void {
  if (seconds < LONG_ENOUGH) return
  try {
    const {notify} = createRequire(path.resolve(program))('@heroku-cli/notifications') as {notify(one: Notification): void}
    notify({message: hasFailed ? 'The build failed' : 'The build succeeded', sound: true, subtitle: command, title: 'heroku cli'})
  } catch {
    // A notification is a courtesy.
  }
}
