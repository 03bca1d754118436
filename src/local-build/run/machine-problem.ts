/** Why this machine can't do what a local build needs of it: data. The words are in ui/machine-problems.ts. */
export type MachineProblem =
  /** Another build of the same app was still running when the time was over; `pid` is null where that isn't known. */
  | {id: 'build-locked'; pid: null | number}
  | {id: 'cache-not-usable'; path: string; code: string}
  /** `others`: the versions that are there. `withoutVenv`: the program of the right one, which lacks the module. */
  | {id: 'no-interpreter'; version: string; others: readonly string[]; withoutVenv: null | string}
  | {id: 'python-not-installable'; version: string; message: string}
  /** `code` is Node's, of a system error. */
  | {id: 'source-not-copied'; path: string; code: string}
  | {id: 'submodule-not-fetched'; path: string; message: string}
  | {id: 'python-not-usable'; path: string; version: string; reason: UnusableReason}

/** What is wrong with the program after --python. */
export type UnusableReason =
  | {id: 'missing'}
  | {id: 'no-venv'}
  /** No final release of CPython: `PyPy 7.3`, `CPython 3.15.0rc1`. */
  | {id: 'other'; what: string}
  | {id: 'silent'}
  | {id: 'version'; found: string}
