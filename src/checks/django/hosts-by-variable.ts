import type {Binding} from '../../project/python-source/index.js'
import type {CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'

/** ALLOWED_HOSTS that is read from one environment variable. Its value is compared in memory, and never shown. */

const NAME = String.raw`\(\s*["'](?<name>\w+)["']`
const READ = String.raw`os\.(?:environ\.get|getenv)${NAME}(?:\s*,[^()]*)?\)|os\.environ\[\s*["'](?<key>\w+)["']\s*\]`
const END = String.raw`\s*(?:#.*)?$`

const AS_IT_IS = new RegExp(String.raw`^\s*ALLOWED_HOSTS\s*=\s*(?:${READ})${END}`)
const SPLIT = new RegExp(String.raw`^\s*ALLOWED_HOSTS\s*=\s*(?:${READ})\.split\(\s*["'],["']\s*\)${END}`)
/** django-environ, environs and python-decouple take the spaces around entries away. */
const LIST = new RegExp(
  String.raw`^\s*ALLOWED_HOSTS\s*=\s*(?:\w+\.list${NAME}|config\(\s*["'](?<key>\w+)["'].*\bcast\s*=\s*Csv\(\s*\))`,
)

export interface ByVariable {
  name: string
  /** It is left as the text that it is, which Django refuses. */
  isText: boolean
  /** The entries of the app's config var; undefined where the app has none of that name, or isn't known. */
  entries: readonly string[] | undefined
}

/** How a setting reads its variable; undefined where it does something else. */
export function hostsByVariable({app, project: {tree}}: CheckContext, {file, line}: Binding): ByVariable | undefined {
  const text = new TextDecoder().decode(tree.read(file)).split(/\r?\n/)[line - 1] ?? ''
  // A default that is a list makes it one where the variable isn't set.
  const isText = AS_IT_IS.test(text) && !/,\s*[[(]/.test(text)
  const groups = (AS_IT_IS.exec(text) ?? SPLIT.exec(text) ?? LIST.exec(text))?.groups
  const name = groups?.name ?? groups?.key
  if (name === undefined) return undefined
  const value = app && isAvailable(app.configVars) ? app.configVars.get(name)?.reveal() : undefined
  const isTrimmed = LIST.test(text)
  const entries = value?.split(',').map((entry) => (isTrimmed ? entry.trim() : entry).toLowerCase())
  return {entries: entries?.filter((entry) => entry !== ''), isText, name}
}
