import type {FileTree} from '../packaging/file-tree.js'

import {readAppJson} from './app-json.js'

/**
 * The file that says that an app is built from a Dockerfile, by no buildpack; undefined where none does. It counts for apps on
 * the container stack alone: where an app is known, its stack decides.
 *
 * Source: Dev Center, "Building Docker Images with heroku.yml", and "app.json Schema".
 */
export function containerFile(tree: FileTree): 'app.json' | 'heroku.yml' | undefined {
  if (readAppJson(tree)?.stack === 'container') return 'app.json'
  const bytes = tree.isFile('heroku.yml') ? tree.read('heroku.yml') : undefined
  return bytes && /^build\s*:/m.test(new TextDecoder().decode(bytes)) ? 'heroku.yml' : undefined
}
