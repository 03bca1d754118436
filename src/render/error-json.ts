import type {Problem} from './problems.js'
import type {Words} from '../common/json-values.js'

/** What every command prints with `--json` where it could not do its work. The exit code is 2. */
export interface ErrorJson {
  schemaVersion: 1
  error: {
    /** What kind of problem it is. `usage` is a wrong command line, `internal` a bug of ours. */
    id: Problem['id']
    /** What is wrong, for people. */
    message: Words
    /** What to do about it, for people. */
    fix: Words
    /** A page to read; null where there is none. */
    link: string | null
    exitCode: 2
    /**
     * True: the same command may work a little later, with nothing changed: no network, the Platform API failed or had too many
     * requests, another build had the lock. False too where that isn't known.
     */
    transient: boolean
  }
}
