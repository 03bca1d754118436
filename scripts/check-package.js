/** `npm run check-package`: what `npm publish` would send, as publint and attw (Are the types wrong?) see it. */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

const folder = mkdtempSync(path.join(tmpdir(), 'heroku-python-package-'))
try {
  // What is built is there already: building again would take dist/ away from the tests that run meanwhile.
  const packed = run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], 'pipe')
  const tarball = path.join(folder, packed.stdout.trim().split('\n').at(-1))
  run('npx', ['publint', '--strict', tarball])
  // CommonJS is no way in: docs/api.md.
  run('npx', ['attw', tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'])
} finally {
  rmSync(folder, {force: true, recursive: true})
}

function run(program, args, stdout = 'inherit') {
  const result = spawnSync(program, args, {encoding: 'utf8', stdio: ['ignore', stdout, 'inherit']})
  if (result.status !== 0) process.exitCode = 1
  return result
}
