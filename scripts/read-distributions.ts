import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

/** What a wheel's or an installed distribution's metadata says. Names as in PEP 503. */
export interface Distribution {
  name: string
  version: string
  /** What can be imported, by its first component; of a namespace package, by the first components that are its own. */
  modules: string[]
  /** Names of `Requires-Dist`. */
  requires: Requirement[]
}

export interface Requirement {
  name: string
  /** The marker without the test for an extra; empty where there is none. */
  marker: string
  /** The extra that asks for it; undefined where none has to. */
  extra: string | undefined
}

/** Folders that wheels have beside their packages. */
const NO_MODULE =
  /^(?:tests?|testing|_?docs?|examples?|samples?|scripts?|benchmarks?|bin|lib|share|etc|include|site-packages)$|^\.|\.(?:libs|data|dist-info|egg-info|pth)$|^__pycache__$/

/** Reads all `*.dist-info` folders below a folder (site-packages, or the cache of uv), three levels deep. */
export function readDistributions(folder: string, levels = 3): Distribution[] {
  const entries = readdirSync(folder, {withFileTypes: true}).filter((entry) => entry.isDirectory())
  return entries.flatMap(({name}) => {
    const place = path.join(folder, name)
    if (name.endsWith('.dist-info')) return readOne(place)
    return levels > 0 && !existsSync(path.join(place, '__init__.py')) ? readDistributions(place, levels - 1) : []
  })
}

export function normalized(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase()
}

function readOne(place: string): Distribution[] {
  const [metadata, record] = ['METADATA', 'RECORD'].map((file) => path.join(place, file))
  if (!existsSync(metadata!) || !existsSync(record!)) return []
  const headers = readFileSync(metadata!, 'utf8')
    .split(/\r?\n\r?\n/)[0]!
    .split(/\r?\n/)
  const [name] = headersOf(headers, 'Name')
  const [version] = headersOf(headers, 'Version')
  if (name === undefined || version === undefined) return []
  const files = readFileSync(record!, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.replace(/,[^,]*,[^,]*$/, '').replaceAll('"', ''))
  const requires = headersOf(headers, 'Requires-Dist').flatMap((line) => readRequirement(line))
  return [{name: normalized(name), version, modules: modulesOf(files), requires}]
}

function headersOf(headers: string[], key: string): string[] {
  return headers.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2).trim())
}

function readRequirement(line: string): Requirement[] {
  const {marker = '', name} = /^(?<name>[\w.-]+)[^;]*(?:;(?<marker>.*))?$/.exec(line)?.groups ?? {}
  if (!name) return []
  const extra = /\bextra\s*==\s*["'](?<extra>[^"']+)["']/.exec(marker)?.groups!.extra
  const rest = marker.replace(/\s*(?:and\s+)?\(?\s*extra\s*==\s*["'][^"']+["']\s*\)?(?:\s+and\s*)?/, '').trim()
  return [{name: normalized(name), marker: rest, extra: extra === undefined ? undefined : normalized(extra)}]
}

/** The modules that a wheel's files make up. A folder without `__init__.py` is a namespace: what is below it counts. */
export function modulesOf(files: readonly string[], prefix = ''): string[] {
  const packages = new Set<string>()
  const folders = new Map<string, string[]>()
  for (const file of files) {
    const [first, ...rest] = file.split('/')
    if (!first || first === '..' || NO_MODULE.test(first)) continue
    if (rest.length > 0) {
      if (/^[A-Za-z_]\w*$/.test(first)) folders.set(first, [...(folders.get(first) ?? []), rest.join('/')])
    } else {
      const module = /^(?<module>[A-Za-z_]\w*)(?:\.[\w-]+)?\.(?:py|so|pyd)$/.exec(first)?.groups!.module
      if (module !== undefined && module !== '__init__' && !(prefix && module === 'conftest')) packages.add(prefix + module)
    }
  }

  for (const [folder, below] of folders) {
    const isNamespace = !below.some((file) => /^__init__\.(?:py|[\w.-]*so)$/.test(file)) || isLegacyNamespace(prefix + folder)
    if (isNamespace) for (const module of modulesOf(below, `${prefix}${folder}.`)) packages.add(module)
    else packages.add(prefix + folder)
  }

  return [...packages].sort()
}

/** Namespaces whose distributions each bring an `__init__.py` of their own. */
function isLegacyNamespace(module: string): boolean {
  return ['azure', 'backports', 'google', 'google.cloud', 'sphinxcontrib', 'zope'].includes(module)
}

/** Whether a version comes after another, by its numbers. */
export function isNewer(version: string, other: string): boolean {
  const numbers = (text: string): number[] => (text.match(/^[\d.]+/)?.[0] ?? '').split('.').map(Number)
  const [one, two] = [numbers(version), numbers(other)]
  for (let index = 0; index < Math.max(one.length, two.length); index++) {
    const difference = (one[index] ?? 0) - (two[index] ?? 0)
    if (difference !== 0) return difference > 0
  }

  return false
}
