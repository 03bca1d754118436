import type {Architecture} from '../../packaging/architecture.js'
import type {FileTree} from '../../packaging/file-tree.js'

import {byName} from '../../common/by-name.js'
import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {COMPILED, SOURCE} from './compiled.js'
import {usesHashes} from './requirements.js'

/** How requirements.txt is compiled, by `uv pip compile` for Heroku's platform. */

/** The glibc of each stack's Ubuntu release, as far as uv knows it (the newest that it does for later ones). */
const GLIBC: Record<string, string> = byName({'heroku-22': '2_35', 'heroku-24': '2_39', 'heroku-26': '2_40'})
const OLDEST_GLIBC = '2_35'

interface Machines {
  architecture: Architecture
  stack: string
}

/** What `uv pip` calls the machines that an app is built for. */
export function platformOf({architecture, stack}: Machines): string {
  return `${architecture}-manylinux_${GLIBC[stack] ?? OLDEST_GLIBC}`
}

interface Compilation extends Machines {
  tree: FileTree
  /** The interpreter's program. */
  python: string
  /** `N.N.N` */
  pythonVersion: string
  upgrade: boolean
  /** Packages that are resolved, and not written. */
  leaveOut?: readonly string[]
}

/** @param path of the file whose options count: the source as it stands in the app */
export function compileArguments(path: string, compilation: Compilation): string[] {
  const {leaveOut = [], python, pythonVersion, tree, upgrade} = compilation
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
    platformOf(compilation),
    '--no-strip-extras',
    '--no-strip-markers',
    '--custom-compile-command',
    'heroku python:pin --dependencies',
    ...(usesHashes(tree, path) ? ['--generate-hashes'] : []),
    ...(options.some(({name}) => name === '--pre') ? ['--prerelease', 'allow'] : []),
    ...[...new Set(hosts)].flatMap((host) => ['--allow-insecure-host', host]),
    ...leaveOut.flatMap((name) => ['--no-emit-package', name]),
    ...(upgrade ? ['--upgrade'] : []),
  ]
}

/**
 * The indexes and certificates that the environment names for pip, for uv; in its environment, where no process list shows them. And pip's
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
  // pip's own order; uv knows SSL_CERT_FILE only.
  const certificates = env.SSL_CERT_FILE || env.PIP_CERT || env.REQUESTS_CA_BUNDLE || env.CURL_CA_BUNDLE
  return {
    ...(certificates && {SSL_CERT_FILE: certificates}),
    ...(extra !== undefined && {UV_EXTRA_INDEX_URL: extra}),
    ...(main !== undefined && env.UV_DEFAULT_INDEX === undefined && {UV_INDEX_URL: main}),
    UV_INDEX_STRATEGY: env.UV_INDEX_STRATEGY ?? 'unsafe-best-match',
  }
}
