import {posix} from 'node:path'

import type {TreeEntry} from '../packaging/file-tree.js'

import {lazyRequire} from '../common/lazy-require.js'
import {isTooComplex, PATTERNS} from './slugignore.js'

const ignore = lazyRequire<typeof import('ignore')>('ignore')

/** Files whose contents matter because of what the first files say: few apps have any. */

/** A pointer of Git LFS is a few lines. Source: its specification, "pointer files must be less than 1024 bytes". */
export const POINTER_LIMIT = 1024

/** More than this are not looked at; of styles, of each kind. */
const LFS_FILES = 500
const STYLE_FILES = 200

interface Contents {
  paths: Iterable<string>
  entries: ReadonlyMap<string, TreeEntry>
}

/** The files that .gitattributes gives to Git LFS: the commit has pointers to them, or themselves, if LFS wasn't there. */
export function lfsFiles({entries, paths}: Contents): string[] {
  const rules = [...entries].flatMap(([path, entry]) => {
    if (posix.basename(path) !== '.gitattributes' || entry.kind !== 'file' || !entry.contents) return []
    const lines = lfsPatterns(new TextDecoder().decode(entry.contents))
    return lines.length === 0 ? [] : [{folder: folderOf(path), matcher: ignore()().add(lines)}]
  })
  const found: string[] = []
  for (const path of paths) {
    if (found.length >= LFS_FILES) break
    if (
      MODEL.test(path) ||
      rules.some(({folder, matcher}) => path.startsWith(folder) && matcher.ignores(path.slice(folder.length)))
    )
      found.push(path)
  }

  return found
}

/** What people keep in Git LFS, whatever .gitattributes says now. */
const MODEL = /\.(?:h5|hdf5|joblib|keras|onnx|pickle|pkl|pt|pth|safetensors|tflite)$/i

/** Lines of .gitattributes as those of .gitignore, whose patterns are the same but for what the last words say. */
function lfsPatterns(text: string): string[] {
  const patterns = text.split(/\r?\n/).flatMap((line) => {
    const [, quoted, plain, attributes] = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s#"]\S*))\s+(.*)$/.exec(line) ?? []
    const pattern = (quoted ?? plain)?.replaceAll('[[:space:]]', '?')
    if (pattern === undefined || pattern.startsWith('!')) return []
    if (/(?:^|\s)filter=lfs(?=\s|$)/.test(attributes!)) return [pattern]
    return /(?:^|\s)(?:[-!]filter|filter=\S*)(?=\s|$)/.test(attributes!) ? [`!${pattern}`] : []
  })
  return patterns.filter((pattern) => !isTooComplex(pattern)).slice(0, PATTERNS)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** Where Django doesn't look for static files, or where collectstatic itself writes. */
const NO_STATIC_FILES = /(?:^|\/)(?:\.[^/]+|docs?|node_modules|site-packages|staticfiles|static_?root|tests?|venv|env)\//i

/**
 * The style sheets, scripts and templates of a Django app, if its storage looks for every file that they name: the build, or the
 * page, fails if one is missing.
 */
export function styleFiles({entries, paths}: Contents): string[] {
  const isRead = [...entries].some(
    ([path, entry]) =>
      path.endsWith('.py') &&
      entry.kind === 'file' &&
      entry.contents !== undefined &&
      Buffer.from(entry.contents).includes('ManifestStaticFilesStorage'),
  )
  if (!isRead) return []
  const found = [...paths].filter((path) => !NO_STATIC_FILES.test(path))
  return ['css', 'js', 'html'].flatMap((ending) => found.filter((path) => path.endsWith(`.${ending}`)).slice(0, STYLE_FILES))
}
