import type {BuildProblem} from '../local-build/problem.js'
import type {MigrateProblem} from '../migrate/problem.js'

/**
 * Why a command could not do its work: data only. The words are in ui/problem-messages.ts and are printed in one place.
 * Exit code 2.
 */
export type Problem =
  | BuildProblem
  | MigrateProblem
  | {id: 'app-not-readable'; app: string; status: number | null; apiId: string | null; message: string; needed?: true}
  | {id: 'apps-not-readable'; team: null | string; status: number | null; apiId: string | null; message: string}
  | {id: 'file-changed'; path: string}
  | {id: 'git-failed'; command: string; message: string}
  | {id: 'git-missing'}
  | {id: 'in-the-way'; path: string}
  | {id: 'internal'; message: string}
  | {id: 'interrupted'}
  | {id: 'lock-file-missing'}
  | {id: 'no-python'; version: null | string; tool: string; offline: boolean}
  | {id: 'no-worktree'; path: string}
  | {id: 'not-a-git-repository'; path: string}
  | {id: 'not-logged-in'; app: string; needed?: true}
  | {id: 'not-logged-in-for-apps'}
  | {id: 'not-writable'; path: string; code: string}
  | {id: 'source-inside-git-folder'; path: string}
  | {id: 'source-not-a-folder'; path: string}
  | {id: 'source-not-found'; path: string}
  | {id: 'tool-not-installable'; tool: string; version: string; offline: boolean; message: string}
  | {id: 'unknown-check'; ids: readonly string[]; near: readonly string[]}
  | {id: 'unknown-ref'; ref: string; empty: boolean}
  | {id: 'unknown-remote'; remote: string}
  | {id: 'unreadable'; path: string; code: string}
  | {id: 'usage'; message: string}

/** Carries a problem to the command that renders it. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.id)
  }
}
