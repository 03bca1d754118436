/**
 * Compares our predictions with what the classic buildpack's own code decides, on random source trees:
 *
 *     npm run compare-buildpack -- PATH_TO_CHECKOUT [--cases N] [--seed N] [--group NAME] [--glibc-digits]
 *
 * The checkout is one of heroku/heroku-buildpack-python; bash, sed, file, jq and the locale en_US.UTF-8 must be there.
 * N cases of each group of the conformance corpus are tried; jq and file are predicted in the versions found here. The code's own
 * decisions, as src/buildpack/source-rules.ts interprets them, are compared too.
 * With the fixtures of the checkout's specs, the steps that the specs expect are compared too.
 */
import {spawn} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {isDeepStrictEqual, parseArgs} from 'node:util'

import {createFileTree, type TreeEntry} from '../src/packaging/file-tree.js'
import {predict} from '../src/buildpack/predict.js'
import {builtInReleases} from '../src/buildpack/release.js'
import {SourceRules} from '../src/buildpack/source-rules.js'
import {DRIVER} from './compare-buildpack/driver.js'
import {compareFixtures} from './compare-buildpack/fixtures.js'
import {compareDigits} from './compare-buildpack/glibc-digits.js'
import {Random} from './compare-buildpack/random.js'
import {useToolsFoundHere} from './compare-buildpack/tools-here.js'
import {type Case, GROUPS} from './compare-buildpack/trees.js'

const WORKERS = 2
/** Their details hold line numbers, folders or a parser's wording. */
const REASON_ONLY = new Set(['internal-error::abort', 'pipfile-lock::invalid-json'])
const WARNINGS: [RegExp, string][] = [
  [/Warning: No Python version was specified/, 'python-version-unspecified'],
  [/Warning: The runtime\.txt file is deprecated/, 'runtime-txt-deprecated'],
  [/Warning: Support for Python .* is deprecated/, 'python-version-deprecated'],
  [/Warning: A Python patch update is available/, 'python-patch-update-available'],
]

const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {
    cases: {type: 'string', default: '100'},
    'glibc-digits': {type: 'boolean', default: false},
    group: {type: 'string'},
    seed: {type: 'string', default: '1'},
  },
})
const [checkout] = positionals
if (!checkout || !existsSync(path.join(checkout, 'bin/detect'))) {
  console.error('usage: npm run compare-buildpack -- PATH_TO_CHECKOUT [--cases N] [--seed N] [--group NAME] [--glibc-digits]')
  process.exit(2)
}

useToolsFoundHere()
process.exitCode = (await main(path.resolve(checkout))) === 0 ? 0 : 1

/** @returns the number of mismatches */
async function main(buildpack: string): Promise<number> {
  if (values['glibc-digits']) return compareDigits()
  let mismatches = compareFixtures(buildpack)
  const rules = await SourceRules.of(programOf(buildpack))
  for (const name of Object.keys(GROUPS).filter((name) => !values.group || name === values.group)) {
    const {interpreted, found} = await compareGroup(buildpack, rules, name)
    console.log(`${name}: ${values.cases} cases, ${found} mismatches; ${interpreted} understood by the interpreter`)
    mismatches += found
  }

  return mismatches
}

async function compareGroup(buildpack: string, rules: SourceRules, name: string): Promise<{found: number; interpreted: number}> {
  const folder = mkdtempSync(path.join(tmpdir(), 'compare-buildpack-'))
  try {
    const random = new Random(Number(values.seed) * 7919 + Object.keys(GROUPS).indexOf(name))
    const cases = Array.from({length: Number(values.cases)}, (_, index) => {
      const made = make(random, name)
      write(made, path.join(folder, String(index % WORKERS), String(index)))
      return made
    })
    await Promise.all(Array.from({length: WORKERS}, (_, worker) => run(buildpack, path.join(folder, String(worker)))))
    const answers = cases.map((made, index) => ({
      made,
      real: readAnswer(path.join(folder, String(index % WORKERS), String(index))),
    }))
    const differs = answers.filter(({made, real}) => !agrees(made, real)).length
    const interpreted = answers.map(({made, real}) => interpretedAs(rules, made, real))
    const wrong = interpreted.filter((isRight) => isRight === false).length
    return {found: differs + wrong, interpreted: interpreted.filter((isRight) => isRight !== undefined).length}
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** The files of a checkout that its program consists of. */
function programOf(buildpack: string): Record<string, string> {
  const folders = ['bin', 'lib', 'requirements', 'vendor'].map((name) => path.join(buildpack, name))
  const files = folders.flatMap((folder) => readdirSync(folder, {recursive: true, withFileTypes: true}))
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile())
      .map(({name, parentPath}) => path.join(parentPath, name))
      .map((file) => [path.relative(buildpack, file), readFileSync(file, 'utf8')]),
  )
}

function make(random: Random, group: string): Case {
  const tree = new Map<string, TreeEntry>()
  const change = GROUPS[group]!(random, tree, builtInReleases.classic)
  return {cached: null, stack: 'heroku-24', tree, ...change}
}

/** Writes a case for the driver; an entry that can't be there beside the others is taken out of it. */
function write({cached, stack, tree}: Case, folder: string): void {
  for (const name of ['build', 'cache', 'env']) mkdirSync(path.join(folder, name), {recursive: true})
  writeFileSync(path.join(folder, 'stack'), stack)
  if (cached !== null) {
    mkdirSync(path.join(folder, 'cache/.heroku'))
    writeFileSync(path.join(folder, 'cache/.heroku/python-version'), `python-${cached}`)
  }

  for (const [name, entry] of tree) {
    const target = path.join(folder, 'build', name)
    const parents = name.split('/').slice(0, -1)
    const isBelowLink = parents.some((_, index) => tree.get(parents.slice(0, index + 1).join('/'))?.kind === 'symlink')
    try {
      if (isBelowLink) throw new Error('a link has no entries')
      mkdirSync(entry.kind === 'directory' ? target : path.dirname(target), {recursive: true})
      if (entry.kind === 'file') writeFileSync(target, entry.contents!)
      if (entry.kind === 'symlink') symlinkSync(entry.target, target)
    } catch {
      tree.delete(name)
    }
  }
}

function run(buildpack: string, folder: string): Promise<void> {
  const script = path.join(path.dirname(folder), 'driver.sh')
  writeFileSync(script, DRIVER)
  return new Promise((resolve, reject) => {
    const child = spawn('bash', [script, buildpack, folder], {stdio: ['ignore', 'ignore', 'inherit']})
    child.on('error', reject).on('exit', () => resolve())
  })
}

/** Whether the code itself, interpreted, decides the same; undefined: it wasn't understood. */
function interpretedAs(rules: SourceRules, {cached, stack, tree}: Case, real: RealAnswer): boolean | undefined {
  const said = rules.decide(createFileTree(tree), {cachedPythonVersion: cached, stack})
  if (!said) return undefined
  const {detected, package_manager, python_version, python_version_origin, python_version_requested} = real
  const failure = real.failure && said.failure && isWording(said.failure.reason, real) ? said.failure : real.failure
  const answer = {detected, failure, package_manager, python_version, python_version_origin, python_version_requested}
  if (isDeepStrictEqual(said, answer)) return true
  console.log(JSON.stringify({answer, interpreted: said}))
  return false
}

function isWording(reason: string, {failure}: RealAnswer): boolean {
  const isOne = REASON_ONLY.has(reason) || String(failure?.detail).startsWith('jq: error (at')
  return isOne && failure?.reason === reason
}

function agrees({cached, stack, tree}: Case, real: RealAnswer): boolean {
  const {failure, ...prediction} = predict(createFileTree(tree), {cachedPythonVersion: cached, stack})
  const detail = failure && isWording(failure.reason, real) ? real.failure?.detail : failure?.detail
  const ours = {
    ...prediction,
    failure: failure && {detail, reason: failure.reason},
    steps: failure ? prediction.steps : prediction.steps.slice(0, real.steps.length),
  }
  if (isDeepStrictEqual(ours, real)) return true
  const shown = [...tree].map(([name, entry]) => [
    name,
    entry.kind === 'file' ? Buffer.from(entry.contents!).toString('latin1') : entry,
  ])
  console.log(JSON.stringify({stack, cached, tree: Object.fromEntries(shown), real, ours}))
  return false
}

type RealAnswer = ReturnType<typeof readAnswer>

function readAnswer(folder: string) {
  const text = (name: string) => (existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : '')
  const data = JSON.parse(text('cache/build-data/python.json') || '{}') as Record<string, unknown>
  const value = (key: string) => data[key] ?? null
  return {
    detected: text('detected').trim() === '0',
    package_manager: value('package_manager'),
    python_version_requested: value('python_version_requested'),
    python_version_origin: value('python_version_origin'),
    python_version: value('python_version'),
    python_version_pinned: value('python_version_pinned'),
    python_version_outdated: value('python_version_outdated'),
    warnings: text('stderr')
      .split('\n')
      .flatMap((line) => WARNINGS.filter(([pattern]) => pattern.test(line)).map(([, id]) => id)),
    failure: data.failure_reason === undefined ? null : {detail: value('failure_detail'), reason: value('failure_reason')},
    steps: text('stdout')
      .split('\n')
      .filter((line) => line.startsWith('-----> ')),
  }
}
