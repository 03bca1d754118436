import assert from 'node:assert/strict'

import {BROKEN_PAIRS, brokenPairs, SETUPTOOLS_USERS, withoutSetuptools} from '../../src/knowledge/broken-pairs.js'
import trials from '../../scripts/trials.json' with {type: 'json'}
import {meets} from '../../src/knowledge/specifier.js'

function ids(versions: Record<string, null | string>, python = '3.12'): string[] {
  return brokenPairs(new Map(Object.entries(versions)), python).map(({id}) => id)
}

function users(versions: Record<string, null | string>, python: string, setuptools: null | string): string[] {
  return withoutSetuptools(new Map(Object.entries(versions)), python, setuptools).map(({distribution}) => distribution)
}

describe('knowledge: packages that do not work together', () => {
  it('tells of pins that cannot be imported together', () => {
    assert.deepEqual(ids({flask: '1.1.2', jinja2: '3.1.2', itsdangerous: '2.0.1', markupsafe: '2.0.1', werkzeug: '2.0.3'}), [
      'flask-1-jinja2-3.1',
    ])
    assert.deepEqual(ids({flask: '2.2.2', werkzeug: '3.0.1'}), ['flask-2-werkzeug-3'])
    assert.deepEqual(ids({openai: '1.40.0', httpx: '0.28.1'}), ['openai-httpx-0.28'])
  })

  it('is silent about the versions beside them', () => {
    assert.deepEqual(ids({flask: '1.1.2', jinja2: '3.0.3', itsdangerous: '2.0.1', markupsafe: '2.0.1', werkzeug: '2.0.3'}), [])
    assert.deepEqual(ids({flask: '2.2.2', werkzeug: '2.3.8'}), [])
    assert.deepEqual(ids({flask: '2.2.5', werkzeug: '3.0.1'}), [])
    assert.deepEqual(
      ids({flask: '3.1.1', werkzeug: '3.1.3', 'flask-login': '0.6.3', 'flask-sqlalchemy': '3.1.1', sqlalchemy: '2.0.40'}),
      [],
    )
    assert.deepEqual(ids({openai: '1.55.3', httpx: '0.28.1'}), [])
    assert.deepEqual(ids({requests: '2.32.0'}), [])
  })

  it('takes the newest of what comes unasked', () => {
    assert.deepEqual(ids({flask: '1.1.2'}), ['flask-1-jinja2-3.1', 'flask-1-itsdangerous-2.1', 'flask-1-werkzeug-2.1'])
    assert.deepEqual(ids({pandas: '2.0.3'}), ['pandas-numpy-2'])
    assert.deepEqual(ids({pandas: '2.0.3', numpy: '1.26.4'}), [])
    // bcrypt doesn't come with passlib.
    assert.deepEqual(ids({passlib: '1.7.4'}), [])
    assert.deepEqual(ids({passlib: '1.7.4', bcrypt: null}), ['passlib-bcrypt-5'])
  })

  it('says nothing where nothing old is named', () => {
    assert.deepEqual(ids({jinja2: '3.1.6', markupsafe: '3.0.2', numpy: '2.2.0', httpx: '0.28.1', werkzeug: null}), [])
    assert.deepEqual(ids({}), [])
  })

  it('says who misses setuptools', () => {
    assert.deepEqual(users({gunicorn: '20.1.0'}, '3.12', '82.0.0'), ['gunicorn'])
    assert.deepEqual(users({gunicorn: '20.1.0'}, '3.13', null), ['gunicorn'])
    assert.deepEqual(users({gunicorn: '20.1.0'}, '3.12', '70.3.0'), [])
    assert.deepEqual(users({gunicorn: '23.0.0'}, '3.13', null), [])
    assert.deepEqual(users({redis: '3.5.3'}, '3.12', null), ['redis'])
    assert.deepEqual(users({redis: '3.5.3'}, '3.12', '84.2.1'), [])
    assert.deepEqual(users({redis: '3.5.3'}, '3.11', null), [])
    assert.deepEqual(users({}, '3.13', null), [])
  })

  it('has entries that were tried, and whose trial is a case of them', () => {
    const byKey: Record<string, undefined | {broken: string[]}> = trials
    for (const {fix, id, source, verified, when} of BROKEN_PAIRS) {
      assert.match(verified.date, /^\d{4}-\d{2}-\d{2}$/, id)
      assert.match(source, /^https:\/\//, id)
      assert.ok(Object.keys(when).length > 1, id)
      for (const name of Object.keys(fix)) assert.ok(Object.hasOwn(when, name), `${id}: the fix is about ${name}`)
      for (const pin of byKey[id]!.broken) {
        const {name, version} = /^(?<name>[\w.-]+)==(?<version>[\w.]+)$/.exec(pin)?.groups ?? {}
        const specifier = name && when[name.toLowerCase().replaceAll(/[_.]/g, '-')]
        if (specifier) assert.ok(meets(version!, specifier), `${id}: ${pin}`)
      }
    }

    assert.equal(new Set(BROKEN_PAIRS.map(({id}) => id)).size, BROKEN_PAIRS.length)
    for (const {distribution, verified} of SETUPTOOLS_USERS) assert.ok(verified.date, distribution)
  })

  it('has fixes that are none of the broken versions', () => {
    for (const {fix, id, when} of BROKEN_PAIRS) {
      for (const [name, specifier] of Object.entries(fix)) {
        const [, bound] = /([\d.]+)$/.exec(specifier)!
        const works = specifier.startsWith('>=') ? bound! : '0.0.1'
        assert.ok(meets(works, specifier), `${id}: ${name}${specifier}`)
        assert.ok(!meets(works, when[name]), `${id}: ${name} ${works}`)
      }
    }
  })
})
