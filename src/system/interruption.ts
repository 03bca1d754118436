import {muteListeners} from './mute-listeners.js'

/** Takes signals from the Heroku CLI's own listeners, which end the process at once. @returns gives them back */
export function takeSignals(names: readonly NodeJS.Signals[], listen: () => void): () => void {
  const ends = names.map((name) => {
    const giveBack = muteListeners(name)
    process.on(name, listen)
    return () => {
      process.removeListener(name, listen)
      giveBack()
    }
  })
  return () => {
    for (const end of ends) end()
  }
}

/** Takes the first of some signals; the next does what it always does. @returns gives them back before one came */
export function onFirstSignal(names: readonly NodeJS.Signals[], heard: () => void): () => void {
  const end = takeSignals(names, () => {
    // Not in the middle of this signal: a library's listener that finds itself alone ends the process.
    setImmediate(end)
    heard()
  })
  return end
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
