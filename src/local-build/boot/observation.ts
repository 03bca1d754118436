import type {HttpOutcome, Listening, MemoryUse, ProcessExit} from '../../system/dyno/dyno-host.js'
import type {ProcessKind} from './process-types.js'

/** How the port that the process was given can be reached. */
export type Reach =
  /** The router reaches it. */
  | 'reachable'
  /** Only this machine itself does. */
  | 'loopback'
  /** Nobody does over IPv4, which the router speaks. */
  | 'ipv6'
  /** Nobody listens there. */
  | 'none'

/** What was seen of a process from its start to its end. */
export interface Observation {
  kind: ProcessKind
  /** How it ended by itself; null: it still ran when it had been looked at. */
  exit: ProcessExit | null
  reach: Reach
  /** Where it and its children listen; null: this system doesn't say. */
  listening: readonly Listening[] | null
  /** null: it was not asked, or the process ended meanwhile. */
  answer: HttpOutcome | null
  memory: MemoryUse | null
  /** How it ended when it was asked to; null: it was not asked, or nothing depends on it. */
  stop: 'in-time' | 'too-late' | null
  /** Until it listened, ended, or was given up. */
  seconds: number
  /** The last lines that it printed before it was asked to end, without secrets. */
  lines: readonly string[]
}
