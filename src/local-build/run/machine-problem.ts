import type {ToolchainProblem} from '../../toolchain/problem.js'

/** Why this machine can't do what a local build needs of it: data. */
export type MachineProblem =
  | ToolchainProblem
  /** Another build of the same app was still running when the time was over; `pid` is null where that isn't known. */
  | {id: 'build-locked'; pid: null | number}
  | {id: 'cache-not-usable'; path: string; code: string}
  /** `code` is Node's, of a system error. */
  | {id: 'source-not-copied'; path: string; code: string}
  | {id: 'submodule-not-fetched'; path: string; message: string}
