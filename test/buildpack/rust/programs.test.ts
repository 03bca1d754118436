import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {parser} from '@lezer/rust'

import {CnbFiles} from '../../../src/buildpack/rust/cnb-files.js'
import {cnbWorld} from '../../../src/buildpack/rust/cnb-world.js'
import {Interpreter} from '../../../src/buildpack/rust/interpreter.js'
import {Program} from '../../../src/buildpack/rust/program.js'
import {as} from '../../../src/buildpack/rust/values.js'
import {createFileTree} from '../../../src/packaging/file-tree.js'

const FOLDER = 'test/buildpack/rust/programs'
/** What Rust's own compiler made of them: scripts/record-rust-programs.ts. */
const EXPECTED = JSON.parse(readFileSync(path.join(FOLDER, 'expected.json'), 'utf8')) as Record<string, Record<string, string>>

/** What a program's function returns, as our interpreter runs it. */
function interpret(text: string, name: string): string {
  const program = new Program({'src/main.rs': text}, parser)
  const world = cnbWorld(new CnbFiles(createFileTree(new Map()), 'NotFound'), {}, () => {})
  const found = program.root.values.get(name)
  assert.ok(found?.kind === 'function')
  return as('text', new Interpreter(program, world, 100_000).callFunction(found, [])).value
}

describe('the interpreter of Rust', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.rs'))) {
    describe(file, () => {
      const text = readFileSync(path.join(FOLDER, file), 'utf8')
      for (const [name, expected] of Object.entries(EXPECTED[file] ?? {}))
        it(name, () => assert.equal(interpret(text, name), expected))
    })
  }
})
