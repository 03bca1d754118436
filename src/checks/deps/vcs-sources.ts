import type {CheckContext} from '../check.js'

import {tomlTable} from '../../packaging/toml.js'
import {array, isTable, table, text} from '../../packaging/values.js'
import {normaliseName} from '../../packaging/requirements/pep508.js'
import {productionDependencies, placeOf} from '../dependencies.js'
import {packageManager} from '../facts.js'
import {installedEntries} from './requirements-facts.js'

/** A package that comes from a repository. */
export interface VcsSource {
  /** As the file names it; undefined where it doesn't. */
  name: string | undefined
  /** `git`, `hg`, `bzr`, `svn`. */
  program: string
  /** Without the program: `ssh://git@github.com/owner/name.git`. May hold credentials. */
  url: string
  place: {file: string; line?: number}
}

/** What a production build gets from repositories. */
export function vcsSources(context: CheckContext): VcsSource[] {
  const manager = packageManager(context)
  if (manager === 'pip') return ofRequirements(context)
  const installed = new Map(productionDependencies(context).list.map((dependency) => [dependency.name, dependency]))
  const urls =
    manager === 'uv' ? ofUv(context) : manager === 'poetry' ? ofPoetry(context) : manager === 'pipenv' ? ofPipenv(context) : []
  return urls.flatMap(({name, program, url}) => {
    const dependency = installed.get(normaliseName(name))
    return dependency ? [{name, place: placeOf(dependency), program, url}] : []
  })
}

function ofRequirements(context: CheckContext): VcsSource[] {
  return installedEntries(context).flatMap(({file, line, name, source}) => {
    const [, program, url] = source.kind === 'vcs' ? (/^(\w+)\+([^]*)$/.exec(source.url) ?? []) : []
    return program === undefined || url === undefined
      ? []
      : [{name: name ?? undefined, place: {file, line}, program: program.toLowerCase(), url}]
  })
}

type Located = Required<Pick<VcsSource, 'program' | 'url'>> & {name: string}

function ofUv({project: {tree}}: CheckContext): Located[] {
  return array(tomlTable(tree, 'uv.lock').package).flatMap((entry) => {
    const {name, source} = table(entry)
    const url = text(table(source).git)
    return url === undefined ? [] : [{name: text(name) ?? '', program: 'git', url}]
  })
}

function ofPoetry({project: {tree}}: CheckContext): Located[] {
  return array(tomlTable(tree, 'poetry.lock').package).flatMap((entry) => {
    const {name, source} = table(entry)
    const {type, url} = table(source)
    return type === 'git' && typeof url === 'string' ? [{name: text(name) ?? '', program: 'git', url}] : []
  })
}

function ofPipenv({project: {tree}}: CheckContext): Located[] {
  const bytes = tree.read('Pipfile.lock')
  let lock: unknown
  try {
    lock = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return []
  }

  return Object.entries(table(lock, 'default')).flatMap(([name, entry]) => {
    if (!isTable(entry)) return []
    const program = ['git', 'hg', 'svn', 'bzr'].find((one) => typeof entry[one] === 'string')
    return program === undefined ? [] : [{name, program, url: text(entry[program])!}]
  })
}
