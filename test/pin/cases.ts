import assert from 'node:assert/strict'

import Doctor from '../../src/commands/python/doctor.js'
import Pin from '../../src/commands/python/pin.js'
import {runCommand} from '../support/run-command.js'
import {type Sketch, TestFolder} from './folder.js'

export const PIP = {'requirements.txt': 'flask==3.1.2\n'}

/** A run of the command. It is made twice, in text and in JSON. */
export interface Case {
  name: string
  before: Sketch
  argv?: string[]
  /** What is there afterwards; null: gone. What isn't named is as before. */
  after?: Record<string, null | string>
  exitCode?: 0 | 1 | 2
  /** Of the JSON document. */
  json?: Record<string, unknown>
  /** Version findings that are what was asked for. */
  findings?: string[]
}

/** Runs the command in a folder, and compares what is there afterwards. */
export async function runCase(
  {after = {}, argv = [], before, exitCode = 0, findings = [], json = {}}: Case,
  mode: 'json' | 'text',
): Promise<void> {
  const folder = await TestFolder.make(before)
  try {
    const expected = Object.entries({...(await folder.tree()), ...after}).filter(([, contents]) => contents !== null)
    const flags = ['--offline', '--source', folder.path, ...(mode === 'json' ? ['--json'] : [])]
    const result = await runCommand(Pin, [...flags, ...argv])
    assert.equal(result.exitCode, exitCode, result.stdout + result.stderr)
    assert.deepEqual(await folder.tree(), Object.fromEntries(expected))
    assert.doesNotMatch(result.stdout + result.stderr, /\n\s+at /)
    if (mode === 'json') assertContains(JSON.parse(result.stdout), {schemaVersion: 1, ...json})
    if (Object.keys(after).length > 0) assert.deepEqual(await versionFindings(folder), findings)
  } finally {
    await folder.remove()
  }
}

/** What the doctor's version checks say of the files on disk. */
async function versionFindings(folder: TestFolder): Promise<string[]> {
  const {stdout} = await runCommand(Doctor, ['--offline', '--dirty', '--source', folder.path, '--only', 'version', '--json'])
  return (JSON.parse(stdout) as {findings: {id: string}[]}).findings.map(({id}) => id)
}

function assertContains(actual: unknown, expected: unknown): void {
  if (typeof expected !== 'object' || expected === null) assert.equal(actual, expected)
  else for (const [key, value] of Object.entries(expected)) assertContains((actual as Record<string, unknown>)[key], value)
}

export function spelling(typed: string, after: Record<string, string>, ...flags: string[]): Case {
  return {after, argv: [typed, ...flags], before: PIP, json: {applied: true, origin: 'argument'}, name: typed}
}

export function refused(typed: string, id: string, ...flags: string[]): Case {
  return {argv: [typed, ...flags], before: PIP, exitCode: 1, json: {applied: false, edits: [], refusal: {id}}, name: typed}
}

export function origin(name: string, files: Sketch, version: string, from: string): Case {
  const after = {'.python-version': `${version}\n`, ...('runtime.txt' in files && {'runtime.txt': null})}
  return {after, before: {...PIP, ...files}, json: {origin: from, version}, name}
}

export function file(name: string, contents: Buffer | string, after: string): Case {
  return {after: {'.python-version': after}, before: {...PIP, '.python-version': contents}, json: {applied: true}, name}
}

export function unchanged(name: string, contents: string): Case {
  return {before: {...PIP, '.python-version': contents}, json: {applied: false, edits: []}, name}
}

export function conflict(name: string, files: Sketch, typed: string, commands: string[]): Case {
  return {argv: [typed], before: {...PIP, ...files}, exitCode: 1, json: {refusal: {commands, id: 'outside-constraint'}}, name}
}

export function pipenv(version: string): Sketch {
  return {
    Pipfile: `[requires]\npython_version = "${version}"\n`,
    'Pipfile.lock': JSON.stringify({_meta: {requires: {python_version: version}}, default: {}}),
    'requirements.txt': {link: '/nowhere'},
  }
}
