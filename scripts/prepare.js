/**
 * npm runs it when the package is installed from its git repository, as pre-commit does: what git has is built then. Where
 * there is a build already, it stays.
 */
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'

/** `npm install --global git+…` hands its --global down in the environment, and then has no tools to build with here. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(?:global|location)$/i.test(name)))

if (!existsSync('dist/index.js')) {
  if (!existsSync('node_modules/typescript')) npm('ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund')
  npm('run', '--silent', 'build')
}

/** @param {string[]} args as they are typed */
function npm(...args) {
  // On Windows npm is a script, which takes a shell. All arguments are ours.
  const {status} = spawnSync('npm', args, {env, shell: process.platform === 'win32', stdio: 'inherit'})
  if (status !== 0) process.exit(status ?? 1)
}
