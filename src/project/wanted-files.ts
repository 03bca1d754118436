import {MANAGER_FILES} from '../package-managers/index.js'
import {isRequirementsFile} from '../packaging/requirements/included-files.js'

/**
 * Which files' contents are read. A prediction needs few; the checks need manifests and some source. Everything else is
 * known by its name only, so that a large repository costs no more than its listing.
 */

/** A file's first bytes that are read. Longer ones are cut, which the project records. */
export const CONTENT_LIMIT = 8 * 1024 * 1024

/** Locks and lists of packages are written by programs and may be long. What people write is never longer than this. */
const WRITTEN_BY_HAND = 256 * 1024

const LONG_FILES: ReadonlySet<string> = new Set(MANAGER_FILES)

/** How many of a file's first bytes count. The rest is cut, which the project records. */
export function contentLimit(path: string): number {
  return LONG_FILES.has(path) || path.endsWith('.py') || isRequirementsFile(path) ? CONTENT_LIMIT : WRITTEN_BY_HAND
}

/** The most Python files that are read: settings and the like, then those nearest to the root. */
export const PYTHON_FILE_LIMIT = 1000

const ROOT_FILES: ReadonlySet<string> = new Set([
  ...MANAGER_FILES,
  '.buildpacks',
  '.gitattributes',
  '.gitignore',
  '.gitmodules',
  '.heroku-python.json',
  '.python-version',
  '.slugignore',
  'Aptfile',
  'Pipfile',
  'app.json',
  'constraints.txt',
  'heroku.yml',
  'nltk.txt',
  'package.json',
  'project.toml',
  'pyproject.toml',
  'runtime.txt',
  'setup.cfg',
])

const ROOT_PATTERN =
  /^(?:[\w.-]*requi[\w.-]*\.(?:in|pip|txt)|\.?procfile(?:\.\w+)?|bin\/(?:pre|post)_compile|requirements[^/]*|req[a-z]*\.[a-z.]+)$/i

/** Misspelled version files are read too: their fix needs what they say. */
const VERSION_FILE = /^[ '",.]*python[-_. ]?version/i

/** Folders whose Python files say nothing about the running app. */
const NOT_THE_APP = /(?:^|\/)(?:tests?|migrations|node_modules|docs?|site-packages|\.?venv|env|examples?)\//

export function isWanted(path: string): boolean {
  return (
    path.endsWith('.gitattributes') ||
    ROOT_FILES.has(path) ||
    ROOT_PATTERN.test(path) ||
    (!path.includes('/') && VERSION_FILE.test(path))
  )
}

/** Those that the checks of Django and of servers start from come first, wherever they are. */
const STARTING_POINT = /(?:^|\/)(?:(?:asgi|gunicorn\.conf|manage|wsgi)\.py$|settings(?:\/[^/]+)?\.py$)/

/** The Python files to read, and how many there are. */
export function wantedPythonFiles(paths: Iterable<string>): {read: string[]; total: number} {
  const candidates: string[] = []
  for (const path of paths) if (path.endsWith('.py') && !NOT_THE_APP.test(path)) candidates.push(path)
  if (candidates.length <= PYTHON_FILE_LIMIT) return {read: candidates, total: candidates.length}
  const depths = new Map(candidates.map((path) => [path, STARTING_POINT.test(path) ? 0 : path.split('/').length]))
  const nearest = candidates.sort((a, b) => depths.get(a)! - depths.get(b)!).slice(0, PYTHON_FILE_LIMIT)
  return {read: nearest, total: candidates.length}
}

/** Shell scripts and settings of servers that a Procfile may start, near the root. */
export function isScript(path: string): boolean {
  return /^(?:[\w.-]+\/)?[\w.-]+\.(?:ba)?sh$|^(?:[\w.-]+\/)?\w*uwsgi\w*\.ini$|^\.streamlit\/config\.toml$|^\.profile$/.test(path)
}
