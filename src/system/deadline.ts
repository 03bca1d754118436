export interface Deadline {
  /** Aborted with a TimeoutError when the time is over. */
  signal: AbortSignal
  clear(): void
}

/**
 * Time that runs out. A timer of ours: Node 20 collects a signal of AbortSignal.timeout() that is known to AbortSignal.any()
 * alone, as garbage, and it is never aborted.
 *
 * @param milliseconds null: it never does
 */
export function startDeadline(milliseconds: null | number): Deadline {
  const controller = new AbortController()
  if (milliseconds === null) return {clear() {}, signal: controller.signal}
  const timer = setTimeout(() => controller.abort(new DOMException('The time is over.', 'TimeoutError')), milliseconds)
  return {clear: () => clearTimeout(timer), signal: controller.signal}
}
