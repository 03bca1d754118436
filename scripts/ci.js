/**
 * `npm run ci`: everything that must hold before a release, in one run: build, current generated files, lint, types,
 * nothing unused, tests, end-to-end tests. Goes on after a failure, to show all of them, and closes with `N passed, N failed`.
 */
import {spawn} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {PARALLEL, testFiles} from './test-files.js'

let passed = 0
let failed = 0
/** Of them, stages: they don't depend on what runs beside them. */
let stagesFailed = 0
/** So many files may fail for the crowd's sake. */
const FEW = 6

const started = Date.now()
await stage('build', 'npm', ['run', '--silent', 'build'])
// Each writes files of its own, which tests read.
await Promise.all([
  current('manifest', 'oclif.manifest.json', 'manifest'),
  current('check pages', 'docs/checks', 'docs'),
  current('schemas', 'docs/schemas', 'schemas'),
])
const [failures] = await Promise.all([tests(), source()])
if (failures.length > 0) await failuresAlone(failures)
console.log(`\n${secondsSince(started)} seconds`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function source() {
  await stage('lint', 'npm', ['run', '--silent', 'lint'])
  await stage('types', 'npm', ['run', '--silent', 'types'])
  await stage('nothing unused', 'npm', ['run', '--silent', 'knip'])
  await stage('package', 'npm', ['run', '--silent', 'check-package'])
}

async function current(what, target, script) {
  await stage(`${what} current`, 'node', ['scripts/check-current.js', target, 'npm', 'run', '--silent', script])
}

async function stage(name, program, args) {
  const {code} = await run(name, program, args)
  if (code === 0) passed++
  else {
    failed++
    stagesFailed++
  }
}

/** All tests, several files at once. @returns the files with failures */
async function tests() {
  const folder = mkdtempSync(path.join(tmpdir(), 'heroku-python-ci-'))
  const list = path.join(folder, 'failed.json')
  try {
    const all = testFiles({endToEnd: true})
    const {code, output} = await run('tests', 'npx', ['mocha', ...PARALLEL, ...all], {FAILED_FILES: list})
    passed += count(output, 'passing')
    const failing = count(output, 'failing')
    failed += Math.max(failing, code === 0 ? 0 : 1)
    // Without a list (mocha itself crashed), or with a failure of no file's, there is nothing to run again.
    const files = failing > 0 ? JSON.parse(readFileSync(list, 'utf8')) : []
    return files.includes(null) ? [] : files
  } finally {
    rmSync(folder, {force: true, recursive: true})
  }
}

/**
 * Files with failures run once more, alone, where they aren't many. What fails again is broken. What passes disturbed, or was
 * disturbed by, the files beside it: that is a fault of the test, which is shown and no reason to hold a release.
 */
async function failuresAlone(files) {
  if (files.length > FEW) return
  const {code} = await run('failures again, alone', 'npx', ['mocha', ...files])
  if (code !== 0) return
  console.log(
    `\n${failed - stagesFailed} failed beside other tests and passed alone; make them independent:\n${files.join('\n')}`,
  )
  passed += failed - stagesFailed
  failed = stagesFailed
}

function count(output, word) {
  return Number(new RegExp(`^\\s+(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0)
}

/** Shows what a stage prints when it is over: two at once would be hard to read. */
async function run(name, program, args, env = {}) {
  const before = Date.now()
  const child = spawn(program, args, {env: {...process.env, ...env}, stdio: ['ignore', 'pipe', 'pipe']})
  const chunks = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
  const output = Buffer.concat(chunks).toString('utf8')
  console.log(`\n── ${name}\n${output.trimEnd()}\n   ${code === 0 ? 'ok' : 'FAILED'}, ${secondsSince(before)} s`)
  return {code, output}
}

function secondsSince(before) {
  return Math.round((Date.now() - before) / 1000)
}
