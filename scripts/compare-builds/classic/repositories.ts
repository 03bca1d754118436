import {existsSync} from 'node:fs'
import path from 'node:path'

import type {CaseTools} from '../cases.js'

/** Addresses of what both builds can install without a network. */
export interface Places {
  /** A git repository with the project `ownvcs`. */
  repository: string
  /** A package index with the source distribution `ownindexed`. */
  index: string
}

const projectFile = (name: string) =>
  `[project]\nname = "${name}"\nversion = "1.0"\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[tool.setuptools]\npy-modules = ["${name}"]\n`

/** @param folder one that both builds see under this path */
export function repositories({exec, git, write}: CaseTools, folder: string): Places {
  const [repository, index] = [path.join(folder, 'own-repository'), path.join(folder, 'own-index')]
  if (!existsSync(index)) {
    write(repository, 'pyproject.toml', projectFile('ownvcs'))
    write(repository, 'ownvcs.py', 'X = 1\n')
    git(repository)
    const archive = 'ownindexed-1.0.tar.gz'
    const source = path.join(folder, 'own-source/ownindexed-1.0')
    write(source, 'pyproject.toml', projectFile('ownindexed'))
    write(source, 'ownindexed.py', 'X = 1\n')
    write(source, 'PKG-INFO', 'Metadata-Version: 2.1\nName: ownindexed\nVersion: 1.0\n')
    write(index, 'ownindexed/index.html', `<a href="${archive}">${archive}</a>`)
    exec('tar -C "$1" -czf "$2" ownindexed-1.0', [path.dirname(source), path.join(index, 'ownindexed', archive)])
  }

  return {index: `file://${index}`, repository: `git+file://${repository}`}
}
