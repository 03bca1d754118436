/** Why a command could not do its work: data only. Exit code 2. The words are in render/problems.ts, and printed there. */
export interface AnyProblem {
  readonly id: string
}

/** The problems of the rooms that several commands share. A use case adds its own (`BuildProblem`, `MigrateProblem`). */
export type SharedProblem =
  | {id: 'app-not-readable'; app: string; status: number | null; apiId: string | null; message: string; needed?: true}
  | {id: 'apps-not-readable'; team: null | string; status: number | null; apiId: string | null; message: string}
  | {id: 'file-changed'; path: string}
  | {id: 'git-failed'; command: string; message: string}
  | {id: 'git-missing'}
  | {id: 'host-invalid'; host: string}
  | {id: 'in-the-way'; path: string}
  /** `reportTo`: where to report it; null if the plugin's package.json names no address. */
  | {id: 'internal'; message: string; reportTo: null | string}
  | {id: 'interrupted'}
  | {id: 'lock-file-missing'}
  | {id: 'no-app'; reason: string}
  /** `others`: the versions that are there. `withoutVenv`: the program of the right one, which lacks the module. */
  | {id: 'no-interpreter'; version: string; others: readonly string[]; withoutVenv: null | string}
  | {id: 'no-python'; version: null | string; tool: string; offline: boolean}
  /** `flag`: what needs one; left out: `--dirty`. */
  | {id: 'no-worktree'; path: string; flag?: '--staged'}
  /** `flag`: what needs one. */
  | {id: 'not-a-git-repository'; path: string; flag?: RefFlag}
  | {id: 'not-logged-in'; app: string; needed?: true}
  | {id: 'not-logged-in-for-apps'}
  | {id: 'not-writable'; path: string; code: string}
  | {id: 'python-not-installable'; version: string; message: string}
  | {id: 'python-not-usable'; path: string; version: string; reason: UnusableReason}
  | {id: 'source-inside-git-folder'; path: string}
  | {id: 'source-not-a-folder'; path: string}
  | {id: 'source-not-found'; path: string}
  /** What no module has words of its own for. `path`: null where the system names none. */
  | {id: 'system-error'; path: null | string; code: string}
  | {id: 'tool-not-installable'; tool: string; version: string; offline: boolean; message: string}
  | {id: 'unknown-check'; ids: readonly string[]; near: readonly string[]}
  /** `shallow`: the repository has a part of its history only. */
  | {id: 'unknown-ref'; ref: string; empty: boolean; flag?: RefFlag; shallow?: true}
  | {id: 'unknown-remote'; remote: string}
  | {id: 'unreadable'; path: string; code: string}
  | {id: 'usage'; message: string; near?: string}

/** The flag that needs a repository; left out of a problem: `--ref`. */
export type RefFlag = '--baseline' | '--ref' | '--staged'

/** What is wrong with the program after --python. */
export type UnusableReason =
  | {id: 'missing'}
  | {id: 'no-venv'}
  /** No final release of CPython: `PyPy 7.3`, `CPython 3.15.0rc1`. */
  | {id: 'other'; what: string}
  | {id: 'silent'}
  | {id: 'version'; found: string}

/** Carries a problem to the command that renders it: `new ProblemError<MigrateProblem>(…)` for one of a use case's own. */
export class ProblemError<P extends AnyProblem = SharedProblem> extends Error {
  // NoInfer: else any object with an id would do, and a misspelled one would compile.
  constructor(readonly problem: NoInfer<P>) {
    super(problem.id)
  }
}

/** Whether an error carries a problem of some kind. */
export function isProblem<Id extends SharedProblem['id']>(
  error: unknown,
  id: Id,
): error is ProblemError<Extract<SharedProblem, {id: Id}>> {
  return problemOf(error)?.id === id
}

/** The problem that an error carries; undefined for any other error. */
export function problemOf(error: unknown): AnyProblem | undefined {
  return error instanceof ProblemError ? (error.problem as AnyProblem) : undefined
}
