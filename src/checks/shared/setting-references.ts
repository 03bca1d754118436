import type {Value} from '../../project/python-source/index.js'
import type {CheckContext} from '../check.js'
import type {EntryPoint} from './entry-points.js'

import {byName} from '../../common/by-name.js'
import {managePy, moduleFolders} from './django-project.js'
import {buildSettings, runtimeSettings, type Settings} from './django-settings.js'

/** A module that Django's settings name as a text, and that Django imports when it starts. */
export interface SettingReference {
  module: string
  setting: string
  file: string
  line: number
  entry: EntryPoint
}

/** Settings whose texts are modules. Source: Django's reference of settings. */
const MODULES = ['INSTALLED_APPS', 'ROOT_URLCONF']
/** Those whose texts are names in modules: `django.middleware.csrf.CsrfViewMiddleware`. */
const NAMES = ['MIDDLEWARE', 'AUTHENTICATION_BACKENDS']
/** Those that hold one under a key, at any depth. */
const UNDER_KEYS: Readonly<Record<string, readonly string[]>> = byName({
  CACHES: ['BACKEND'],
  DATABASES: ['ENGINE'],
  STORAGES: ['BACKEND'],
})

export function settingReferences(context: CheckContext): SettingReference[] {
  const script = managePy(context)
  const settings = runtimeSettings(context) ?? buildSettings(context)
  if (script === undefined || !settings) return []
  const entry: EntryPoint = {
    folders: moduleFolders(context),
    place: {file: script, line: 1},
    process: 'web',
    start: {module: ''},
  }
  const found = [
    // `shop.apps.ShopConfig` is a class in a module.
    ...MODULES.flatMap((setting) =>
      texts(settings, setting).map((text) => ({module: text.replace(/\.[A-Z]\w*$/, ''), setting, text})),
    ),
    ...[...NAMES, ...Object.keys(UNDER_KEYS)].flatMap((setting) =>
      texts(settings, setting).map((text) => ({module: setting === 'DATABASES' ? text : withoutName(text), setting, text})),
    ),
  ]
  return found.flatMap(({module, setting, text}) =>
    /^[A-Za-z_][\w.]*$/.test(module) ? [{entry, module, setting, ...placeOf(context, settings, setting, text)}] : [],
  )
}

function withoutName(text: string): string {
  return text.split('.').slice(0, -1).join('.') || text
}

/** The texts of a setting that surely are in it. */
function texts({names}: Settings, setting: string): string[] {
  const value = names.get(setting)?.value
  const keys = UNDER_KEYS[setting]
  if (value === undefined) return []
  return keys ? textsUnder(value, new Set(keys)) : textsIn(value)
}

function textsIn(value: Value): string[] {
  if (value.kind === 'string') return [value.value]
  return value.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])) : []
}

function textsUnder(value: Value, keys: ReadonlySet<string>, depth = 0): string[] {
  if (value.kind !== 'dictionary' || depth > 3) return []
  return [...value.entries].flatMap(([key, inner]) => {
    if (keys.has(key)) return inner.kind === 'string' ? [inner.value] : []
    return textsUnder(inner, keys, depth + 1)
  })
}

/** The line that has the text; where it is put together, that of the setting. */
function placeOf({project: {tree}}: CheckContext, {files, names}: Settings, setting: string, text: string) {
  const {file, line} = names.get(setting)!
  for (const path of [file, ...files.filter((one) => one !== file)]) {
    const lines = new TextDecoder().decode(tree.read(path)).split('\n')
    const at = lines.findIndex((content) => content.includes(`'${text}'`) || content.includes(`"${text}"`))
    if (at !== -1) return {file: path, line: at + 1}
  }

  return {file, line}
}
