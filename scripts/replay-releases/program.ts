import {mkdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {shell} from '../compare-builds/shell.js'
import type {Constants, Tag} from './history.js'

/**
 * Puts a release's program into a folder: its own files, and `bin/decide`, which is its bin/compile up to the line where the
 * cache is restored.
 */
export function writeProgram(folder: string, checkout: string, {name, files}: Tag): void {
  mkdirSync(folder, {recursive: true})
  shell('git -C "$1" archive "$2" bin lib requirements vendor | tar -x -C "$3"', [checkout, name, folder])
  const compile = files['bin/compile'] ?? ''
  const [decisions = ''] = compile.split(/^cache::restore /m)
  if (decisions === compile) throw new Error(`${name}: the cache is restored nowhere in bin/compile`)
  // Nothing may be written to this machine's /app.
  writeFileSync(path.join(folder, 'bin/decide'), `${decisions.replaceAll(/\/app\b/g, `${folder}/app`)}\nexit 0\n`)
}

/** A release's files with the constants of a later one: what a plugin knows that was verified for the first, and has read the data of the later. */
export function withConstants(files: Tag['files'], constants: Constants): Tag['files'] {
  const changed = (name: string, edit: (text: string) => string) => ({[name]: edit(files[name] ?? '')})
  return {
    ...files,
    ...changed('bin/detect', (text) => withList(text, 'KNOWN_PYTHON_PROJECT_FILES', constants.files.detected)),
    ...changed('lib/checks.sh', (text) => withNames(text, constants)),
    ...changed('lib/python_version.sh', (text) => withVersions(text, constants)),
  }
}

function withVersions(text: string, {files, python}: Constants): string {
  const constant = (version: string) => `LATEST_PYTHON_${version.replace('.', '_')}`
  const versions = Object.entries(python.latest)
  const lines = versions.map(([version, patch]) => `${constant(version)}="${patch}"\n`).join('')
  const arms = versions.map(([version]) => `\t\t${version}) echo "\${${constant(version)}}" ;;\n`).join('')
  const minor = (version: string) => version.split('.')[1]!
  const changed = text
    .replaceAll(/^LATEST_PYTHON_\w+=.*\n/gm, '')
    .replace(/^OLDEST_SUPPORTED/m, `${lines}OLDEST_SUPPORTED`)
    .replace(/^(OLDEST_SUPPORTED_\w+)=.*$/m, `$1=${minor(python.oldest)}`)
    .replace(/^(NEWEST_SUPPORTED_\w+)=.*$/m, `$1=${minor(python.newest)}`)
    .replace(/^DEFAULT_PYTHON_FULL_VERSION=.*$/m, `DEFAULT_PYTHON_FULL_VERSION="\${${constant(python.default)}}"`)
    .replaceAll(/^\t+\d+\.\d+\) echo "\$\{LATEST_PYTHON_\w+\}" ;;\n/gm, '')
    .replace(/^(\t+\*\) utils::abort_internal_error "Unhandled Python major version)/m, `${arms}$1`)
    .replace(/(requested_major_version\}" ==) "\d+\.\d+"/, `$1 "${python.deprecated?.version ?? 'none'}"`)
  return withList(changed, 'MISSPELLED_PYTHON_VERSION_FILE_NAMES', files.misspelledVersionFiles)
}

function withNames(text: string, {files, stacks}: Constants): string {
  const lists = [stacks.supported, stacks.endOfLife].map((names) => names.join(' | '))
  return text
    .replaceAll(/^\t\t(?:cedar|heroku)[\w*-]*(?: \| [\w*-]+)*\)$/gm, () => `\t\t${lists.shift()})`)
    .replace(/for venv_name in .+; do/, `for venv_name in ${files.venvFolders.map((name) => `"${name}"`).join(' ')}; do`)
}

function withList(text: string, name: string, items: readonly string[]): string {
  const quoted = items.map((item) => `\t"${item}"\n`).join('')
  return text.replace(new RegExp(`^${name}=\\(\\n[\\s\\S]*?^\\)`, 'm'), () => `${name}=(\n${quoted})`)
}
