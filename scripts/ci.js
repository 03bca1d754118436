/**
 * `npm run ci`: everything that must hold before a release, in one run: build, current generated files, lint, types,
 * tests, end-to-end tests. Goes on after a failure, to show all of them, and closes with `N passed, N failed`.
 */
import {spawnSync} from 'node:child_process'

let passed = 0
let failed = 0

const started = Date.now()
stage('build', 'npm', ['run', '--silent', 'build'])
stage('manifest is current', 'node', ['scripts/check-current.js', 'oclif.manifest.json', 'npm', 'run', '--silent', 'manifest'])
stage('check pages are current', 'node', ['scripts/check-current.js', 'docs/checks', 'npm', 'run', '--silent', 'docs'])
stage('schemas are current', 'node', ['scripts/check-current.js', 'docs/schemas', 'npm', 'run', '--silent', 'schemas'])
stage('lint', 'npm', ['run', '--silent', 'lint'])
stage('types', 'npm', ['run', '--silent', 'types'])
mocha('tests', [])
mocha('end-to-end tests', ['--config', '.mocharc.e2e.json'])
console.log(`\n${Math.round((Date.now() - started) / 1000)} seconds`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function stage(name, program, args) {
  const {status} = run(name, program, args, 'inherit')
  if (status === 0) passed++
  else failed++
}

function mocha(name, args) {
  const {status, stdout} = run(name, 'npx', ['mocha', '--reporter', 'dot', ...args], ['ignore', 'pipe', 'inherit'])
  console.log(stdout)
  const count = (word) => Number(new RegExp(`^\\s+(\\d+) ${word}`, 'm').exec(stdout)?.[1] ?? 0)
  passed += count('passing')
  failed += Math.max(count('failing'), status === 0 ? 0 : 1)
}

function run(name, program, args, stdio) {
  console.log(`\n── ${name}`)
  const before = Date.now()
  const result = spawnSync(program, args, {encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio})
  console.log(`   ${result.status === 0 ? 'ok' : 'FAILED'}, ${Math.round((Date.now() - before) / 1000)} s`)
  return result
}
