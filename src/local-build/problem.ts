import type {HerokuCacheFault} from './cache/heroku-cache-fault.js'
import type {EnvFileFault} from './env-file.js'

/** Why a local build could not be made: data. The words are in render/problems/build.ts. `code` is Node's, of a system error. */
export type BuildProblem =
  /** Another build of the same app was still running when the time was over; `pid` is null where that isn't known. */
  | {id: 'build-locked'; pid: null | number}
  | {id: 'cache-not-usable'; path: string; code: string}
  | {id: 'boot-needs-posix'}
  | {id: 'config-vars-need-confirm'; app: string; given: null | string}
  | {id: 'config-vars-not-readable'; app: string; message: string}
  | {id: 'dyno-size-unknown'; size: string}
  /** `by`: the program that put something else, or nothing, in the place of a folder that the build works in. */
  | {id: 'folder-replaced'; by: string; path: string}
  /** `line` is null for a fault of the whole file. */
  | {id: 'env-file-invalid'; path: string; line: null | number; fault: EnvFileFault}
  | {id: 'env-file-unreadable'; path: string; code: string}
  /** `changed` are files of an earlier output that are no longer as they were left, or that stand where new ones would. */
  /** `--cache heroku`; `app` is null where none is known. */
  | {id: 'heroku-cache-not-usable'; app: null | string; fault: HerokuCacheFault}
  | {id: 'output-changed'; path: string; changed: readonly string[]}
  /** `in-source`: within a source that is read from disk. `linked`: a link in the source leads there. */
  | {
      id: 'output-in-the-way'
      path: string
      what: 'around-source' | 'file' | 'foreign-folder' | 'in-source' | 'linked' | 'odd-name'
    }
  /** `known`: those that the Procfile names. */
  | {id: 'process-type-missing'; types: readonly string[]; known: readonly string[]}
  | {id: 'source-not-copied'; path: string; code: string}
  | {id: 'submodule-not-fetched'; path: string; message: string}
