import {spawn} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import type {CorpusCase, CorpusFile} from '../../test/support/corpus.js'

/** What a release decides about a tree, without the wording. */
export interface Answer {
  failure: string | null
  manager: string | null
  origin: string | null
  requested: string | null
  resolved: string | null
}

const WORKERS = 2
/** Runs `$1/bin/detect` and `$1/bin/decide` on each folder of `$2`. */
const DRIVER = `
unset LC_ALL PYTHONHOME PYTHONPATH
export LANG=en_US.UTF-8
for folder in "$2"/*; do
	export STACK=$(<"$folder/stack")
	(cd "$folder/build" && "$1/bin/detect" "$folder/build") >/dev/null 2>&1 || continue
	echo detected >"$folder/detected"
	bash "$1/bin/decide" "$folder/build" "$folder/cache" "$folder/env" >/dev/null 2>&1
done`

/** What a program decides about each tree, in their order; null: it doesn't take it for a Python app. */
export async function runTrees(program: string, trees: readonly CorpusCase[], workFolder: string): Promise<(Answer | null)[]> {
  const room = mkdtempSync(path.join(workFolder, 'trees-'))
  const folders = trees.map((tree, index) => {
    const folder = path.join(room, String(index % WORKERS), String(index))
    writeTree(tree, folder)
    return folder
  })
  await Promise.all(Array.from({length: WORKERS}, (_, worker) => drive(program, path.join(room, String(worker)))))
  const answers = folders.map((folder) => readAnswer(folder))
  rmSync(room, {force: true, recursive: true})
  return answers
}

function drive(program: string, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', DRIVER, 'sh', program, folder], {stdio: ['ignore', 'ignore', 'inherit']})
    child.on('error', reject).on('exit', () => resolve())
  })
}

function writeTree({cached_python: cached, files, stack}: CorpusCase, folder: string): void {
  for (const name of ['build', 'cache/.heroku', 'env']) mkdirSync(path.join(folder, name), {recursive: true})
  writeFileSync(path.join(folder, 'stack'), stack)
  if (cached !== null) writeFileSync(path.join(folder, 'cache/.heroku/python-version'), `python-${cached}`)
  for (const [name, file] of Object.entries(files)) writeEntry(path.join(folder, 'build', name), file)
}

export function writeEntry(target: string, file: CorpusFile): void {
  mkdirSync(path.dirname(target), {recursive: true})
  if (typeof file === 'string') writeFileSync(target, Buffer.from(file, 'base64'))
  else if ('dir' in file) mkdirSync(target, {recursive: true})
  else symlinkSync(file.symlink, target)
}

function readAnswer(folder: string): Answer | null {
  if (!existsSync(path.join(folder, 'detected'))) return null
  const file = path.join(folder, 'cache/build-data/python.json')
  if (!existsSync(file)) throw new Error(`${folder}: the program decided nothing`)
  const data = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : null)
  return {
    failure: text('failure_reason'),
    manager: text('package_manager'),
    origin: text('python_version_origin'),
    requested: text('python_version_requested'),
    resolved: text('python_version'),
  }
}
