import type {EnvFileFault} from './env-file.js'
import type {MachineProblem} from './run/machine-problem.js'

/** Why a local build could not be made: data. The words are in ui/build-problems.ts. */
export type BuildProblem =
  | MachineProblem
  | {id: 'boot-needs-posix'}
  | {id: 'config-vars-need-confirm'; app: string; given: null | string}
  | {id: 'config-vars-not-readable'; app: string; message: string}
  | {id: 'dyno-size-unknown'; size: string}
  /** `line` is null for a fault of the whole file. */
  | {id: 'env-file-invalid'; path: string; line: null | number; fault: EnvFileFault}
  | {id: 'env-file-unreadable'; path: string; code: string}
  /** `changed` are files of an earlier output that are no longer as they were left, or that stand where new ones would. */
  | {id: 'output-changed'; path: string; changed: readonly string[]}
  /** `in-source`: within a source that is read from disk. `linked`: a link in the source leads there. */
  | {
      id: 'output-in-the-way'
      path: string
      what: 'around-source' | 'file' | 'foreign-folder' | 'in-source' | 'linked' | 'odd-name'
    }
  /** `known`: those that the Procfile names. */
  | {id: 'process-type-missing'; types: readonly string[]; known: readonly string[]}
