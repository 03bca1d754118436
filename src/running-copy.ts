import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

/**
 * A package that the Heroku CLI has loaded itself: the copy of the CLI that runs this plugin, where there is one of the
 * version that this plugin is written for, else our own. A second copy of what is loaded already would make every command
 * half a second slower.
 *
 * @param name what to import, `execa` or `@oclif/core/flags`
 * @param major the package's major version (package.json asks for it too)
 */
export async function importRunningCopy<Package>(name: string, major: number): Promise<Package> {
  return (await import(runningCopy(name, major) ?? name)) as Package
}

/** The URL of the running program's copy; undefined if it has none, or one of another major version. */
function runningCopy(name: string, major: number): string | undefined {
  const program = process.argv[1]
  if (program === undefined) return undefined
  try {
    const file = createRequire(path.resolve(program)).resolve(name)
    return versionAround(file, packageOf(name)).startsWith(`${major}.`) ? pathToFileURL(file).href : undefined
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

/** The version of the package that a file is of. A folder of a package may have a package.json of its own, without a name. */
function versionAround(file: string, wanted: string): string {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const description = read(path.join(folder, 'package.json'))
    if (description?.name === wanted) return String(description.version)
  }

  return ''
}

function read(file: string): {name?: unknown; version?: unknown} | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as {name?: unknown; version?: unknown}
  } catch {
    return undefined
  }
}
