import type {FileTree} from '../../buildpack/file-tree.js'
import type {PackageManager} from '../../buildpack/release.js'
import type {Edit} from '../../edits/edit.js'
import type {Interpreter} from './find-python.js'
import type {ToolName} from './install-tool.js'

import {PACKAGE_MANAGERS} from '../../buildpack/package-managers.js'
import {isFullyPinned, pinnedPackages} from './packages.js'
import {COMPILED, type PipSource, SOURCE} from './pip-source.js'
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

/** How the dependencies of a package manager are resolved, as data: what is copied, run, and read afterwards. Pure. */
export interface Recipe {
  tool: ToolName
  /** Files of the source to copy; `all`: all of them, for something is installed from them. */
  needs: 'all' | readonly string[]
  /** Of those, what is left out: uv takes its output file, if it is there, for pins to keep. */
  without: readonly string[]
  /** Files that are other than in the source, relative to the copy. */
  rewritten: ReadonlyMap<string, string>
  commands: readonly {args: readonly string[]; env: Record<string, string | undefined>}[]
  /** The file that is made. */
  result: string
  /** The edits that bring the result into the source; none: it is as it was. */
  edits(made: string): Edit[]
}

export interface ResolveOptions {
  tree: FileTree
  /** The resolved Python, `N.N.N`. */
  pythonVersion: string
  stack: string
  upgrade: boolean
  python: Interpreter
  /** True if that interpreter is of the resolved Python's major version. */
  samePython: boolean
  env: NodeJS.ProcessEnv
  /** The app's config var PIP_EXTRA_INDEX_URL, which its builds see. */
  extraIndex: string | undefined
}

export const TOOL_OF: Record<PackageManager, ToolName> = {pip: 'uv', pipenv: 'pipenv', poetry: 'poetry', uv: 'uv'}

/** The glibc of each stack's Ubuntu release, as far as uv knows it (the newest that it does for later ones). */
const PLATFORMS: Record<string, string> = {
  'heroku-22': 'x86_64-manylinux_2_35',
  'heroku-24': 'x86_64-manylinux_2_39',
  'heroku-26': 'x86_64-manylinux_2_40',
}
const OLDEST_PLATFORM = 'x86_64-manylinux_2_35'

/** Nothing of this process's Python may reach the tools, nor a download of another one. */
const CLEAN = {
  CONDA_PREFIX: undefined,
  NO_COLOR: '1',
  PYTHONHOME: undefined,
  PYTHONPATH: undefined,
  UV_NO_PROGRESS: '1',
  UV_PYTHON_DOWNLOADS: 'never',
  VIRTUAL_ENV: undefined,
}

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
    PLATFORMS[stack] ?? OLDEST_PLATFORM,
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
function indexes({env, extraIndex}: ResolveOptions): Record<string, string | undefined> {
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

const MANIFESTS = [
  '.python-version',
  'Pipfile',
  'Pipfile.lock',
  'poetry.lock',
  'poetry.toml',
  'pyproject.toml',
  'uv.lock',
  'uv.toml',
]

/** uv, Poetry and Pipenv: their own lock command. */
export function lockRecipe(manager: Exclude<PackageManager, 'pip'>, options: ResolveOptions): Recipe {
  const {tree} = options
  const {file} = PACKAGE_MANAGERS[manager]
  const local = /^\s*\[build-system\]|workspace|\bpath\s*=|editable|\bfile\s*=/m.test(
    `${readText(tree, 'pyproject.toml')}\n${readText(tree, 'Pipfile')}`,
  )
  return {
    commands: [lockCommand(manager, options)],
    edits(made) {
      const same = withoutHeader(made) === withoutHeader(readText(tree, file))
      return same ? [] : [{action: 'write', contents: made, path: file}]
    },
    needs: local ? 'all' : MANIFESTS.filter((name) => tree.isFile(name)),
    result: file,
    rewritten: new Map(),
    tool: TOOL_OF[manager],
    // An empty one, made to choose the package manager, is refused by the tools.
    without: readText(tree, file).trim() === '' ? [file] : [],
  }
}

function lockCommand(
  manager: Exclude<PackageManager, 'pip'>,
  {python, samePython, upgrade}: ResolveOptions,
): Recipe['commands'][number] {
  switch (manager) {
    case 'pipenv':
      // Whether the lock is fresh is asked before: Pipenv knows no way to lock again and keep versions.
      return {
        args: ['lock'],
        env: {...CLEAN, PIPENV_NOSPIN: '1', PIPENV_VERBOSITY: '-1', PIPENV_YES: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1'},
      }

    case 'poetry':
      return {
        args: ['lock', '--no-interaction', '--no-ansi', ...(upgrade ? ['--regenerate'] : [])],
        env: {...CLEAN, POETRY_VIRTUALENVS_CREATE: 'false'},
      }

    case 'uv':
      return {
        args: ['lock', '--quiet', ...(samePython ? ['--python', python.program] : []), ...(upgrade ? ['--upgrade'] : [])],
        env: CLEAN,
      }
  }
}

/** Poetry's first line names its own version: of no matter to what is installed. */
function withoutHeader(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/^# This file is automatically @generated by Poetry[^\n]*\n/, '')
}
