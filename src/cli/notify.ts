import {importRunningCopy} from './running-copy.js'

/** From how many seconds on somebody may have turned away. Source: the Heroku CLI's own `heroku run`. */
const LONG_ENOUGH = 20

interface Notification {
  title: string
  subtitle: string
  message: string
  sound: boolean
}

interface Library {
  notify(one: Notification): void
}

/**
 * Tells the desktop that a long build ended, as other commands of the Heroku CLI do: with the CLI's own library, where it
 * runs this plugin. Never fails, and says nothing where there is no desktop.
 */
export async function notifyOfBuild(command: string, {hasFailed, seconds}: {hasFailed: boolean; seconds: number}): Promise<void> {
  if (seconds < LONG_ENOUGH) return
  try {
    const library = await importRunningCopy<{default: Library}>('@heroku-cli/notifications', 1)
    library.default.notify({
      message: hasFailed ? 'The build failed' : 'The build succeeded',
      sound: true,
      subtitle: command,
      title: 'heroku cli',
    })
  } catch {
    // A notification is a courtesy.
  }
}
