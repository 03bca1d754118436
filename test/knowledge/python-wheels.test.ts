import assert from 'node:assert/strict'

import {isOlder} from '../../src/knowledge/python-order.js'
import {compiledCore, KNOWN_WHEELS, noWheelOf, requiredPython} from '../../src/knowledge/python-wheels.js'
import data from '../../src/knowledge/python-wheels.json' with {type: 'json'}
import {meets} from '../../src/knowledge/specifier.js'

describe('knowledge: which versions have wheels for which Python', () => {
  it('has versions that only rise', () => {
    for (const [name, {from}] of Object.entries(data.wheels)) {
      const pythons = Object.entries(from as Record<string, string>).sort(([one], [other]) => (isOlder(one, other) ? -1 : 1))
      for (const [index, [, version]] of pythons.entries()) {
        const before = pythons[index - 1]?.[1]
        assert.ok(before === undefined || meets(version, `>=${before}`), `${name} ${version}`)
      }
    }

    assert.ok(KNOWN_WHEELS.length > 50)
  })

  it('tells what becomes of a version without a wheel', () => {
    assert.deepEqual(noWheelOf('tensorflow', '2.1.0', '3.13'), {
      distribution: 'tensorflow',
      firstWith: '2.20.0',
      outcome: 'absent',
    })
    assert.equal(noWheelOf('tensorflow', '2.20.0', '3.13'), undefined)
    assert.equal(noWheelOf('numpy', '1.24.4', '3.12')?.outcome, 'fails')
    assert.equal(noWheelOf('numpy', '1.22.0', '3.11')?.outcome, 'unknown')
    assert.equal(noWheelOf('psycopg2-binary', '2.9.5', '3.12')?.outcome, 'compiles')
    assert.equal(noWheelOf('of-nobody', '1.0', '3.12'), undefined)
  })

  it('knows the compiled core of a pure distribution', () => {
    assert.equal(compiledCore('pydantic', '2.5.3', '3.14')?.distribution, 'pydantic-core')
    assert.equal(compiledCore('pydantic', '1.10.13', '3.14'), undefined)
    assert.equal(compiledCore('pydantic', '2.12.0', '3.14'), undefined)
  })

  it('knows which Python a version requires', () => {
    assert.equal(requiredPython('django', '6.0', '3.11')?.python, '>=3.12')
    assert.equal(requiredPython('django', '6.0', '3.12'), undefined)
    assert.equal(requiredPython('numpy', '1.21.6', '3.13')?.python, '<3.11,>=3.7')
  })
})
