import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

type Library = typeof import('@heroku-cli/command')

/** The major version of @heroku-cli/command that this plugin is written for (package.json asks for it too). */
const MAJOR = '13'

/**
 * @heroku-cli/command: the copy of the Heroku CLI that runs this plugin, where there is one. It is loaded already, while a
 * second copy (its error reporting most of all) would make every command half a second slower. Else our own.
 */
const library: Library = (await import(runningCopy() ?? '@heroku-cli/command')) as Library

export const {Command: HerokuCommand, vars} = library

/** The URL of the running CLI's copy; undefined if it has none, or one of another major version. */
function runningCopy(): string | undefined {
  const program = process.argv[1]
  if (program === undefined) return undefined
  try {
    const entry = createRequire(path.resolve(program)).resolve('@heroku-cli/command')
    const {version} = JSON.parse(readFileSync(path.join(path.dirname(entry), '../package.json'), 'utf8')) as {version: string}
    return version.startsWith(`${MAJOR}.`) ? pathToFileURL(entry).href : undefined
  } catch {
    return undefined
  }
}
