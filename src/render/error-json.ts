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
  }
}
