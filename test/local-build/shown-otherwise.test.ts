import assert from 'node:assert/strict'

import {ShownOtherwise} from '../../src/local-build/run/shown-otherwise.js'

const BUILDS = '/home/some-user/.cache/heroku/heroku-python/builds/0123456789abcdef'
const FOLDERS = {build: `${BUILDS}/build_42-0123abcd`, temporary: `${BUILDS}/build_42-0123abcd-XyZ123`}

function shown(...lines: string[]): string[] {
  const otherwise = new ShownOtherwise(FOLDERS)
  for (const line of lines) otherwise.look(line)
  return otherwise.differences.map(({id}) => id)
}

describe('build-local: what a build shows otherwise than on Heroku', () => {
  it("is a path that a tool's line ends in", () => {
    assert.deepEqual(shown(`Looking in ${FOLDERS.build.slice(0, 40)}`, 'and more'), ['build-path', 'temporary-folder'])
    assert.deepEqual(shown(`Building in ${FOLDERS.temporary.slice(0, -3)}`, '123/six'), ['temporary-folder'])
  })

  it('is one that goes on in the next line, as NLTK writes it', () => {
    const [first, second] = ['/home/some-', FOLDERS.build.slice('/home/some-'.length)]
    for (const before of ['', '[nltk_data]     ', '[nltk_data]    |     ', '    │ '])
      assert.ok(shown(`Downloading to ${first}`, `${before}${second}/.heroku`).includes('build-path'), before)
    assert.ok(shown(`to ${first}`, '[nltk_data]     user/.cache/', '[nltk_data]     heroku/heroku-python').includes('build-path'))
  })

  it('is no path that is whole, or another', () => {
    assert.deepEqual(shown(`cwd=${FOLDERS.build}`, `HOME=${FOLDERS.build}/x`, FOLDERS.build, 'next'), [])
    assert.deepEqual(shown('/', 'home', '/home/some-', 'one/.cache/heroku/heroku-python', '', 'ls /home/some-'), [])
  })

  it('is one that begins a line, as uv writes what does not fit into the last', () => {
    assert.deepEqual(shown('  ├─▶ failed to clone into:', `  │   ${FOLDERS.temporary}/uv-cache/git-v0`), ['temporary-folder'])
    assert.deepEqual(shown('  × Failed to build `the-app @', `  │ file://${FOLDERS.build}\``), ['build-path'])
    assert.deepEqual(shown('  ├─▶ failed to clone into:', `  │   ${FOLDERS.build}s/uv-cache`, '  │ /tmp/uv-cache'), [])
  })

  it('is a column of a table that is as wide as the path', () => {
    const table = (...rows: string[]) => shown('Package  Location', `-------- ${'-'.repeat(FOLDERS.build.length)}`, ...rows)
    assert.deepEqual(table(`the-app  ${FOLDERS.build}`), ['build-path'])
    assert.deepEqual(table('six', '', FOLDERS.build), [])
    assert.deepEqual(shown('---- ----', `the-app ${FOLDERS.build}`), [])
  })

  it('is what the shell says of a hook whose interpreter is missing', () => {
    const says = 'bin/post_compile: cannot execute: required file not found'
    assert.deepEqual(shown(`bin/post_compile: line 1: ${says}`), ['bash-messages'])
    assert.deepEqual(shown(`bin/other: line 1: ${says}`, says, 'bin/post_compile: line 3: foo: command not found'), [])
  })

  it('are variables of ours that a program lists', () => {
    assert.deepEqual(shown('GIT_TERMINAL_PROMPT=0'), ['own-variables'])
  })
})
