import type {Edit} from '../../edits/edit.js'

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
  usesLocalFiles,
} from '../../package-managers/pip/requirements.js'
import type {PipSource} from './pip-source.js'
import {CLEAN_ENVIRONMENT} from '../../toolchain/tool-environment.js'
import type {Recipe, ResolveOptions} from './recipe.js'

/** requirements.txt, compiled by `uv pip compile` for Heroku's platform. */
export function pipRecipe(source: Exclude<PipSource, {kind: 'refused'}>, options: ResolveOptions): Recipe {
  const {tree} = options
  const closure = includeClosure(tree, source.path)
  const place = (file: string) => (file === source.path ? SOURCE : file)
  return {
    commands: [
      {
        args: compileArguments(source.path, {...options, python: options.python.program}),
        env: {...CLEAN_ENVIRONMENT, ...compileIndexes(options.env, options.extraIndex)},
      },
    ],
    edits: (made) => pipEdits(source, made, options),
    needs: usesLocalFiles(tree, source.path) ? 'all' : closure.filter((file) => file !== source.path),
    inVenv: false,
    result: COMPILED,
    rewritten: new Map([
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
    return before.replaceAll('\r\n', '\n') === contents ? [] : [{action: 'write', contents, path: COMPILED}]
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

function samePins(before: string, after: string): boolean {
  const [left, right] = [before, after].map((text) => readPinned('pip', text))
  return left!.size === right!.size && [...left!].every(([name, {version}]) => right!.get(name)?.version === version)
}
