import {isDeepStrictEqual} from 'node:util'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

/** Characters that no name on Windows has, an end that it drops, and the names of devices. */
const NO_NAME = /[<>:"|?*\\\u0000-\u001F]|[ .]$|^(?:aux|con|nul|prn|com\d|lpt\d)(?:\.|$)/i

/** Each recorded case, as both corpora agree on it, and why Windows can't have its tree. */
export function readCases() {
  const lines = (name) =>
    readFileSync(`test/conformance/${name}`, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  const classic = lines('corpus.public.jsonl').map((one) => ({
    ...one,
    id: `classic ${one.id}`,
    options: {cachedPythonVersion: one.cached_python, stack: one.stack},
  }))
  const cnb = lines('corpus.cnb.public.jsonl').map((one) => ({
    ...one,
    id: `CNB ${one.id}`,
    options: {kind: 'cnb', stack: one.target.replace(/^ubuntu-(\d\d)\.04-.*$/, 'heroku-$1')},
  }))
  return [...classic, ...cnb].map((one) => ({...one, files: contentsOf(one.files), leftOut: whyNot(one)}))
}

function contentsOf(files) {
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name, typeof file === 'string' ? Buffer.from(file, 'base64') : file]),
  )
}

function whyNot({env = {}, files, strict}) {
  const names = Object.keys(files)
  if (!strict) return 'not strict'
  if (Object.keys(env).length > 0) return 'config vars, which predictBuild is not given'
  if (names.some((name) => name.split('/').some((part) => NO_NAME.test(part)))) return "a name that Windows can't hold"
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) return 'names that differ in case only'
  if (Object.values(files).some((file) => typeof file === 'object' && 'symlink' in file)) return 'links'
  return null
}

/** Writes a tree to the disk. */
export function writeTree(folder, files) {
  mkdirSync(folder, {recursive: true})
  for (const [name, file] of Object.entries(files)) {
    const place = path.join(folder, name)
    const isFolder = typeof file === 'object' && 'dir' in file
    mkdirSync(isFolder ? place : path.dirname(place), {recursive: true})
    if (!isFolder) writeFileSync(place, file)
  }
}

/** Compared as the conformance tests do: what jq says names the build's folder, and a longer prediction begins with the recorded steps. */
export function agrees({detail, expected}, answer) {
  if (answer === undefined || answer.threw) return false
  const isLeftOut = detail === 'any' && !expected.failure?.detail?.includes('parse error: ')
  const failure = answer.failure && {
    detail: isLeftOut ? (expected.failure?.detail ?? null) : answer.failure.detail,
    reason: answer.failure.reason,
  }
  const compared = {...answer, failure, steps: answer.steps.slice(0, expected.steps.length)}
  return Object.keys(expected).every((key) => isDeepStrictEqual(compared[key], expected[key]))
}
