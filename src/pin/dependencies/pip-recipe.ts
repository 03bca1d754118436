import type {Edit} from '../../edits/edit.js'

import {isFullyPinned, pinnedPackages} from './packages.js'
import {COMPILED, type PipSource, SOURCE} from './pip-source.js'
import {CLEAN, type Recipe, type ResolveOptions} from './recipe.js'
import {
  editableVcs,
  forUv,
  includeClosure,
  keptOptions,
  logicalLines,
  readText,
  restoreEditables,
  usesHashes,
  usesLocalFiles,
} from './requirements.js'

/** The glibc of each stack's Ubuntu release, as far as uv knows it (the newest that it does for later ones). */
const PLATFORMS: Record<string, string> = {
  'heroku-22': 'x86_64-manylinux_2_35',
  'heroku-24': 'x86_64-manylinux_2_39',
  'heroku-26': 'x86_64-manylinux_2_40',
}
const OLDEST_PLATFORM = 'x86_64-manylinux_2_35'

/** What `uv pip` calls the platform of a stack. */
export function platformOf(stack: string): string {
  return PLATFORMS[stack] ?? OLDEST_PLATFORM
}

/** requirements.txt, compiled by `uv pip compile` for Heroku's platform. */
export function pipRecipe(source: Exclude<PipSource, {kind: 'refused'}>, options: ResolveOptions): Recipe {
  const {tree} = options
  const closure = includeClosure(tree, source.path)
  const place = (file: string) => (file === source.path ? SOURCE : file)
  return {
    commands: [{args: pipArguments(source.path, options), env: {...CLEAN, ...indexes(options)}}],
    edits: (made) => pipEdits(source, made, options),
    needs: usesLocalFiles(tree, source.path) ? 'all' : closure.filter((file) => file !== source.path),
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

function pipArguments(path: string, {python, pythonVersion, stack, tree, upgrade}: ResolveOptions): string[] {
  const options = keptOptions(tree, path)
  const hosts = options.flatMap((line) => /^--trusted-host[\s=]+(\S+)/.exec(line)?.[1] ?? [])
  return [
    'pip',
    'compile',
    SOURCE,
    '--output-file',
    COMPILED,
    '--quiet',
    '--python',
    python.program,
    '--python-version',
    pythonVersion,
    '--python-platform',
    platformOf(stack),
    '--no-strip-extras',
    '--no-strip-markers',
    '--custom-compile-command',
    'heroku python:pin --dependencies',
    ...(usesHashes(tree, path) ? ['--generate-hashes'] : []),
    ...(options.includes('--pre') ? ['--prerelease', 'allow'] : []),
    ...hosts.flatMap((host) => ['--allow-insecure-host', host]),
    ...(upgrade ? ['--upgrade'] : []),
  ]
}

/**
 * The indexes that the environment names for pip, for uv; in its environment, where no process list shows them. And pip's
 * rule that the best version of all indexes wins, since it is pip that installs. uv's own variables come first.
 */
export function indexes({env, extraIndex}: Pick<ResolveOptions, 'env' | 'extraIndex'>): Record<string, string | undefined> {
  const extra = env.UV_EXTRA_INDEX_URL ?? env.PIP_EXTRA_INDEX_URL ?? extraIndex
  const main = env.UV_INDEX_URL ?? env.PIP_INDEX_URL
  return {
    ...(extra !== undefined && {UV_EXTRA_INDEX_URL: extra}),
    ...(main !== undefined && env.UV_DEFAULT_INDEX === undefined && {UV_INDEX_URL: main}),
    UV_INDEX_STRATEGY: env.UV_INDEX_STRATEGY ?? 'unsafe-best-match',
  }
}

function pipEdits(source: Exclude<PipSource, {kind: 'refused'}>, made: string, {tree}: ResolveOptions): Edit[] {
  const editables = includeClosure(tree, source.path)
    .flatMap((file) => logicalLines(readText(tree, file)))
    .flatMap((line) => editableVcs(line) ?? [])
  const contents = withOptions(restoreEditables(made, editables), keptOptions(tree, source.path))
  const before = tree.isFile(COMPILED) ? readText(tree, COMPILED) : ''
  if (source.kind === 'compile') {
    return before.replaceAll('\r\n', '\n') === contents ? [] : [{action: 'write', contents, path: COMPILED}]
  }

  if (isFullyPinned(before) && samePins(before, contents)) return []
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
  const [left, right] = [before, after].map((text) => pinnedPackages('pip', text))
  return left!.size === right!.size && [...left!].every(([name, version]) => right!.get(name) === version)
}
