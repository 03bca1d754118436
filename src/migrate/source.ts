import type {FileTree} from '../buildpack/file-tree.js'
import type {Prediction} from '../buildpack/prediction.js'
import type {Project} from '../project/project.js'

import {predict} from '../buildpack/predict.js'
import {parseReference, type Reference} from './reference.js'

/** What a plan needs to know of the app's source. */
export interface MigrationSource {
  path: string
  tree: FileTree
  /** What heroku/python would do with it. */
  prediction: Prediction
  /** Names in the folder on disk, whether committed or not. */
  onDisk: ReadonlySet<string>
  slugignored: ReadonlySet<string>
  /** The buildpacks in `.buildpacks`; null: no such file. */
  buildpacksFile: readonly Reference[] | null
  /** The buildpacks in app.json; null: it names none. */
  appJson: readonly Reference[] | null
  /** The Aptfile names packages of GDAL. */
  aptHasGdal: boolean
}

/** @param stack that of the next build */
export function migrationSource(project: Project, stack: string | null): MigrationSource {
  const {slugignored, source, tree, worktree} = project
  return {
    appJson: appJsonBuildpacks(tree),
    aptHasGdal: lines(tree, 'Aptfile').some((line) => /gdal/i.test(line)),
    buildpacksFile: buildpacksFile(tree),
    onDisk: worktree?.names ?? new Set(),
    path: source.path,
    prediction: predict(tree, stack === null ? {} : {stack}),
    slugignored,
    tree,
  }
}

/**
 * What stands in `.buildpacks`: words, in lines or beside each other.
 * Source: bin/compile of heroku/heroku-buildpack-multi, `for BUILDPACK in $(cat $1/.buildpacks)`; a word that begins with
 * `#` has no URL, and is skipped.
 */
function buildpacksFile(tree: FileTree): Reference[] | null {
  const bytes = tree.read('.buildpacks')
  if (!bytes) return null
  const words = text(bytes).split(/\s+/)
  return words.filter((word) => word !== '' && !word.startsWith('#')).map((word) => parseReference(word))
}

/** Source: Dev Center, "app.json Schema": `buildpacks` is a list of objects with a `url`. */
function appJsonBuildpacks(tree: FileTree): Reference[] | null {
  const bytes = tree.read('app.json')
  if (!bytes) return null
  let buildpacks: unknown
  try {
    buildpacks = (JSON.parse(text(bytes)) as {buildpacks?: unknown} | null)?.buildpacks
  } catch {
    return null
  }

  if (!Array.isArray(buildpacks)) return null
  return (buildpacks as ({url?: unknown} | null)[]).flatMap((entry) =>
    typeof entry?.url === 'string' ? [parseReference(entry.url)] : [],
  )
}

function lines(tree: FileTree, path: string): string[] {
  const bytes = tree.read(path)
  return bytes
    ? text(bytes)
        .split(/\r?\n/)
        .filter((line) => !line.trimStart().startsWith('#'))
    : []
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
