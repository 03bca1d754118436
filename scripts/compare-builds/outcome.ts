import {createHash} from 'node:crypto'
import {existsSync, lstatSync, readdirSync, readFileSync, readlinkSync} from 'node:fs'
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
}

export function installedPackages(app: string): string[] {
  const lib = path.join(app, '.heroku/python/lib')
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
const NOT_THE_APPS = /^(?:\.git|\.heroku\/python|\.profile\.d|run|heroku-run|\.heroku-python-build\.json)(?:\/|$)/

export function appFiles(app: string): Record<string, string> {
  const found: Record<string, string> = {}
  const names = readdirSync(app, {encoding: 'latin1', recursive: true}).filter((name) => !NOT_THE_APPS.test(name))
  for (const name of names.sort()) {
    const file = Buffer.from(path.join(app, name), 'latin1')
    const stat = lstatSync(file)
    if (stat.isSymbolicLink()) found[name] = `link to ${readlinkSync(file)}`
    else if (stat.isDirectory()) found[name] = 'folder'
    else if (stat.isFile()) {
      const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12)
      found[name] = `${stat.mode & 0o111 ? 'program' : 'file'} ${digest}`
    } else found[name] = 'special'
  }

  return found
}
