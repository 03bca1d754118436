/**
 * `npm run ci`: everything that must hold before a release, in one run: build, current generated files, lint, types,
 * nothing unused, tests, end-to-end tests. Goes on after a failure, to show all of them, and closes with `N passed, N failed`.
 *
 * Tests that run package managers wait for them most of the time: they have a lane of their own beside the rest.
 */
import {spawn} from 'node:child_process'

const ALL = ['test/**/*.test.ts']

let passed = 0
let failed = 0

const started = Date.now()
await stage('build', 'npm', ['run', '--silent', 'build'])
await current('manifest', 'oclif.manifest.json', 'manifest')
await current('check pages', 'docs/checks', 'docs')
await current('schemas', 'docs/schemas', 'schemas')
await Promise.all([restOfTests(), realPackageManagers()])
console.log(`\n${secondsSince(started)} seconds`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function restOfTests() {
  await mocha('tests', [...ALL, '--ignore', 'test/{local-build,pin,e2e}/**'])
  await stage('lint', 'npm', ['run', '--silent', 'lint'])
  await stage('types', 'npm', ['run', '--silent', 'types'])
  await stage('nothing unused', 'npm', ['run', '--silent', 'knip'])
}

async function realPackageManagers() {
  await mocha('tests of builds and pins', ['test/{local-build,pin}/**/*.test.ts'])
  await mocha('end-to-end tests', ['test/e2e/**/*.test.ts'])
}

async function current(what, target, script) {
  await stage(`${what} current`, 'node', ['scripts/check-current.js', target, 'npm', 'run', '--silent', script])
}

async function stage(name, program, args) {
  const {code} = await run(name, program, args)
  if (code === 0) passed++
  else failed++
}

async function mocha(name, args) {
  const {code, output} = await run(name, 'npx', ['mocha', ...args])
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
