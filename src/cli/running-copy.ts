import {readFileSync, realpathSync} from 'node:fs'
import {createRequire} from 'node:module'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

/** The programs whose packages are trusted: the Heroku CLI, and this plugin's own `bin/run.js`. */
const PROGRAMS = new Set(['heroku', 'heroku-python'])

/** What is read of a package.json. */
export interface Description {
  bugs?: unknown
  name?: unknown
  repository?: unknown
  version?: unknown
}

/**
 * A package that the Heroku CLI has itself, and has mostly loaded: the copy of the CLI that runs this plugin, where there is
 * one of the version that this plugin is written for, else our own. A second copy of what is loaded already would make every
 * command half a second slower. Nothing is ever taken from beside another program: that may be anybody's folder.
 *
 * @param name what to import, `@heroku-cli/command` or `@oclif/core/flags`
 * @param major the package's major version (package.json asks for it too)
 */
export async function importRunningCopy<Package>(name: string, major: number): Promise<Package> {
  return (await import(runningCopy(name, major) ?? name)) as Package
}

/** The URL of the running program's copy; undefined if it has none, or one of another major version. */
function runningCopy(name: string, major: number): string | undefined {
  try {
    // npm puts a link into PATH.
    const program = realpathSync(process.argv[1] ?? '')
    if (!PROGRAMS.has(String(describe(program)?.name))) return undefined
    const file = createRequire(program).resolve(name)
    const description = describe(file, packageOf(name))
    return String(description?.version).startsWith(`${major}.`) ? pathToFileURL(file).href : undefined
  } catch {
    return undefined
  }
}

/** `@scope/name` of `@scope/name/part`. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

/**
 * The package.json around a file. A folder of a package may have one of its own, without a name.
 *
 * @param wanted the package's name, if it is known
 */
export function describe(file: string, wanted?: string): Description | undefined {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const description = read(path.join(folder, 'package.json'))
    if (wanted === undefined ? description?.name !== undefined : description?.name === wanted) return description
  }

  return undefined
}

function read(file: string): Description | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Description
  } catch {
    return undefined
  }
}
