import type {EventEmitter} from 'node:events'

import {takeSignals} from './interruption.js'

/** Ctrl-C, the end of the terminal and SIGTERM, held while a build runs. */
export interface Interruption {
  /** Aborted by the first: what runs is asked to end, and everything is put away. */
  signal: AbortSignal
  /** Aborted by the second: what runs is killed. */
  killSignal: AbortSignal
  /** How the user is told that the first was heard. */
  say(text: string): void
  /** Gives the signals back. */
  end(): void
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Takes the signals, the Heroku CLI's own listeners (which end the process at once) aside meanwhile. A third signal does
 * what it always does. Where nobody reads the output any more (`| head`), the build stops too: else it would go on unseen.
 */
export function interruptible(
  say: (text: string) => void,
  outputs: readonly EventEmitter[],
  signals: readonly NodeJS.Signals[] = SIGNALS,
): Interruption {
  const stop = new AbortController()
  const kill = new AbortController()
  const end = takeSignals(signals, (giveBackLater) => {
    if (stop.signal.aborted) {
      kill.abort()
      giveBackLater()
      return
    }

    stop.abort()
    interruption.say('Stopping. Ctrl-C again kills what still runs.')
  })
  // oclif's listener throws what is no closed pipe, as of a terminal that is gone. Never given back: what is still to be said
  // would then end the process before all is put away.
  for (const output of outputs) output.removeAllListeners('error').on('error', () => stop.abort())
  const interruption: Interruption = {end, killSignal: kill.signal, say, signal: stop.signal}
  return interruption
}
