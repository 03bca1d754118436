/** Why a Python or a tool can't be had on this machine: data. */
export type ToolchainProblem =
  /** `others`: the versions that are there. `withoutVenv`: the program of the right one, which lacks the module. */
  | {id: 'no-interpreter'; version: string; others: readonly string[]; withoutVenv: null | string}
  | {id: 'python-not-installable'; version: string; message: string}
  | {id: 'python-not-usable'; path: string; version: string; reason: UnusableReason}

/** What is wrong with the program after --python. */
export type UnusableReason =
  | {id: 'missing'}
  | {id: 'no-venv'}
  /** No final release of CPython: `PyPy 7.3`, `CPython 3.15.0rc1`. */
  | {id: 'other'; what: string}
  | {id: 'silent'}
  | {id: 'version'; found: string}
