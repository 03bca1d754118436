import type {Architecture} from '../../packaging/architecture.js'
import type {CheckContext} from '../check.js'

import {tomlTable} from '../../packaging/toml.js'
import {array, table, text} from '../../packaging/values.js'
import {normaliseName} from '../../packaging/requirements/pep508.js'
import {packageManager} from '../facts.js'
import {pipRequirements} from './requirements-facts.js'

/**
 * Whether there is a wheel for Linux and a Python (`N.N`), as a lock says that lists the files of its packages, or a folder of
 * wheels that pip is told to look in may have; undefined where nothing says it.
 */
export function hasLockedWheel(context: CheckContext, name: string, python: string): boolean | undefined {
  const manager = packageManager(context)
  if (manager === 'pip') {
    return (pipRequirements(context)?.options ?? []).some((option) => option.name === '--find-links') ? true : undefined
  }

  const files = manager === 'uv' || manager === 'poetry' ? filesOf(context, `${manager}.lock`, name) : []
  return files.length === 0 ? undefined : files.some((file) => fits(file, python, context.architecture))
}

/** uv names the wheels by their addresses, Poetry all files by their names. */
function filesOf({project: {tree}}: CheckContext, lock: string, name: string): string[] {
  return array(tomlTable(tree, lock).package)
    .map((entry) => table(entry))
    .filter((entry) => normaliseName(text(entry.name) ?? '') === name)
    .flatMap(({files, wheels}) => [...array(files), ...array(wheels)])
    .flatMap((entry) => {
      const {file, filename, path, url} = table(entry)
      return text(file) ?? text(filename) ?? text(path) ?? text(url)?.replace(/[?#].*$/, '') ?? []
    })
}

/** `name-1.0-cp313-cp313-manylinux_2_28_x86_64.whl`. Source: the binary distribution format of packaging.python.org. */
function fits(file: string, python: string, architecture: Architecture): boolean {
  if (!file.endsWith('.whl')) return false
  const [tags, abi, platform] = decodeURIComponent(file.replace(/^.*\//, '').slice(0, -'.whl'.length)).split('-').slice(-3)
  if (tags === undefined || abi === undefined || platform === undefined || !isForLinux(platform, architecture)) return false
  const minor = Number(python.split('.')[1])
  return tags.split('.').some((tag) => {
    const [, kind, version] = /^(py|cp)3(\d*)$/.exec(tag) ?? []
    if (kind === undefined) return false
    const isOlder = version === '' || Number(version) <= minor
    return kind === 'py' || abi.includes('abi3') ? isOlder : Number(version) === minor
  })
}

/** `manylinux_2_17_x86_64.manylinux2014_x86_64`, one tag after the other. Those of musl are for other systems than Ubuntu. */
function isForLinux(platforms: string, architecture: Architecture): boolean {
  return platforms.split('.').some((one) => one === 'any' || (/^(?:many)?linux/.test(one) && one.endsWith(`_${architecture}`)))
}
