import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {parse} from 'unbash'

import {Files} from '../../../src/buildpack/shell/files.js'
import {calculate} from '../../../src/buildpack/shell/conditions.js'
import {NotUnderstood} from '../../../src/buildpack/not-understood.js'
import {run} from '../../../src/buildpack/shell/run.js'
import {contained, Shell} from '../../../src/buildpack/shell/shell.js'
import {Variables} from '../../../src/buildpack/shell/variables.js'
import {createFileTree} from '../../../src/packaging/file-tree.js'
import {skip} from '../../support/skip.js'
import {SNIPPETS} from './snippets.js'

const folder = mkdtempSync(path.join(tmpdir(), 'shell-'))
const ENV = {HOME: '/app', LANG: 'C.UTF-8', PATH: process.env.PATH ?? ''}

/** What our interpreter makes of a program. @throws NotUnderstood */
function interpret(text: string): {output: string; status: number} {
  const program = {
    budget: 5000,
    calculate,
    files: new Files(createFileTree(new Map()), {}),
    own: {},
    parsed: (script: string) => parse(script),
    run,
    source: 'main',
  }
  const shell = new Shell(program, new Variables({...ENV, IFS: ' \t\n'}))
  const status = contained(() => run(shell, parse(text).commands))
  return {output: shell.streams.output.join(''), status}
}

function bash(text: string): {output: string; status: number | null} {
  const file = path.join(folder, 'main')
  writeFileSync(file, text)
  const {status, stdout} = spawnSync('bash', ['--norc', file], {cwd: folder, encoding: 'utf8', env: ENV})
  return {output: stdout, status}
}

/** Those of macOS have no namerefs. */
function isNewEnough(): boolean {
  try {
    return Number(execFileSync('bash', ['-c', 'echo ${BASH_VERSINFO[0]}'], {encoding: 'utf8'})) >= 5
  } catch {
    return false
  }
}

describe('the interpreter of shell programs', () => {
  const isNew = isNewEnough()

  after(() => rmSync(folder, {force: true, recursive: true}))

  for (const [name, text] of Object.entries(SNIPPETS))
    it(`does as bash: ${name}`, function () {
      if (!isNew) skip(this, "there is no bash 5 here: macOS's own has no namerefs")
      assert.deepEqual(interpret(text), bash(text))
    })

  const UNKNOWN = {
    'a bracket expression on letters beyond ASCII': '[[ "ä" == [[:alpha:]] ]]',
    'a builtin of bash': 'printf "%s" a',
    'a file elsewhere': '[[ -f /etc/passwd ]]',
    'a glob': 'echo *.txt',
    'a job in the background': 'true &',
    'a number in octal': '((010 == 8))',
    'a program': 'curl --version',
    'a way upwards': 'cd ..',
    'an associative array': 'declare -A x',
    'an endless loop': 'while true; do true; done',
    'an option of a command': 'echo -e a',
    braces: 'echo {a,b}',
    eval: 'eval "echo a"',
    'indirect expansion': 'x=y; echo "${!x}"',
    'words split at other signs': 'IFS=,; x=a,b; for y in ${x}; do echo "${y}"; done',
  }
  for (const [name, text] of Object.entries(UNKNOWN))
    it(`stops before what it doesn't know: ${name}`, () => assert.throws(() => interpret(text), NotUnderstood))

  it('stops where a function calls itself without an end', () => {
    assert.throws(
      () => interpret('f() { f; }; f'),
      (error) => error instanceof NotUnderstood || error instanceof RangeError,
    )
  })

  it('stops where a text grows without an end', () => {
    assert.throws(() => interpret(`x=0123456789; ${'x="${x}${x}"; '.repeat(40)}echo end`), NotUnderstood)
  })
})
