import {muteListeners} from './mute-listeners.js'

/**
 * Holds Ctrl-C back while a change is under way, so that the command can still say what came of it. The second one does
 * what Ctrl-C always does. The Heroku CLI's own listener, which ends the process, is put aside meanwhile.
 */
export async function holdInterrupt<Result>(action: () => Promise<Result>, say: (text: string) => void): Promise<Result> {
  const unmute = muteListeners('SIGINT')
  const giveBack = () => {
    process.removeListener('SIGINT', hold)
    unmute()
  }

  const hold = () => {
    // Not in the middle of this signal: a library's listener that finds itself alone ends the process.
    setImmediate(giveBack)
    say('A change is under way: waiting for its answer, to tell what the app has now. Ctrl-C again ends at once.')
  }

  process.on('SIGINT', hold)
  try {
    return await action()
  } finally {
    giveBack()
  }
}
