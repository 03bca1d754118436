import type {Edit} from '../../edits/edit.js'

import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {readPinned} from '../../package-managers/index.js'
import {COMPILED, SOURCE} from '../../package-managers/pip/compiled.js'
import {compileArguments, compileIndexes} from '../../package-managers/pip/lock.js'
import {isFullyPinned} from '../../package-managers/pip/pinned.js'
import {
  editablesOf,
  forUv,
  includeClosure,
  keptOptions,
  readText,
  restoreEditables,
  usesHashes,
  usesLocalFiles,
} from '../../package-managers/pip/requirements.js'
import {comparePackages} from './packages.js'
import type {PipSource} from './pip-source.js'
import {CLEAN_ENVIRONMENT} from '../../toolchain/tool-environment.js'
import type {Recipe, ResolveOptions} from './recipe.js'

/** Beside the source, in the copy only. */
const CONSTRAINTS = 'heroku-python-constraints.txt'

/** requirements.txt, compiled by `uv pip compile` for Heroku's platform. */
/** @param constraints requirements that hold packages back */
export function pipRecipe(
  source: Exclude<PipSource, {kind: 'refused'}>,
  options: ResolveOptions,
  constraints: readonly string[] = [],
): Recipe {
  const {tree} = options
  const closure = includeClosure(tree, source.path)
  const place = (file: string) => (file === source.path ? SOURCE : file)
  return {
    commands: [
      {
        args: [
          ...compileArguments(source.path, {
            ...options,
            leaveOut: ownPackages(source.path, options),
            python: options.python.program,
          }),
          ...(constraints.length > 0 ? ['--constraints', CONSTRAINTS] : []),
        ],
        env: {...CLEAN_ENVIRONMENT, ...compileIndexes(options.env, options.extraIndex)},
      },
    ],
    edits: (made) => pipEdits(source, made, options),
    needs: usesLocalFiles(tree, source.path) ? 'all' : closure.filter((file) => file !== source.path),
    inVenv: false,
    result: COMPILED,
    rewritten: new Map([
      ...(constraints.length > 0 ? [[CONSTRAINTS, `${constraints.join('\n')}\n`] as const] : []),
      ...closure.map((file) => [place(file), forUv(readText(tree, file))] as const),
      // What is pinned is preferred, as pip-compile does it too.
      ...(source.kind === 'compile' && tree.isFile(COMPILED) ? [[COMPILED, forUv(readText(tree, COMPILED))] as const] : []),
    ]),
    tool: 'uv',
    without: [COMPILED],
  }
}

function pipEdits(source: Exclude<PipSource, {kind: 'refused'}>, made: string, {tree}: ResolveOptions): Edit[] {
  const contents = withOptions(restoreEditables(made, editablesOf(tree, source.path)), keptOptions(tree, source.path))
  const before = tree.isFile(COMPILED) ? readText(tree, COMPILED) : ''
  if (source.kind === 'compile') {
    return meaningOf(before) === meaningOf(contents) ? [] : [{action: 'write', contents, path: COMPILED}]
  }

  if (isFullyPinned(tree) && samePins(before, contents)) return []
  return [
    {action: 'rename', path: COMPILED, to: SOURCE},
    {action: 'write', contents, path: COMPILED},
  ]
}

/** uv's header, the options as they were written, and the packages. */
function withOptions(compiled: string, options: readonly string[]): string {
  if (options.length === 0) return compiled
  const [, header, rest] = /^((?:#[^\n]*\n)*)\n*([^]*)$/.exec(compiled)!
  return `${header}${options.join('\n')}\n\n${rest}`
}

/** The same versions; what a marker leaves out on Heroku's platform may be named or not. */
function samePins(before: string, after: string): boolean {
  const {added, changed, removed} = comparePackages(readPinned('pip', before), readPinned('pip', after))
  return added.length + changed.length + removed.length === 0
}

/** What pip reads of a compiled file: notes and the order of lines are of no matter, nor is `3.2` for `3.2.0`. */
function meaningOf(text: string): string {
  const lines = text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)
  const meant = lines.map((line) =>
    line
      .replace(/(?:^|\s+)#.*$/, '')
      .replaceAll(/\s+/g, ' ')
      .replace(/(?<==\d[\d.]*?)(?:\.0)+(?=[ ;]|$)/, '')
      .trim(),
  )
  return meant
    .filter((line) => line !== '')
    .sort()
    .join('\n')
}

/** What the buildpack has installed already, and the app doesn't ask for: another version would take its place. */
function ownPackages(path: string, {own, tree}: ResolveOptions): string[] {
  if (usesHashes(tree, path)) return []
  const asked = new Set(includeClosure(tree, path).flatMap((file) => readRequirements(tree, file).entries.map(({name}) => name)))
  return ['pip', ...(own.setuptools === null ? [] : ['setuptools'])].filter((name) => !asked.has(name))
}
