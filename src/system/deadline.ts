import type {Clock} from './clock.js'

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
export function startDeadline(milliseconds: null | number, clock: Clock): Deadline {
  const controller = new AbortController()
  if (milliseconds === null) return {clear() {}, signal: controller.signal}
  const end = () => controller.abort(new DOMException('The time is over.', 'TimeoutError'))
  return {clear: clock.after(milliseconds, end), signal: controller.signal}
}
