import {posix} from 'node:path'

import type {CheckContext} from '../check.js'
import type {Settings} from '../shared/django-settings.js'

import {managePy} from '../shared/django-project.js'

/** The folders that STATICFILES_DIRS names. */

/** `BASE_DIR / "a" / "b"` and `os.path.join(BASE_DIR, "a")`. */
const ENTRY =
  /(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT|BASE_PATH)\s*((?:\/\s*["'][\w.-]+["']\s*)+)|join\(\s*(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT|BASE_PATH)\s*,\s*((?:["'][\w./-]+["']\s*,?\s*)+)\)/g

interface Named {
  /** Below the base folder, as written. */
  path: string
  /** Relative to the root; undefined where nothing in the commit is in it, wherever the base folder may be. */
  folder: string | undefined
}

/** Every entry that is written out. */
function namedFolders(context: CheckContext, {files, names}: Settings): Named[] {
  const {tree} = context.project
  const binding = names.get('STATICFILES_DIRS')
  if (!binding || files.length === 0) return []
  const {file, line} = binding
  const lines = new TextDecoder()
    .decode(tree.read(file))
    .split('\n')
    .slice(line - 1)
  const end = lines.findIndex((content) => /^[^#]*[\])]\s*(?:#.*)?$/.test(content))
  if (end === -1 || end > 30) return []
  const root = posix.dirname(managePy(context)!)
  const bases = ['', root, posix.dirname(file), posix.dirname(posix.dirname(file))].map((base) => (base === '.' ? '' : base))
  return [
    ...lines
      .slice(0, end + 1)
      .join('\n')
      .matchAll(ENTRY),
  ].map(([, divided, joined]) => {
    const path = [...(divided ?? joined)!.matchAll(/["']([\w./-]+)["']/g)].map((part) => part[1]!).join('/')
    return {folder: bases.map((base) => posix.join(base, path)).find((one) => tree.exists(one)), path}
  })
}

/** Those that are in the commit. */
export function staticFolders(context: CheckContext, settings: Settings): string[] {
  return namedFolders(context, settings).flatMap(({folder}) => (folder === undefined ? [] : [folder.replace(/\/$/, '')]))
}

/** Those that are not, as they would be called beside manage.py. */
export function missingFolders(context: CheckContext, settings: Settings): string[] {
  const root = posix.dirname(managePy(context)!)
  return namedFolders(context, settings).flatMap(({folder, path}) =>
    folder === undefined ? [posix.join(root === '.' ? '' : root, path)] : [],
  )
}
