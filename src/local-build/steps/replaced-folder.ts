import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {BuildProblem} from '../problem.js'
import type {Build} from '../run/build.js'

import {ProblemError} from '../../common/problem.js'
import {isInside} from '../../system/file-system.js'
import {oddFile} from '../cache/cache-files.js'

/**
 * Looks at the folders that a build writes, moves and deletes by name, once a program of the app has had them: through a link in the
 * place of one of them, that would be done to somebody else's files.
 *
 * @param by that program
 * @throws ProblemError folder-replaced
 */
export async function requireOwnFolders({machine: {cache, place, system}}: Build, by: string): Promise<void> {
  const {files} = system
  const isThere = (await files.kind(place.temporary)) === 'directory'
  const replaced = isThere
    ? ((await replacedIn(place.build, files)) ?? (await replacedInCache(cache.folder, files)))
    : place.temporary
  if (replaced !== undefined) throw new ProblemError<BuildProblem>({by, id: 'folder-replaced', path: replaced})
}

/** A link that stays in the build folder does no harm. */
async function replacedIn(build: string, files: FileSystem): Promise<string | undefined> {
  if ((await files.kind(build)) !== 'directory') return build
  for (const name of ['.heroku', '.heroku/python']) {
    const place = path.join(build, name)
    if ((await files.kind(place)) !== 'symlink') continue
    const target = await files.realPath(place).catch(() => null)
    if (target === null || !isInside(target, await files.realPath(build))) return place
  }

  return undefined
}

async function replacedInCache(cache: string, files: FileSystem): Promise<string | undefined> {
  const odd = (await files.kind(cache)) === 'directory' ? await oddFile(cache, files) : ''
  return odd === undefined ? undefined : path.join(cache, odd)
}
