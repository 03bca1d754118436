import type {FileTree} from '../../packaging/file-tree.js'

import {readAppJson} from '../../project/app-json.js'
import {parseReference, type Reference} from './reference.js'

/** Buildpacks, and what they install, as files of the source name them. */

/**
 * What stands in `.buildpacks`: words, in lines or beside each other.
 * Source: bin/compile of heroku/heroku-buildpack-multi, `for BUILDPACK in $(cat $1/.buildpacks)`; a word that begins with
 * `#` has no URL, and is skipped.
 */
export function buildpacksFile(tree: FileTree): Reference[] | null {
  const bytes = tree.read('.buildpacks')
  if (!bytes) return null
  const words = text(bytes).split(/\s+/)
  return words.filter((word) => word !== '' && !word.startsWith('#')).map((word) => parseReference(word))
}

/** The buildpacks in app.json, which review apps and apps made by a button get; null: it names none. */
export function appJsonBuildpacks(tree: FileTree): Reference[] | null {
  return readAppJson(tree)?.buildpacks?.map((ref) => parseReference(ref)) ?? null
}

/** The lines of the Aptfile, less comments: packages, URLs of .deb files and `:repo:` lines. Source: bin/compile of heroku-buildpack-apt. */
export function aptPackages(tree: FileTree): string[] {
  const bytes = tree.read('Aptfile')
  const lines = bytes ? text(bytes).split(/\r?\n/) : []
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
