import {muteListeners} from './mute-listeners.js'

/**
 * Takes signals from the Heroku CLI's own listeners, which end the process at once.
 *
 * @param heard gets what gives them back once this signal is over: in its midst, a library's listener that finds itself
 * alone would end the process
 * @returns gives them back at once
 */
export function takeSignals(names: readonly NodeJS.Signals[], heard: (giveBackLater: () => void) => void): () => void {
  const listen = () => heard(() => setImmediate(end))
  const ends = names.map((name) => {
    const giveBack = muteListeners(name)
    process.on(name, listen)
    return () => {
      process.removeListener(name, listen)
      giveBack()
    }
  })
  function end(): void {
    for (const one of ends) one()
  }

  return end
}

/** Takes the first of some signals; the next does what it always does. @returns gives them back before one came */
function onFirstSignal(names: readonly NodeJS.Signals[], heard: () => void): () => void {
  return takeSignals(names, (giveBackLater) => {
    giveBackLater()
    heard()
  })
}

/** Ctrl-C ends the tool that runs, and the work puts its things away before the process ends. */
export function abortOnInterrupt(): {end(): void; signal: AbortSignal} {
  const controller = new AbortController()
  const end = onFirstSignal(['SIGINT', 'SIGTERM'], () => controller.abort())
  return {end, signal: controller.signal}
}

/** Holds Ctrl-C back while an action is under way, so that the command can still say what came of it. */
export async function holdInterrupt<Result>(action: () => Promise<Result>, onInterrupt: () => void): Promise<Result> {
  const end = onFirstSignal(['SIGINT'], onInterrupt)
  try {
    return await action()
  } finally {
    end()
  }
}
