import assert from 'node:assert/strict'

import {proofTable} from '../../scripts/sync-buildpack/proof-table.js'
import {asProved, type RulesOfKind, withRelease} from '../../scripts/sync-buildpack/rules.js'

const RULES: RulesOfKind = {
  changed: {},
  proved: 'v900',
  units: {one: {digest: 'a', rests: ['step/python']}, other: {digest: 'b', rests: ['step/nltk']}},
}

describe('the rules of a release that is synced', () => {
  it('stay those of the proved release, beside what a newer one changed', () => {
    const newer = withRelease(RULES, {one: 'a', other: 'c'}, 'v910')
    assert.deepEqual(newer, {...RULES, changed: {other: {digest: 'c', release: 'v910'}}})
    const later = withRelease(newer, {one: 'd', other: 'c'}, 'v920')
    assert.deepEqual(later.changed, {one: {digest: 'd', release: 'v920'}, other: {digest: 'c', release: 'v910'}})
    assert.deepEqual(withRelease(later, {one: 'a', other: 'b'}, 'v930'), RULES)
  })

  it('are changed by what is no longer there', () => {
    assert.deepEqual(withRelease(RULES, {one: 'a'}, 'v910').changed, {other: {digest: '', release: 'v910'}})
  })

  it('become the proved ones where the behavior was compared', () => {
    const newer = withRelease(RULES, {one: 'a', other: 'c'}, 'v910')
    const {changed, proved, units} = asProved(newer, {one: 'a', other: 'c'}, 'v910')
    assert.deepEqual({changed, proved}, {changed: {}, proved: 'v910'})
    assert.deepEqual(units.other, {digest: 'c', rests: ['step/nltk']})
  })

  it('are told by the closing table', () => {
    const cnb = {...RULES, proved: '9.0.0'}
    const classic = withRelease(RULES, {one: 'a', other: 'c'}, 'v910')
    const proofs = [
      {passed: true, what: 'the corpus'},
      {passed: false, what: 'random trees'},
    ]
    const table = proofTable(proofs, {classic, cnb})
    assert.match(table, /\| the corpus \| agrees \|\n\| random trees \| \*\*differs\*\* \|/)
    assert.match(table, /classic v900, Cloud Native 9\.0\.0/)
    assert.match(table, /- classic v910: `other`/)
    assert.doesNotMatch(proofTable(proofs, {classic: RULES, cnb}), /Rules that changed/)
  })
})
