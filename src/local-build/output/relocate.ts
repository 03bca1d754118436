import {escapeRegExp} from '../../common/escape-regexp.js'

/** Where a built tree was, under all of its names, and where it is now. Absolute paths. */
export interface Move {
  from: readonly string[]
  to: string
}

/** The longest first line that every kernel takes for a program's interpreter. Source: Linux, BINPRM_BUF_SIZE of old kernels. */
const LONGEST_SHEBANG = 127

/** `#!/path/to/python -options`. */
const SHEBANG = /^#!(\/[^\n]*?python[\w.]*)([ \t][^\n]*)?\r?\n/

/** What pip and uv write where the path is too long or has spaces: a shell script that is a Python string too. */
const SHELL_SHEBANG = /^#!\/bin\/sh\n'''exec' (?:"([^"\n]+)"|'([^'\n]+)'|(\S+)) "\$0" "\$@"\n' '''\n/

/** A path, or a text with paths in it, with the new place for the old one. */
export function movedText(text: string, {from, to}: Move): string {
  const longestFirst = [...from].sort((a, b) => b.length - a.length)
  let moved = text
  for (const place of longestFirst) if (moved.includes(place)) moved = moved.replaceAll(wholePath(place), () => to)
  return moved
}

/** `/app`, but neither `/application` nor `/srv/app`. A compiler's `-I` and `-L` stand before a path. */
function wholePath(place: string): RegExp {
  return new RegExp(
    String.raw`(?<![\w.~})*-])${escapeRegExp(place)}(?![\w.~-])|(?<=-[ILR])${escapeRegExp(place)}(?![\w.~-])`,
    'g',
  )
}

/** A script of a virtual environment, which begins with the path of its Python. */
function movedScript(contents: string, move: Move): string {
  const plain = SHEBANG.exec(contents)
  const long = plain ? null : SHELL_SHEBANG.exec(contents)
  const old = plain?.[1] ?? long?.[1] ?? long?.[2] ?? long?.[3]
  if (old === undefined || movedText(old, move) === old) return contents
  const rest = contents.slice((plain ?? long)![0].length)
  return shebang(movedText(old, move), plain?.[2] ?? '') + rest
}

function shebang(program: string, options: string): string {
  const line = `#!${program}${options}\n`
  if (line.length <= LONGEST_SHEBANG && !/\s/.test(program)) return line
  return `#!/bin/sh\n'''exec' "${program}" "$0" "$@"\n' '''\n`
}

/** What tools write absolute paths into, besides scripts: a virtual environment's own files and editable packages. */
const WITH_PATHS = [
  /(?:^|\/)pyvenv\.cfg$/,
  /(?:^|\/)bin\/activate(?:\.\w+)?$/,
  /\/site-packages\/[^/]+\.(?:pth|egg-link)$/,
  /\/site-packages\/__editable___[^/]*_finder\.py$/,
  /\/site-packages\/[^/]+\.dist-info\/direct_url\.json$/,
  /^\.profile\.d\/[^/]+\.sh$/,
]

/**
 * Whether the build folder's own path leads to the app when it runs: in the Python home, where .profile.d/python.sh changes it. Else,
 * as in a virtual environment that a hook made, it leads nowhere on Heroku, and so it stays as it is.
 *
 * @param path relative to the tree
 */
export function namesBuildFolder(path: string): boolean {
  return path === '.profile.d/python.sh' || (path.startsWith('.heroku/python/') && !path.endsWith('/direct_url.json'))
}

/** How a file of a built tree is changed when the tree is moved: `path` is relative to the tree. Undefined: it isn't. */
export function mover(path: string): ((contents: string, move: Move) => string) | undefined {
  if (WITH_PATHS.some((pattern) => pattern.test(path))) return movedText
  return /^\.heroku\/python\/(?:pipenv\/venv\/)?bin\/[^/]+$/.test(path) ? movedScript : undefined
}
