import assert from 'node:assert/strict'

import {knownBreaks} from '../../src/pin/dependencies/known-breaks.js'
import {resolveUnbroken} from '../../src/pin/dependencies/resolve-unbroken.js'

const pinsOf = (text: string) =>
  new Map(
    text.split(' ').map((pin) => {
      const [name, version] = pin.split('==')
      return [name!, {conditional: false, version: version!}] as const
    }),
  )
const breaks = (text: string, {fixed = '', python = '3.12.14', setuptools = '70.3.0' as string | null} = {}) =>
  knownBreaks(pinsOf(text), {fixed: new Set(fixed.split(' ')), pythonVersion: python, setuptools})

describe('pin --dependencies and what is known to break', () => {
  describe('sets of packages that are known to break', () => {
    const FLASK = 'flask==1.1.2 jinja2==3.1.6 werkzeug==2.0.3 itsdangerous==2.0.1 markupsafe==2.0.1'

    it('hold back the package that nobody asked for', () => {
      assert.deepEqual(
        breaks(FLASK, {fixed: 'flask'}).map(({constraint}) => constraint),
        ['jinja2<3.1'],
      )
    })

    it('have no way out where the app pins both', () => {
      const [found] = breaks(FLASK, {fixed: 'flask jinja2'})
      assert.equal(found?.constraint, null)
      assert.deepEqual(found?.remedies, ['flask>=3', 'jinja2<3.1'])
    })

    it('are none where the newer one is there', () => {
      assert.deepEqual(breaks('flask==3.1.1 jinja2==3.1.6 werkzeug==3.1.3 markupsafe==3.0.2'), [])
    })

    it("count the buildpack's own setuptools", () => {
      const old = {fixed: 'gunicorn'}
      assert.deepEqual(breaks('gunicorn==20.1.0', old), [])
      assert.deepEqual(
        breaks('gunicorn==20.1.0 setuptools==84.2.1', {...old, python: '3.13.15', setuptools: null}).map(
          ({constraint}) => constraint,
        ),
        ['setuptools<82'],
      )
      assert.deepEqual(
        breaks('gunicorn==20.1.0 setuptools==84.2.1', {python: '3.13.15', setuptools: null}).map(({constraint}) => constraint),
        ['gunicorn>=21.2.0'],
      )
    })

    it('say nothing of versions that no one can compare', () => {
      assert.deepEqual(breaks('flask==1.1.2 jinja2==3.0.3,3.1.6'), [])
    })
  })

  describe('resolving until nothing breaks', () => {
    const broken = {constraint: 'jinja2<3.1', error: 'x', isFatal: true, remedies: [], what: 'flask 1.1.2 does not work'}

    it('adds a constraint for each pair, and resolves again', async () => {
      const runs: (readonly string[])[] = []
      const result = await resolveUnbroken({
        breaksOf: (made) => (made === 'bad' ? [broken] : []),
        run(constraints) {
          runs.push(constraints)
          return Promise.resolve({made: constraints.length === 0 ? 'bad' : 'good'})
        },
      })
      assert.deepEqual(result, {heldBack: [broken], made: 'good'})
      assert.deepEqual(runs, [[], ['jinja2<3.1']])
    })

    it('gives up where nothing can be held back, or holding it back helps nothing or is not possible', async () => {
      const run = () => Promise.resolve({made: 'bad'})
      const fixed = {...broken, constraint: null}
      assert.deepEqual(await resolveUnbroken({breaksOf: () => [fixed], run}), {broken: [fixed]})
      assert.deepEqual(await resolveUnbroken({breaksOf: () => [broken], run}), {broken: [broken]})
      const fails = (constraints: readonly string[]) =>
        Promise.resolve(constraints.length > 0 ? {failed: 'no solution'} : {made: 'bad'})
      assert.deepEqual(await resolveUnbroken({breaksOf: () => [broken], run: fails}), {broken: [broken]})
    })

    it('leaves what fails in a call only, and what could not be resolved at all', async () => {
      const mild = {...broken, constraint: null, isFatal: false}
      const run = () => Promise.resolve({made: 'mild'})
      assert.deepEqual(await resolveUnbroken({breaksOf: () => [mild], run}), {heldBack: [], made: 'mild'})
      const failed = {failed: 'no network'}
      assert.deepEqual(await resolveUnbroken({breaksOf: () => [mild], run: () => Promise.resolve(failed)}), failed)
    })
  })
})
