import {posix} from 'node:path'

import type {CheckContext} from '../check.js'
import type {Settings} from '../shared/django-settings.js'

import {managePy, moduleFolders} from '../shared/django-project.js'
import {staticFolders} from './static-folders.js'

/** A style sheet or a script that collectstatic collects. */
export interface StaticFile {
  path: string
  /** Below its static folder: `css/site.css`. */
  name: string
}

/** Those in STATICFILES_DIRS, and in the folder `static` of the app's own INSTALLED_APPS, that were read. */
export function staticFiles(context: CheckContext, settings: Settings): StaticFile[] {
  const {tree} = context.project
  const folders = [...staticFolders(context, settings), ...ofApps(context, settings)].filter((folder) => tree.isDirectory(folder))
  const found: StaticFile[] = []
  for (const path of tree.files()) {
    if (!/\.(?:css|js)$/.test(path) || !tree.read(path) || context.project.truncated.has(path)) continue
    const folder = folders.find((one) => path.startsWith(`${one}/`))
    if (folder !== undefined) found.push({name: path.slice(folder.length + 1), path})
  }

  return found
}

/** `blog` and `blog.apps.BlogConfig` are in the folder `blog`. */
function ofApps(context: CheckContext, {names}: Settings): string[] {
  const apps = names.get('INSTALLED_APPS')?.value
  if (apps?.kind !== 'list' || managePy(context) === undefined) return []
  const written = apps.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
  const paths = written.map((app) => app.replace(/\.apps\.\w+$/, '').replaceAll('.', '/'))
  return moduleFolders(context).flatMap((folder) => paths.map((path) => posix.join(folder, path, 'static')))
}
