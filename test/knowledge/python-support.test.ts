import assert from 'node:assert/strict'

import {UNSUPPORTED_PYTHONS, unsupportedAfterMove, unsupportedOn} from '../../src/knowledge/python-support.js'
import {meets} from '../../src/knowledge/specifier.js'
import {leftModule} from '../../src/knowledge/stdlib.js'

function names(versions: Record<string, null | string>, python: string): string[] {
  return unsupportedOn(new Map(Object.entries(versions)), python).map(({distribution}) => distribution)
}

describe('knowledge: packages that do not run with a Python', () => {
  it('tells of an old Django on a new Python', () => {
    assert.deepEqual(names({django: '3.2.25'}, '3.13'), ['django'])
    assert.deepEqual(names({django: '3.2.25'}, '3.12'), [])
    assert.deepEqual(names({django: '5.2.1'}, '3.13'), [])
    assert.deepEqual(names({django: null}, '3.14'), [])
  })

  it('is silent where another package brings the module back', () => {
    assert.deepEqual(names({pydub: '0.25.1'}, '3.13'), ['pydub'])
    assert.deepEqual(names({pydub: '0.25.1', 'audioop-lts': '0.2.2'}, '3.13'), [])
    assert.deepEqual(names({pydub: '0.25.1'}, '3.12'), [])
  })

  it('tells what a move breaks, and not what was broken before', () => {
    const versions = new Map([
      ['celery', '4.4.7'],
      ['discord-py', '2.3.2'],
      ['requests', '2.32.0'],
    ])
    assert.deepEqual(
      unsupportedAfterMove(versions, '3.12', '3.13').map(({distribution}) => distribution),
      ['discord-py'],
    )
    assert.deepEqual(unsupportedAfterMove(versions, '3.13', '3.13'), [])
  })

  it('has entries that were tried with a Python that they are about', () => {
    for (const {distribution, fixedIn, module, python, source, verified, versions} of UNSUPPORTED_PYTHONS) {
      const minor = verified.python.split('.').slice(0, 2).join('.')
      assert.ok(meets(minor, python), distribution)
      assert.match(source, /^https:\/\//)
      assert.match(verified.date, /^\d{4}-\d{2}-\d{2}$/)
      if (fixedIn !== null) assert.ok(!meets(fixedIn, versions), `${distribution} ${fixedIn}`)
      if (module !== null) assert.ok(leftModule(module, minor), `${module} left before ${minor}`)
    }
  })
})
