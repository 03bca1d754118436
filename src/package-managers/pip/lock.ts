import type {FileTree} from '../../packaging/file-tree.js'

import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {COMPILED, SOURCE} from './compiled.js'
import {usesHashes} from './requirements.js'

/** How requirements.txt is compiled, by `uv pip compile` for Heroku's platform. */

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

interface Compilation {
  tree: FileTree
  /** The interpreter's program. */
  python: string
  /** `N.N.N` */
  pythonVersion: string
  stack: string
  upgrade: boolean
}

/** @param path of the file whose options count: the source as it stands in the app */
export function compileArguments(path: string, {python, pythonVersion, stack, tree, upgrade}: Compilation): string[] {
  const {options} = readRequirements(tree, path)
  const hosts = options.flatMap(({name, value}) => (name === '--trusted-host' && value !== null ? [value] : []))
  return [
    'pip',
    'compile',
    SOURCE,
    '--output-file',
    COMPILED,
    '--quiet',
    '--python',
    python,
    '--python-version',
    pythonVersion,
    '--python-platform',
    platformOf(stack),
    '--no-strip-extras',
    '--no-strip-markers',
    '--custom-compile-command',
    'heroku python:pin --dependencies',
    ...(usesHashes(tree, path) ? ['--generate-hashes'] : []),
    ...(options.some(({name}) => name === '--pre') ? ['--prerelease', 'allow'] : []),
    ...[...new Set(hosts)].flatMap((host) => ['--allow-insecure-host', host]),
    ...(upgrade ? ['--upgrade'] : []),
  ]
}

/**
 * The indexes that the environment names for pip, for uv; in its environment, where no process list shows them. And pip's
 * rule that the best version of all indexes wins, since it is pip that installs. uv's own variables come first.
 *
 * @param extraIndex the app's config var PIP_EXTRA_INDEX_URL, which its builds see
 */
export function compileIndexes(
  env: Readonly<Record<string, string | undefined>>,
  extraIndex: string | undefined,
): Record<string, string | undefined> {
  const extra = env.UV_EXTRA_INDEX_URL ?? env.PIP_EXTRA_INDEX_URL ?? extraIndex
  const main = env.UV_INDEX_URL ?? env.PIP_INDEX_URL
  return {
    ...(extra !== undefined && {UV_EXTRA_INDEX_URL: extra}),
    ...(main !== undefined && env.UV_DEFAULT_INDEX === undefined && {UV_INDEX_URL: main}),
    UV_INDEX_STRATEGY: env.UV_INDEX_STRATEGY ?? 'unsafe-best-match',
  }
}
