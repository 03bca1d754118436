import {existsSync, lstatSync, readdirSync, readFileSync, readlinkSync} from 'node:fs'
import path from 'node:path'

import {createFileTree, type FileTree, type TreeEntry} from '../../src/packaging/file-tree.js'
import {predict} from '../../src/buildpack/predict.js'
import {conformanceFile} from '../../test/support/corpus.js'

/** Fixture → what its spec builds (`…[first build]`) → the lines that the spec expects in the build's log. */
type Expected = Record<string, Record<string, string[]>>

/** Specs that are skipped because they expect what isn't so: `Using Python 3.13.15` for a file that says 3.13. */
const SKIPPED = new Set(['pipenv_mismatched_python_version'])

/**
 * Compares the steps that the buildpack's specs expect of first builds with our prediction. A list may be partial: it
 * must be a contiguous part of ours.
 *
 * @returns the number of mismatches
 */
export function compareFixtures(buildpack: string): number {
  const fixtures = path.join(buildpack, 'spec/fixtures')
  const expected = conformanceFile('steps.expected.json')
  if (!existsSync(fixtures) || !existsSync(expected)) return 0
  let compared = 0
  let mismatches = 0
  for (const [name, builds] of Object.entries(JSON.parse(readFileSync(expected, 'utf8')) as Expected)) {
    const folder = path.join(fixtures, name)
    if (SKIPPED.has(name) || !existsSync(folder)) continue
    const tree = readTree(folder)
    for (const [title, lines] of Object.entries(builds)) {
      const steps = lines.filter((line) => !/^[! ]/.test(line) && !line.includes('not compatible with buildpack'))
      if (!title.includes('first build') || steps.length === 0) continue
      compared++
      const ours = predictedSteps(tree, title)
      if (contains(ours, steps)) continue
      mismatches++
      console.log(`${name}: ${title}\n  expected: ${JSON.stringify(steps)}\n  ours:     ${JSON.stringify(ours)}`)
    }
  }

  console.log(`fixtures: ${compared} builds, ${mismatches} mismatches`)
  return mismatches
}

function predictedSteps(tree: FileTree, title: string): string[] {
  // Some fixtures' hook writes a build cache, to stand for that of an earlier build.
  const hook = new TextDecoder().decode(tree.read('bin/pre_compile') ?? new Uint8Array())
  const {detected, steps} = predict(tree, {
    cachedPythonVersion: /"python-([\d.]+)" *>/.exec(hook)?.[1] ?? null,
    ci: title.includes('[CI '),
    collectstaticDisabled: title.includes('DISABLE_COLLECTSTATIC=1'),
  })
  return detected ? ['-----> Python app detected', ...steps] : []
}

function contains(ours: string[], steps: string[]): boolean {
  return ours.some((_, start) => steps.every((step, index) => matches(ours[start + index], step)))
}

/** A line, or a regular expression with Ruby's escapes. */
function matches(line: string | undefined, step: string): boolean {
  if (line === undefined) return false
  if (line === step) return true
  try {
    return new RegExp(`^${step}$`).test(line)
  } catch {
    return false
  }
}

function readTree(root: string): FileTree {
  const entries = new Map<string, TreeEntry>()
  for (const name of readdirSync(root, {encoding: 'utf8', recursive: true})) {
    const target = path.join(root, name)
    const stat = lstatSync(target)
    if (stat.isSymbolicLink()) entries.set(name, {kind: 'symlink', target: readlinkSync(target)})
    else entries.set(name, stat.isDirectory() ? {kind: 'directory'} : {kind: 'file', contents: readFileSync(target)})
  }

  return createFileTree(entries)
}
