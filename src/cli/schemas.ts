import path from 'node:path'
import {fileURLToPath} from 'node:url'

import type {FileSystem} from '../system/file-system.js'

/** A command's flags that make it print another document: the flag → the ending of that document's name. */
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'build-local': {'--events': '-event', '--plan': '-plan'},
  doctor: {
    '--all': '-fleet',
    '--explain': '-explain',
    '--list': '-list',
    '--team': '-fleet',
    '--to': '-forecast',
    '-A': '-fleet',
    '-t': '-fleet',
  },
  'migrate-buildpack': {},
  pin: {'--dependencies': '-dependencies'},
}

/** More than any schema has. */
const LONGEST = 1024 * 1024

/**
 * The name of the document that a command prints with `--json`: that of its schema in docs/schemas/.
 *
 * @param command `doctor`, as in `heroku python:doctor`
 */
export function documentName(command: string, argv: readonly string[]): string {
  const forms = FORMS[command] ?? {}
  const flag = argv.map((word) => word.split('=')[0]!).find((word) => Object.hasOwn(forms, word))
  return flag === undefined ? command : `${command}${forms[flag]}`
}

/**
 * The JSON Schema of what a command prints with `--json`, as it comes with the package.
 *
 * @param id `python:doctor`
 */
export async function schemaOf(id: string, argv: readonly string[], files: FileSystem): Promise<string> {
  const name = documentName(id.slice(id.lastIndexOf(':') + 1), argv)
  return readSchema(name, files)
}

/** One of the files in docs/schemas/, without its ending. */
export async function readSchema(name: string, files: FileSystem): Promise<string> {
  const file = path.join(await ownFolder(files), 'docs/schemas', `${name}.json`)
  return new TextDecoder().decode(await files.read(file, LONGEST)).trimEnd()
}

/** The folder of this package. */
export async function ownFolder(files: FileSystem): Promise<string> {
  return packageFolder(path.dirname(fileURLToPath(import.meta.url)), files)
}

/** The folder with the package.json around one of its files, wherever the bundler has put that. */
async function packageFolder(folder: string, files: FileSystem): Promise<string> {
  const isRoot = (await files.realKind(path.join(folder, 'package.json'))) === 'file'
  return isRoot || folder === path.dirname(folder) ? folder : packageFolder(path.dirname(folder), files)
}
