/** Ctrl-C ends the tool that runs, and the work puts its things away before the process ends. */
export function interruptible(): {end(): void; signal: AbortSignal} {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const name of signals) process.on(name, abort)
  return {
    end() {
      for (const name of signals) process.off(name, abort)
    },
    signal: controller.signal,
  }
}
