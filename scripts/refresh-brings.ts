/**
 * Rewrites src/knowledge/brings.json: which distributions a distribution brings along.
 *
 *     npx tsx scripts/refresh-brings.ts [--installed FOLDER]... [UV_LOCK...]
 *
 * A UV_LOCK is the uv.lock of any project; a FOLDER holds `*.dist-info` folders, as in refresh-import-names.ts. Of each
 * distribution the newest version counts. Nothing is asked of an index; what was read before and isn't there now stays.
 */
import {readFileSync} from 'node:fs'
import {parseArgs} from 'node:util'
import {parse} from 'smol-toml'

import {readKnowledge, sorted, today, writeKnowledge} from './knowledge-file.js'
import {isNewer, normalized, readDistributions, type Requirement} from './read-distributions.js'

interface LockedPackage {
  name: string
  version?: string
  source: Record<string, string>
  dependencies?: LockedDependency[]
  'optional-dependencies'?: Record<string, LockedDependency[]>
}

interface LockedDependency {
  name: string
  marker?: string
}

/** Distribution → its version, what it brings (with `?` where a marker decides), and what each extra adds. */
type Entry = [version: string, brings: string, extras?: Record<string, string>]

const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {installed: {type: 'string', multiple: true, default: []}},
})
if (positionals.length + values.installed.length === 0) {
  console.error('usage: npx tsx scripts/refresh-brings.ts [--installed FOLDER]... [UV_LOCK...]')
  process.exit(2)
}

const data = readKnowledge('brings.json') as {source: string; date: string; brings: Record<string, Entry>}
const brings = {...data.brings}
for (const lock of positionals) {
  const {package: packages = []} = parse(readFileSync(lock, 'utf8')) as {package?: LockedPackage[]}
  for (const one of packages) {
    if (one.source.registry !== undefined && one.version !== undefined)
      keep(normalized(one.name), one.version, lockedRequirements(one))
  }
}

for (const {name, requires, version} of values.installed.flatMap((folder) => readDistributions(folder))) {
  keep(name, version, requires)
}

writeKnowledge('brings.json', {...data, date: today(), brings: sorted(brings)})

function lockedRequirements(one: LockedPackage): Requirement[] {
  const read = (list: LockedDependency[] | undefined, extra?: string): Requirement[] =>
    (list ?? []).map(({marker = '', name}) => ({extra, marker, name: normalized(name)}))
  return [
    ...read(one.dependencies),
    ...Object.entries(one['optional-dependencies'] ?? {}).flatMap(([extra, list]) => read(list, normalized(extra))),
  ]
}

function keep(name: string, version: string, requires: Requirement[]): void {
  const known = brings[name]?.[0]
  if (known !== undefined && !isNewer(version, known)) return
  const linux = requires.filter(
    ({marker}) =>
      !/(?:sys_platform|platform_system|os_name)\s*==\s*["'](?:win32|Windows|darwin|Darwin|nt|emscripten)/.test(marker),
  )
  const extras: Record<string, string> = {}
  for (const extra of new Set(linux.map((one) => one.extra))) {
    if (extra !== undefined && !/^(?:all|dev|tests?|testing|docs?|lint|typing|mypy|benchmark)/.test(extra)) {
      extras[extra] = names(linux.filter((one) => one.extra === extra))
    }
  }

  brings[name] = [
    version,
    names(linux.filter((one) => one.extra === undefined)),
    ...(Object.keys(extras).length > 0 ? [extras] : []),
  ] as Entry
}

/** Names, those under a condition marked as such; one that is named with and without one comes anyway. */
function names(requirements: Requirement[]): string {
  const certain = new Set(requirements.filter(({marker}) => marker === '').map(({name}) => name))
  const maybe = new Set(requirements.map(({name}) => name).filter((name) => !certain.has(name)))
  return [...[...certain].sort(), ...[...maybe].sort().map((name) => `${name}?`)].join(' ')
}
