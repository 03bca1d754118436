import type {BuildProblem} from '../problem.js'
import type {ShadowRepository} from './shadow-repository.js'

import {ProblemError} from '../../common/problem.js'
import {decodeNames} from '../../system/names.js'

/** As .gitmodules describes it. */
export interface Submodule {
  name: string
  /** Relative to the root of the repository. */
  path: string
  url: string
}

/** The submodules of a commit. One whose name leads out of its folder, which git refuses too, is left out. */
export async function submodulesOf(commit: string, shadow: ShadowRepository): Promise<Submodule[]> {
  const blob = `--blob=${commit}:.gitmodules`
  const {stdout} = await shadow.run(['config', '-z', blob, '--get-regexp', String.raw`^submodule\..*\.(path|url)$`])
  const found = new Map<string, Partial<Submodule>>()
  for (const record of decodeNames(stdout)) {
    const end = record.indexOf('\n')
    const [, name, key] = /^submodule\.([^]*)\.(path|url)$/.exec(record.slice(0, end)) ?? []
    if (end !== -1 && name !== undefined) found.set(name, {...found.get(name), [key!]: record.slice(end + 1)})
  }

  return [...found].flatMap(([name, {path, url}]) => {
    const leadsOut = name === '' || name.split(/[/\\]/).includes('..')
    return path === undefined || url === undefined || leadsOut ? [] : [{name, path, url}]
  })
}

/**
 * Fetches one commit, alone where the server lets it, else with all that the server has.
 *
 * @throws ProblemError submodule-not-fetched
 */
export async function fetchCommit(
  commit: string,
  url: string,
  {path, shadow}: {path: string; shadow: ShadowRepository},
): Promise<void> {
  await shadow.fetch(url, [commit], ['--depth=1'])
  if (await shadow.has(commit)) return
  const message = await shadow.fetch(url, ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'])
  if (await shadow.has(commit)) return
  throw new ProblemError<BuildProblem>({id: 'submodule-not-fetched', message: message ?? `${url} has no commit ${commit}.`, path})
}

/** An address that begins with `./` or `../` is relative to that of the repository itself. Source: git-submodule(1), add. */
export function resolveUrl(url: string, base: string): string {
  if (!/^\.\.?\//.test(url)) return url
  let [left, right] = [base.replace(/\/$/, ''), url]
  for (;;) {
    if (right.startsWith('./')) right = right.slice(2)
    else if (right.startsWith('../')) {
      right = right.slice(3)
      left = left.replace(/[/:][^/:]*$/, '')
    } else return `${left}/${right}`
  }
}
