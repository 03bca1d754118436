import assert from 'node:assert/strict'

import {askPythons} from '../../src/move/ask-python.js'
import {findPython} from '../../src/toolchain/find-python.js'
import {machine} from '../pin/machine.js'
import {committed, treeOf} from '../support/checks.js'
import {skip} from '../support/skip.js'
import type {TestFiles} from '../support/repository.js'

/** Real Pythons of this machine. */
describe('the Python that an app moves to', () => {
  const NEW = '3.12'
  const OLD = '3.11'
  const BACK = {after: OLD, before: NEW}

  const ask = async (files: TestFiles, {after, before} = BACK) => askPythons(committed(treeOf(files)), {after, before}, machine())

  before(async function () {
    const found = await Promise.all([NEW, OLD].map(async (version) => findPython(version, true, {...machine(), cwd: '/'})))
    if (found.includes(undefined)) skip(this, `no Python ${NEW} and ${OLD} on this machine`)
  })

  it('refuses syntax that it does not know', async () => {
    const answer = await ask({'fine.py': 'x = 1\n', 'new.py': '\ntype Point = tuple[float, float]\n'})
    assert.ok('syntax' in answer)
    assert.deepEqual(
      answer.syntax.refused.map(({file, line}) => [file, line]),
      [['new.py', 2]],
    )
  })

  it('is not asked about what the present one refuses too', async () => {
    const answer = await ask({'old.py': 'print "hello"\n', 'template.py': '{{ cookiecutter.name }} = \n'})
    assert.deepEqual(answer, {syntax: {refused: [], warned: []}})
  })

  it('warns of what a later one may refuse', async () => {
    const answer = await ask({'app.py': "x = 1\npattern = '\\d'\n"}, {after: NEW, before: OLD})
    assert.ok('syntax' in answer)
    assert.deepEqual(answer.syntax.refused, [])
    assert.deepEqual(
      answer.syntax.warned.map(({file, line}) => [file, line]),
      [['app.py', 2]],
    )
  })

  it('runs none of the code, and is not led astray by it', async () => {
    const files: TestFiles = {
      'ast.py': 'raise SystemExit(3)\n',
      'deep.py': `x = ${'('.repeat(5000)}1${')'.repeat(5000)}\n`,
      'json.py': 'raise SystemExit(3)\n',
      'latin.py': new Uint8Array([0x78, 0x3d, 0x22, 0xe9, 0x22, 0x0a]),
      'nul.py': 'x = 1\0\n',
      'run.py': 'open("was-run", "w")\n',
      'sitecustomize.py': 'raise SystemExit(3)\n',
    }
    const answer = await ask(files)
    assert.ok('syntax' in answer)
    assert.deepEqual(answer.syntax.refused, [])
  })

  it('that is not on this machine gives no answer', async () => {
    assert.deepEqual(await ask({'app.py': ''}, {after: '3.99', before: NEW}), {
      unavailable: "Python 3.99 isn't on this machine",
    })
  })
})
