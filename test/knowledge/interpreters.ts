import {execFileSync} from 'node:child_process'
import {existsSync, readdirSync} from 'node:fs'
import {homedir} from 'node:os'
import path from 'node:path'

let known: ReadonlyMap<string, string> | undefined

/** The Pythons of this machine, by version (`N.N`): pyenv's, and those on the PATH. */
export function interpreters(): ReadonlyMap<string, string> {
  known ??= find()
  return known
}

function find(): Map<string, string> {
  const versions = path.join(process.env.PYENV_ROOT ?? path.join(homedir(), '.pyenv'), 'versions')
  const pyenv = existsSync(versions) ? readdirSync(versions).map((name) => path.join(versions, name, 'bin/python')) : []
  const onPath = Array.from({length: 10}, (_, minor) => `python3.${minor + 8}`)
  const found = new Map<string, string>()
  for (const python of [...pyenv, ...onPath]) {
    const version = versionOf(python)
    if (version !== undefined && !found.has(version)) found.set(version, python)
  }

  return found
}

function versionOf(python: string): string | undefined {
  try {
    const code = 'import sys; print("%d.%d" % sys.version_info[:2])'
    return execFileSync(python, ['-c', code], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim()
  } catch {
    // Not there, or a shim of pyenv's for a version that isn't set.
    return undefined
  }
}
