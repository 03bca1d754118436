/**
 * Tries the entries of src/knowledge/broken-pairs.json and python-support.json for real, and stamps those that hold:
 *
 *     npx tsx scripts/refresh-broken-pairs.ts [--uv UV] [--only TEXT] [--new] PYTHON...
 *
 * Each PYTHON is an interpreter; an entry is tried with the one of its trial's version. Its `broken` packages are installed
 * into a virtual environment, and what it runs has to fail with its error; with the `fixed` ones it has to pass. --uv takes
 * that uv instead of pip. --only takes the entries whose name contains the text, --new those that have no stamp yet. Entries
 * that don't hold are told, keep their old stamp and make the script fail.
 */
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {parseArgs} from 'node:util'

import {readKnowledge, today, writeKnowledge} from './knowledge-file.js'
import {keyOf, tryPackages} from './try-packages.js'

/** scripts/trials.json: the key of an entry → its trial. No command needs them, so they aren't in src. */
type Trials = Record<string, Trial>

interface Trial {
  /** `N.N` */
  python: string
  broken: string[]
  fixed: string[]
  run: string
}

interface Entry {
  id?: string
  distribution?: string
  versions?: string
  error?: string
  needs?: string
  verified?: {python: string; date: string}
}

const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {new: {type: 'boolean', default: false}, only: {type: 'string', default: ''}, uv: {type: 'string'}},
})
if (positionals.length === 0) {
  console.error('usage: npx tsx scripts/refresh-broken-pairs.ts [--uv UV] [--only TEXT] [--new] PYTHON...')
  process.exit(2)
}

const interpreters = new Map(
  positionals.map((python) => {
    const code = 'import platform; print(platform.python_version())'
    const version = execFileSync(python, ['-c', code], {encoding: 'utf8'}).trim()
    return [version.split('.').slice(0, 2).join('.'), {python, version}]
  }),
)

const trials = JSON.parse(readFileSync(new URL('trials.json', import.meta.url), 'utf8')) as Trials
for (const [name, lists] of [
  ['broken-pairs.json', ['pairs', 'setuptools']],
  ['python-support.json', ['entries']],
] as const) {
  const data = readKnowledge(name) as Record<string, Entry[]>
  for (const list of lists) data[list] = data[list]!.map((entry) => attempt(entry))
  writeKnowledge(name, data)
}

/** @returns the entry, stamped if it holds */
function attempt(entry: Entry): Entry {
  const key = keyOf(entry)
  const trial = trials[key]
  if (!trial) throw new Error(`scripts/trials.json has no trial for ${key}`)
  const found = interpreters.get(trial.python)
  if (!found || !key.includes(values.only) || (values.new && entry.verified)) return entry
  const problem = problemOf(trial, entry.error ?? `No module named '${entry.needs}'`, found.python)
  if (problem === undefined) {
    console.log(`${key}: holds`)
    return {...entry, verified: {python: found.version, date: today()}}
  }

  console.error(`${key}: ${problem}`)
  process.exitCode = 1
  return entry
}

function problemOf({broken, fixed, run}: Trial, expected: string, python: string): string | undefined {
  const use = {python, ...(values.uv !== undefined && {uv: values.uv})}
  const failed = tryPackages(broken, run, use)
  if (failed.passed) return 'it works with the broken packages'
  if (!failed.output.includes(expected)) return `another error: ${failed.output}`
  const passed = tryPackages(fixed, run, use)
  return passed.passed ? undefined : `it fails with the fixed packages: ${passed.output}`
}
