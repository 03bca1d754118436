/**
 * npm runs it when the package is installed from its git repository, as pre-commit does: what git has is built then. Where
 * there is a build already, it stays.
 */
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'

if (!existsSync('dist/index.js')) {
  const {status} = spawnSync('npm', ['run', '--silent', 'build'], {shell: process.platform === 'win32', stdio: 'inherit'})
  process.exitCode = status ?? 1
}
