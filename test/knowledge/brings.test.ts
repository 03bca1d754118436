import assert from 'node:assert/strict'

import {broughtBy, closureOf} from '../../src/knowledge/brings.js'
import data from '../../src/knowledge/brings.json' with {type: 'json'}

describe('knowledge: what a distribution brings along', () => {
  it('tells what comes for sure from what a marker decides', () => {
    const flask = broughtBy('flask')!
    for (const name of ['werkzeug', 'jinja2', 'click', 'itsdangerous']) assert.ok(flask.always.includes(name), name)
    assert.ok(broughtBy('pandas')!.maybe.includes('numpy'))
    assert.ok(!broughtBy('pandas')!.always.includes('numpy'))
  })

  it('takes extras only when they are asked for', () => {
    assert.ok(!broughtBy('uvicorn')!.always.includes('httptools'))
    assert.ok(broughtBy('uvicorn', ['standard'])!.always.includes('httptools'))
    assert.deepEqual(broughtBy('uvicorn', ['no-such-extra']), broughtBy('uvicorn'))
    assert.deepEqual(broughtBy('uvicorn', ['constructor']), broughtBy('uvicorn'))
  })

  it('follows a list of top-level packages', () => {
    const {certain, possible, unknown} = closureOf([{name: 'flask'}, {name: 'pandas'}, {name: 'no-such-package'}])
    for (const name of ['flask', 'markupsafe', 'pandas', 'python-dateutil']) assert.ok(possible.has(name), name)
    assert.ok(certain.has('markupsafe'))
    assert.ok(!certain.has('numpy'))
    assert.ok(possible.has('numpy'))
    assert.deepEqual([...unknown], ['no-such-package'])
    assert.ok(!possible.has('django'))
  })

  it('ends where packages bring each other', () => {
    const names = Object.keys(data.brings)
    const {certain, possible} = closureOf(names.map((name) => ({name})))
    assert.ok(certain.size >= names.length)
    assert.ok(possible.size >= certain.size)
  })

  it('knows nothing of other packages', () => {
    assert.equal(broughtBy('no-such-package'), undefined)
    assert.equal(broughtBy('toString'), undefined)
  })

  it('has names in one form', () => {
    for (const [name, [version, list]] of Object.entries(data.brings as object as Record<string, [string, string]>)) {
      assert.match(name, /^[a-z\d]+(?:-[a-z\d]+)*$/)
      assert.match(version, /^\d/)
      for (const one of list.split(' ').filter(Boolean)) assert.match(one, /^[a-z\d]+(?:-[a-z\d]+)*\??$/, name)
    }
  })
})
