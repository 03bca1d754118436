import {ProblemError} from './problem.js'

/**
 * What becomes of work that knows no signal. It goes on behind the end, and puts its things away.
 *
 * @throws ProblemError interrupted, as soon as the signal is aborted
 */
export async function unlessInterrupted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new ProblemError({id: 'interrupted'}))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, {once: true})
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
