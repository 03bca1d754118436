/**
 * Rewrites the part `wheels` of src/knowledge/import-names.json: which modules a distribution brings, as its wheel says.
 *
 *     npx tsx scripts/refresh-import-names.ts FOLDER...
 *
 * A FOLDER holds `*.dist-info` folders: a site-packages folder, what `pip install --target FOLDER` or a wheel leave, or
 * the `archive-v0` of uv's cache. Nothing is asked of an index. What was read before and isn't there now stays. A name in
 * `modules` that the wheel of its distribution contradicts is told, and makes the script fail.
 */
import {readKnowledge, sorted, today, writeKnowledge} from './knowledge-file.js'
import {type Distribution, isNewer, normalized, readDistributions} from './read-distributions.js'

interface ImportNames {
  source: string
  date: string
  namespaces: string
  /** Module → distributions, the one to propose first. */
  modules: Record<string, string>
  /** Distributions that bring one module of their own name. */
  same: string
  /** Distribution → the version that was read, and the modules where they aren't just its own name. */
  wheels: Record<string, string>
}

/** Of a namespace with more modules than these, the namespace itself stands for them. */
const MANY = 12

const folders = process.argv.slice(2)
if (folders.length === 0) {
  console.error('usage: npx tsx scripts/refresh-import-names.ts FOLDER...')
  process.exit(2)
}

const data = readKnowledge('import-names.json') as ImportNames
const wheels = {...data.wheels}
const namespaces = data.namespaces.split(' ')
for (const {modules, name, version} of folders.flatMap((folder) => readDistributions(folder))) {
  const [known] = (wheels[name] ?? '').split(' ')
  if (known && !isNewer(version, known) && version !== known) continue
  const brought = concise(modules)
  const isSame = brought.length === 1 && normalized(brought[0]!) === name
  wheels[name] = [version, ...(isSame ? [] : brought)].join(' ')
}

writeKnowledge('import-names.json', {...data, date: today(), wheels: sorted(wheels)})

for (const [module, list] of Object.entries(data.modules)) {
  for (const name of list.split(' ')) {
    const [, ...brought] = (wheels[name] ?? '').split(' ')
    if (
      brought.length === 0 ||
      brought.some((one) => one === module || one.startsWith(`${module}.`) || module.startsWith(`${one}.`))
    )
      continue
    console.error(`${module}: the wheel of ${name} brings ${brought.join(', ')}`)
    process.exitCode = 1
  }
}

/** Without what nobody imports: private modules beside public ones. No namespace that others fill too. */
function concise(modules: Distribution['modules']): string[] {
  const open = modules.filter((module) => !module.split('.').some((part) => part.startsWith('_')))
  const kept = open.length > 0 ? open : modules
  if (kept.length <= MANY) return kept
  const parents = kept.map((module) => module.split('.').slice(0, -1).join('.') || module)
  return [...new Set(parents)].filter((module) => !namespaces.includes(module))
}
