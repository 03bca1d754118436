import type {ErrorJson} from '../../common/error-json.js'
import type {Problem} from '../../common/problem.js'
import type {Style} from '../terminal/style.js'

import {problemMessage} from './problem-messages.js'
import {safe} from '../terminal/safe.js'

/** The exit code of every problem: the command could not do its work. */
export const PROBLEM_EXIT_CODE = 2

/** A problem for people. The only place where errors are put into lines. */
export function renderProblem(problem: Problem, style: Style): string {
  const {found, link, title, todo} = problemMessage(problem)
  const lines = [`${style.failure('Error:')} ${safe(title)}.`]
  if (found)
    lines.push(
      ...safe(found)
        .split('\n')
        .map((line) => `  ${line}`),
    )
  lines.push('', safe(todo))
  if (link) lines.push(link)
  return lines.join('\n')
}

/** A problem for programs: the whole of what `--json` prints. */
export function problemJson(problem: Problem): ErrorJson {
  const {found, link, title, todo} = problemMessage(problem)
  return {
    schemaVersion: 1,
    error: {
      id: problem.id,
      message: safe(found ? `${title}: ${found}` : title),
      fix: safe(todo),
      link: link ?? null,
      exitCode: PROBLEM_EXIT_CODE,
    },
  }
}
