/**
 * Rewrites src/knowledge/stdlib.json from interpreters, and checks src/knowledge/stdlib-names.json against them:
 *
 *     npx tsx scripts/refresh-stdlib.ts [--listed FOLDER] PYTHON...
 *
 * Each PYTHON is an interpreter, or the name of one on the PATH; each version from 3.10 on is asked for
 * `sys.stdlib_module_names`. FOLDER is the unpacked distribution `stdlibs` (github.com/omnilib/stdlibs): its lists are
 * taken for versions that no interpreter was given for. Older interpreters only help to check the names.
 */
import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {parseArgs} from 'node:util'

import {isOlder} from '../src/knowledge/python-order.js'
import {readKnowledge, today, writeKnowledge} from './knowledge-file.js'
import {wrongNames, type NamesFile} from './stdlib-probe.js'

/** The versions whose modules are listed. The first of them is written in full. */
const VERSIONS = ['3.10', '3.11', '3.12', '3.13', '3.14', '3.15']
/** Modules of CPython's own tests, which `sys.stdlib_module_names` leaves out and `stdlibs` does not. */
const TESTS = /^(?:_test|_ctypes_test$|_xx|xx|__hello|__phello)/

const {positionals, values} = parseArgs({allowPositionals: true, options: {listed: {type: 'string'}}})
if (positionals.length === 0) {
  console.error('usage: npx tsx scripts/refresh-stdlib.ts [--listed FOLDER] PYTHON...')
  process.exit(2)
}

const interpreters = new Map(positionals.map((python) => [versionOf(python), python]))
const sources: Record<string, string> = {}
const lists = VERSIONS.map((version) => modulesOf(version))

const added: Record<string, string> = {}
const removed: Record<string, string> = {}
for (const [index, version] of VERSIONS.entries()) {
  if (index === 0) continue
  added[version] = lists[index]!.filter((name) => !lists[index - 1]!.includes(name)).join(' ')
  removed[version] = lists[index - 1]!.filter((name) => !lists[index]!.includes(name)).join(' ')
}

const {earlier, python2, successors} = readKnowledge('stdlib.json') as Record<string, object>
writeKnowledge('stdlib.json', {
  source: 'sys.stdlib_module_names of these interpreters; where none is named, that list of stdlibs',
  date: today(),
  from: sources,
  base: {[VERSIONS[0]!]: lists[0]!.join(' ')},
  added,
  removed,
  earlier,
  successors,
  python2,
})

const wrong = wrongNames(interpreters, (readKnowledge('stdlib-names.json') as NamesFile).names, isOlder)
for (const line of wrong) console.error(line)
if (wrong.length > 0) process.exitCode = 1

function versionOf(python: string): string {
  return execFileSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {encoding: 'utf8'}).trim()
}

function modulesOf(version: string): string[] {
  const python = interpreters.get(version)
  if (python !== undefined) {
    const code = 'import json, platform, sys; print(json.dumps([platform.python_version(), sorted(sys.stdlib_module_names)]))'
    const [full, names] = JSON.parse(execFileSync(python, ['-c', code], {encoding: 'utf8'})) as [string, string[]]
    sources[version] = full
    return names
  }

  const file = path.join(values.listed ?? '.', `stdlibs/py${version.replace('.', '')}.py`)
  if (!existsSync(file)) throw new Error(`no interpreter and no list for Python ${version}: name one, or --listed`)
  const release = /__version__\s*=\s*["'](?<release>[^"']+)/.exec(
    readFileSync(path.join(path.dirname(file), '__version__.py'), 'utf8'),
  )?.groups!.release
  sources[version] = `stdlibs ${release ?? ''}`.trim()
  return [...readFileSync(file, 'utf8').matchAll(/^ {8}"(?<name>\w+)",$/gm)]
    .map((match) => match.groups!.name!)
    .filter((name) => !TESTS.test(name))
    .sort()
}
