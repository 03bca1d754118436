import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'

/** What Node does at times of its own. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
