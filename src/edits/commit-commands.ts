import path from 'node:path'

import type {Edit} from './edit.js'

import {shellWord} from '../common/shell-word.js'

export interface CommitPlace {
  /** Where the commands are typed. */
  cwd: string
  /** That the edits' paths are relative to. */
  folder: string
  /** The root of its git repository. */
  repository: string
  /** Adds what git ignores, too. */
  force: boolean
  message: string
}

/**
 * How edits are committed: the files by name, so that nothing else gets into the commit. Typed outside of the repository,
 * git is told where it is, and paths are then its own. Empty if there is nothing to commit.
 */
export function commitCommands(edits: readonly Edit[], {cwd, folder, force, message, repository}: CommitPlace): string[] {
  if (edits.length === 0) return []
  const isInside = !path.relative(repository, cwd).startsWith('..') && !path.isAbsolute(path.relative(repository, cwd))
  const place = isInside ? cwd : folder
  const git = isInside ? 'git' : `git -C ${shellWord(path.relative(cwd, folder).split(path.sep).join('/'))}`
  const word = (file: string) => shellWord(path.relative(place, path.join(folder, file)).split(path.sep).join('/'))
  const kept = new Set(
    edits.flatMap((edit) => (edit.action === 'rename' ? [edit.to] : edit.action === 'write' ? [edit.path] : [])),
  )
  const gone = edits.filter((edit) => edit.action !== 'write' && !kept.has(edit.path))
  const commands: string[] = []
  if (kept.size > 0) commands.push(`${git} add ${force ? '--force ' : ''}${[...kept].map((file) => word(file)).join(' ')}`)
  // They may never have been in git. What was untracked may be a folder.
  const recursive = gone.some(({action}) => action === 'untrack') ? '-r ' : ''
  if (gone.length > 0)
    commands.push(`${git} rm ${recursive}--cached --ignore-unmatch ${gone.map((edit) => word(edit.path)).join(' ')}`)
  return [...commands, `${git} commit --message "${message}"`]
}
