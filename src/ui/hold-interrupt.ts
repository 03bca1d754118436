/**
 * Holds Ctrl-C back while a change is under way, so that the command can still say what came of it. The second one does
 * what Ctrl-C always does. The Heroku CLI's own listener, which ends the process, is put aside meanwhile.
 */
export async function holdInterrupt<Result>(action: () => Promise<Result>, say: (text: string) => void): Promise<Result> {
  const others = process.rawListeners('SIGINT') as NodeJS.SignalsListener[]
  const giveBack = () => {
    process.removeListener('SIGINT', hold)
    for (const listener of others.splice(0)) process.on('SIGINT', listener)
  }

  const hold = () => {
    giveBack()
    say('A change is under way: waiting for its answer, to tell what the app has now. Ctrl-C again ends at once.')
  }

  process.removeAllListeners('SIGINT')
  process.on('SIGINT', hold)
  try {
    return await action()
  } finally {
    giveBack()
  }
}
