type Listener = NodeJS.SignalsListener & {listener?: NodeJS.SignalsListener}

/**
 * Puts the listeners of a signal aside, as the Heroku CLI's own, which ends the process at once. In the place of each is one
 * that does nothing and goes by its name, so that its owner can remove it all the same: libraries listen while a program of
 * theirs runs, and one that came back after that would keep every later signal from ending the process.
 *
 * @returns gives back those that nobody has removed
 */
export function muteListeners(name: NodeJS.Signals): () => void {
  const muted = (process.rawListeners(name) as Listener[]).map((original) => {
    // As `once` does it; `removeListener` looks at it.
    const silent: Listener = Object.assign(() => {}, {listener: original.listener ?? original})
    return {original, silent}
  })
  process.removeAllListeners(name)
  for (const {silent} of muted) process.on(name, silent)
  return () => {
    const present = new Set(process.rawListeners(name))
    for (const {original, silent} of muted.splice(0)) {
      if (!present.has(silent)) continue
      process.removeListener(name, silent)
      process.on(name, original)
    }
  }
}
