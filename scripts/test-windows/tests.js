import {transform} from 'esbuild'
import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import path from 'node:path'

/** Tests that need no program, or few. */
export const TESTS = [
  'test/{buildpack,checks,common,edits,knowledge,move,packaging,render}/**/*.test.js',
  'test/conformance/*.test.js',
]
/** Wine makes links that don't lead anywhere. */
export const LEFT_OUT = ['test/edits/refuse-edit.test.js']

const FOLDERS = ['docs', 'examples', 'scripts', 'src', 'test']
const IMPORTED_JSON = /(from "[^"]+\.json");/g

/** Copies the project with its TypeScript compiled beside it: what runs it elsewhere, tsx, has a part for each system. */
export async function compileTo(target) {
  rmSync(target, {force: true, recursive: true})
  const below = FOLDERS.flatMap((folder) => readdirSync(folder, {recursive: true}).map((name) => path.join(folder, name)))
  const top = readdirSync('.').filter((name) => /\.(?:json|md)$/.test(name))
  for (const file of [...top, ...below]) {
    if (!statSync(file).isFile()) continue
    const contents = readFileSync(file)
    const place = path.join(target, file)
    mkdirSync(path.dirname(place), {recursive: true})
    writeFileSync(place, contents)
    if (!file.endsWith('.ts')) continue
    const {code} = await transform(contents.toString(), {format: 'esm', loader: 'ts', target: 'node20'})
    // Here, too, Node wants to be told.
    writeFileSync(place.replace(/\.ts$/, '.js'), code.replaceAll(IMPORTED_JSON, '$1 with {type: "json"};'))
  }
}

/** Of mocha's report: each title, and whether it passed, failed or was skipped. */
export function results(file) {
  const {failures, passes, pending} = JSON.parse(readFileSync(file, 'utf8'))
  const all = Object.entries({failed: failures, passed: passes, skipped: pending})
  return new Map(all.flatMap(([state, tests]) => tests.map(({err, fullTitle}) => [fullTitle, {message: err.message, state}])))
}
