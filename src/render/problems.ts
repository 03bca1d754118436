import type {BuildProblem} from '../local-build/problem.js'
import type {MigrateProblem} from '../migrate/problem.js'
import type {MoveProblem} from '../move/problem.js'
import type {ErrorJson} from './error-json.js'
import type {Messages, ProblemMessage} from './problems/message.js'
import type {Style} from './terminal/style.js'

import {type AnyProblem, problemOf, type SharedProblem} from '../common/problem.js'
import {APP_MESSAGES} from './problems/app.js'
import {BUILD_MESSAGES} from './problems/build.js'
import {COMMAND_MESSAGES} from './problems/command.js'
import {FILE_MESSAGES} from './problems/files.js'
import {MIGRATE_MESSAGES} from './problems/migrate.js'
import {MOVE_MESSAGES} from './problems/move.js'
import {PYTHON_MESSAGES} from './problems/python.js'
import {SOURCE_MESSAGES} from './problems/source.js'
import {isTransient} from './problems/transient.js'
import {indent, indentLines} from './terminal/layout.js'
import {safe} from './terminal/safe.js'

/** Every problem that a command can end with. */
export type Problem = BuildProblem | MigrateProblem | MoveProblem | SharedProblem

/** The words of all problems. A problem without words doesn't compile. */
const MESSAGES = {
  ...APP_MESSAGES,
  ...BUILD_MESSAGES,
  ...COMMAND_MESSAGES,
  ...FILE_MESSAGES,
  ...MIGRATE_MESSAGES,
  ...MOVE_MESSAGES,
  ...PYTHON_MESSAGES,
  ...SOURCE_MESSAGES,
} satisfies Messages<Problem>

/** The exit code of every problem: the command could not do its work. */
export const PROBLEM_EXIT_CODE = 2

/** The problem that an error carries; undefined for an error of another kind. */
export function knownProblem(error: unknown): Problem | undefined {
  const problem = problemOf(error)
  return problem && worded(problem)
}

/** A problem that has words; undefined for any other. */
export function worded(problem: AnyProblem): Problem | undefined {
  return Object.hasOwn(MESSAGES, problem.id) ? (problem as Problem) : undefined
}

function messageOf(problem: Problem): ProblemMessage {
  const message = MESSAGES[problem.id] as (problem: Problem) => ProblemMessage
  return message(problem)
}

/** A problem for people. The only place where errors are put into lines. */
export function renderProblem(problem: Problem, {style, width}: {style: Style; width: number}): string {
  const {found, link, title, todo} = messageOf(problem)
  const lines = [indent(`${style.failure('Error:')} ${safe(title)}.`, 0, width)]
  if (found) lines.push(indentLines(safe(found), 2, width))
  lines.push('', indentLines(safe(todo), 0, width))
  if (link) lines.push(link)
  return lines.join('\n')
}

/** A problem for programs: the whole of what `--json` prints. */
export function problemJson(problem: Problem): ErrorJson {
  const {found, link, title, todo} = messageOf(problem)
  return {
    schemaVersion: 1,
    error: {
      id: problem.id,
      message: safe(found ? `${title}: ${found}` : title),
      fix: safe(todo),
      link: link ?? null,
      exitCode: PROBLEM_EXIT_CODE,
      transient: isTransient(problem),
    },
  }
}
