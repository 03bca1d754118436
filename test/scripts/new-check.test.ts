import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {check as isFormatted, resolveConfig} from 'prettier'
import ts from 'typescript'

import {CASES, INDEX, newCheck} from '../../scripts/new-check/new-check.js'
import {CHECKS} from '../../src/checks/index.js'

const read = (file: string) => ([INDEX, CASES].includes(file) ? readFileSync(file, 'utf8') : undefined)

describe('npm run new-check', () => {
  for (const id of ['deps/old-wheel', 'shapes/round']) {
    it(`${id}: writes the check, its rows, and their entries, in this project's form`, async () => {
      const files = newCheck(id, read)
      assert.deepEqual([...files.keys()], [`src/checks/${id}.ts`, `test/checks/rows/${id}.ts`, INDEX, CASES])
      const options = await resolveConfig('src/index.ts')
      for (const [file, text] of files) {
        assert.ok(await isFormatted(text, {...options, filepath: file}), file)
        const {diagnostics} = ts.transpileModule(text, {fileName: file, reportDiagnostics: true})
        assert.deepEqual(diagnostics, [], file)
      }
    })
  }

  it('puts it behind the others of its group, a new group at the end', () => {
    const listed = (id: string) =>
      [
        ...newCheck(id, read)
          .get(INDEX)!
          .matchAll(/^ {2}(\w+),$/gm),
      ].map(([, name]) => name!)
    assert.equal(listed('deps/old-wheel').length, CHECKS.length + 1)
    const before = listed('deps/old-wheel')[listed('deps/old-wheel').indexOf('oldWheel') - 1]!
    assert.match(readFileSync(INDEX, 'utf8'), new RegExp(`import \\{${before}\\} from '\\./deps/`))
    assert.equal(listed('shapes/round').at(-1), 'round')
  })

  it('takes another name in code where the list has it', () => {
    assert.match(newCheck('shapes/debug', read).get(INDEX)!, /^import \{shapesDebug\} from '\.\/shapes\/debug\.js'$/m)
  })

  it('refuses what is no id, and what is there', () => {
    for (const id of ['', 'deps', 'Deps/x', 'deps/x/y', 'deps/../x', 'deps/-x'])
      assert.throws(() => newCheck(id, read), /group\/name/)
    assert.throws(() => newCheck('deps/old-wheel', () => ''), /exists already/)
  })
})
