import {chmodSync} from 'node:fs'
import path from 'node:path'

import type {TemporaryFolders, TestFile, TestRepository} from '../support/repository.js'
import type {Case, CaseFile} from './case.js'

/** The app of a case as a git repository: the first commit has everything but what its `git` leaves out. */
export function recreate({files, git = {}}: Case, folders: TemporaryFolders): TestRepository {
  const repository = folders.repository()
  for (const [file, contents] of Object.entries(files)) write(repository, file, contents)
  repository.git('add', '--all', ...(git.respectIgnore ? [] : ['--force']))
  for (const file of git.uncommitted ?? []) repository.git('rm', '--cached', '-r', '--quiet', '--', file)
  for (const [file, contents] of Object.entries(files)) {
    if (isGitlink(contents)) repository.git('update-index', '--add', '--cacheinfo', `160000,${contents.gitlink},${file}`)
  }

  repository.git('commit', '--quiet', '--allow-empty', '--message=The app')
  return repository
}

function write(repository: TestRepository, file: string, contents: CaseFile): void {
  repository.write({[file]: onDisk(contents)})
  if (typeof contents === 'object' && 'executable' in contents) chmodSync(path.join(repository.folder, file), 0o755)
}

function onDisk(contents: CaseFile): TestFile {
  if (typeof contents === 'string') return contents
  if ('base64' in contents) return Buffer.from(contents.base64, 'base64')
  if ('executable' in contents) return contents.executable
  if ('link' in contents) return contents
  // What a clone without its submodules has there.
  if ('gitlink' in contents) return {folder: true}
  throw new Error(`A file of an unknown form: ${Object.keys(contents as object).join(', ')}`)
}

function isGitlink(contents: CaseFile): contents is {gitlink: string} {
  return typeof contents === 'object' && 'gitlink' in contents
}
