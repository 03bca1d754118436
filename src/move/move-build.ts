import type {BuildInput} from '../local-build/read-input.js'
import type {ToolMachine} from '../toolchain/install-tool.js'

import {ProblemError} from '../common/problem.js'
import {convertWithoutBuild, convertWithUv} from './convert-with-uv.js'
import {parseTargets, resolveWish} from './destination.js'
import {contextOf} from './context-of.js'
import {moveTarget} from './moved-target.js'

/**
 * What a local build is made of, were the app moved: the same source with the edits of the move, the other stack, Python,
 * generation or package manager. Its first build there has no cache, as on Heroku.
 *
 * @throws ProblemError usage, not-convertible, and what convertWithUv throws
 */
export async function moveBuild(
  input: BuildInput,
  {onlyPlan, targets}: {onlyPlan: boolean; targets: readonly string[]},
  machine: ToolMachine,
): Promise<BuildInput> {
  const wish = parseTargets(targets, input.releases)
  if (wish === null) throw new ProblemError({id: 'usage', message: '--to next is for heroku python:doctor. Name the target'})
  const destination = resolveWish(wish, input)
  const before = contextOf(input)
  const conversion = {destination, target: input}
  const converted =
    destination.manager === 'uv'
      ? onlyPlan
        ? await convertWithoutBuild(before, conversion, machine)
        : await convertWithUv(before, {...conversion, mayBuild: true}, machine)
      : // A plan runs nothing of the app.
        null
  const {after, edits} = moveTarget(input, destination, converted ?? undefined)
  return {...input, ...after, moved: {edits, to: [...targets].sort()}}
}
