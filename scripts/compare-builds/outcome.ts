import {createHash} from 'node:crypto'
import {existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync} from 'node:fs'
import path from 'node:path'

/** What a build ended in, in a form that both builds have. */
export interface Outcome {
  log: string
  /** 0, or 1 for every other exit status. */
  status: number
  /** The buildpack's build data. */
  data: Record<string, unknown>
  /** Names and versions of the installed distributions. */
  packages: string[]
  /** The app's own files by path, each with its kind and a digest. What the build installed is in `packages`. */
  files: Record<string, string>
  /** Add-ons that bin/release asks for. */
  addons: string[]
  /** The build's folders → the name by which both logs call them. */
  places: [folder: string, name: string][]
  /** Ids of the differences that the build declared. The real build has none. */
  declared: string[]
  /** The id of the problem for which `build-local` didn't begin. */
  refusal?: string
  /** What a process of the app finds in its environment, where that is compared. */
  launch?: Record<string, string>
}

/** What the environment of a started process is made of. */
export const LAUNCH_BASE = {PATH: '/usr/local/bin:/usr/bin:/bin'}

export function installedPackages(app: string): string[] {
  return packagesIn(path.join(app, '.heroku/python'))
}

/** Of a Python home, or a virtual environment. */
export function packagesIn(home: string): string[] {
  const lib = path.join(home, 'lib')
  const folder = readdirSync(lib).find((name) => /^python3\.\d+$/.test(name) && !lstatSync(path.join(lib, name)).isSymbolicLink())
  const place = path.join(lib, folder ?? '', 'site-packages')
  const infos = readdirSync(place).filter((name) => /\.(?:dist|egg)-info$/.test(name))
  return infos.map((name) => nameAndVersion(path.join(place, name))).sort()
}

function nameAndVersion(folder: string): string {
  const file = ['METADATA', 'PKG-INFO'].map((name) => path.join(folder, name)).find((name) => existsSync(name))
  const text = file === undefined ? '' : readFileSync(file, 'utf8')
  return `${/^Name: *(.*)$/m.exec(text)?.[1]}==${/^Version: *(.*)$/m.exec(text)?.[1]}`
}

/** Scripts of the build, which hold its folders; and what only one of the two has by its nature. */
const NOT_THE_APPS =
  /^(?:\.git|\.heroku\/python\/(?!nltk_data)[^/]+|\.profile\.d|run|heroku-run|\.heroku-python-build\.json)(?:\/|$)/
/** Compiled Python, and what uv notes of interpreters and answers: they hold times, and folders of what they are made of. */
const TIMED = /\.pyc$|\/\.cache\/uv\/(?!archive-)/
/** uv gives each unpacked archive a name by chance. */
const CHANCE = /(\/archive-v\d+\/)[\w-]+/

export function appFiles(app: string, places: Outcome['places']): Record<string, string> {
  const found: Record<string, string> = {}
  const walk = (folder: string) => {
    for (const entry of readdirSync(path.join(app, folder), {withFileTypes: true})) {
      const name = path.join(folder, entry.name)
      if (NOT_THE_APPS.test(name)) continue
      const file = path.join(app, name)
      const shown = name.replace(CHANCE, '$1N')
      if (entry.isSymbolicLink()) found[shown] = `link to ${withNames(readlinkSync(file), places).replace(CHANCE, '$1N')}`
      else if (entry.isDirectory()) {
        found[shown] = 'folder'
        walk(name)
      } else found[shown] = entry.isFile() ? described(file, places) : 'special'
    }
  }

  walk('')
  return found
}

function described(file: string, places: Outcome['places']): string {
  const kind = statSync(file).mode & 0o111 ? 'program' : 'file'
  if (TIMED.test(file)) return kind
  const text = withNames(readFileSync(file, 'latin1'), places)
  return `${kind} ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
}

/** A text with the build's folders called by the names that both builds have for them. */
export function withNames(text: string, places: Outcome['places']): string {
  // Our builds' own folders: BUILDS/KEY/build_PID-HEX-RANDOM/env, the same without env, and build_PID-HEX.
  let named = text
    .replaceAll(/(?:\/[\w.-]+)+\/build_[\w-]+-\w{6}\/env\b/g, '$ENV')
    .replaceAll(/(?:\/[\w.-]+)+\/build_\d+-[0-9a-f]+-\w{6}/g, '/tmp')
    .replaceAll(/(?:\/[\w.-]+)+\/build_\d+-[0-9a-f]+/g, '$BUILD')
  for (const [folder, name] of [...places].sort(([a], [b]) => b.length - a.length)) named = named.replaceAll(folder, name)
  // That of an earlier build with the same cache.
  return named.replaceAll(/\/tmp\/build_\d{8}/g, '$BUILD').replaceAll(/\$(?:BUILD|APP)\/\.heroku\/python/g, '$PYTHON')
}
