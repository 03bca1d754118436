/**
 * `npm run ci`: everything that must hold before a release, in one run: build, current generated files, lint, types,
 * nothing unused, tests, end-to-end tests. Goes on after a failure, to show all of them, and closes with `N passed, N failed`.
 */
import {spawn} from 'node:child_process'

import {PARALLEL, testFiles} from './test-files.js'

let passed = 0
let failed = 0

const started = Date.now()
await stage('build', 'npm', ['run', '--silent', 'build'])
// Each writes files of its own, which tests read.
await Promise.all([
  current('manifest', 'oclif.manifest.json', 'manifest'),
  current('check pages', 'docs/checks', 'docs'),
  current('schemas', 'docs/schemas', 'schemas'),
])
await Promise.all([tests(), source()])
console.log(`\n${secondsSince(started)} seconds`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function source() {
  await stage('lint', 'npm', ['run', '--silent', 'lint'])
  await stage('types', 'npm', ['run', '--silent', 'types'])
  await stage('nothing unused', 'npm', ['run', '--silent', 'knip'])
}

async function current(what, target, script) {
  await stage(`${what} current`, 'node', ['scripts/check-current.js', target, 'npm', 'run', '--silent', script])
}

async function stage(name, program, args) {
  const {code} = await run(name, program, args)
  if (code === 0) passed++
  else failed++
}

async function tests() {
  const {code, output} = await run('tests', 'npx', ['mocha', ...PARALLEL, ...testFiles({endToEnd: true})])
  const count = (word) => Number(new RegExp(`^\\s+(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0)
  passed += count('passing')
  failed += Math.max(count('failing'), code === 0 ? 0 : 1)
}

/** Shows what a stage prints when it is over: two at once would be hard to read. */
async function run(name, program, args) {
  const before = Date.now()
  const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'pipe']})
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
