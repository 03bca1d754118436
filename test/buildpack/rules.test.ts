import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {compareReleases} from '../../src/buildpack/release-number.js'
import {builtInReleases, platform} from '../../src/buildpack/release.js'
import {FAILURE_TITLES} from '../../src/buildpack/prediction.js'
import {changelogHead} from '../../src/buildpack/release-source.js'
import {CLASSIC_RULE_FILES, classicRules} from '../../src/buildpack/rule-text.js'
import {NO_CHANGES, readSeenRules, ruleChanges, seenRules} from '../../src/buildpack/rules.js'
import {CHECKS} from '../../src/checks/index.js'
import {STEP_TITLES} from '../../src/local-build/plan/step-titles.js'
import {BUILDPACK_CHECKOUT, NO_CHECKOUT} from '../support/buildpack-checkout.js'
import {skip} from '../support/skip.js'

interface RulesFile {
  proved: string
  units: Record<string, {digest: string; rests: string[]}>
  changed: Record<string, {digest: string; release: string}>
}

const RULES = JSON.parse(readFileSync('src/buildpack/rules.json', 'utf8')) as Record<'classic' | 'cnb', RulesFile>
interface Provenance {
  constants: {from: string; release: string; released: string}
  behavior: {from: string; release: string}
}

const {provenance: PROVENANCE} = JSON.parse(readFileSync('src/buildpack/releases.json', 'utf8')) as {
  provenance: Record<'classic' | 'cnb', Provenance>
}
const digestsOf = (kind: 'classic' | 'cnb') =>
  Object.fromEntries(Object.entries(RULES[kind].units).map(([unit, {digest}]) => [unit, digest]))

/** Failures that only a run decides, which no check foretells. */
const OF_A_RUN = /^(?:install-|hooks::|nltk-|internal-error::|checks::duplicate-|python-version::unknown-patch)/

describe("what we know of the buildpacks' rules", () => {
  describe('what rests on the buildpack', () => {
    const known = new Set<string>([
      ...CHECKS.map(({id}) => id),
      ...Object.keys(FAILURE_TITLES),
      ...Object.keys(STEP_TITLES).map((step) => `step/${step}`),
    ])

    for (const kind of ['classic', 'cnb'] as const) {
      const units = Object.entries(RULES[kind].units)

      it(`is known to the plugin (${kind})`, () => {
        const rests = units.flatMap(([, unit]) => unit.rests)
        assert.ok(units.every(([, unit]) => unit.rests.length > 0 && /^[\da-f]{16}$/.test(unit.digest)))
        assert.deepEqual(
          rests.filter((id) => !known.has(id) && !OF_A_RUN.test(id)),
          [],
        )
      })
    }

    it('is each failure that a source decides', () => {
      const rests = new Set(
        [...Object.values(RULES.classic.units), ...Object.values(RULES.cnb.units)].flatMap((unit) => unit.rests),
      )
      assert.deepEqual(
        Object.keys(FAILURE_TITLES).filter((reason) => !rests.has(reason)),
        // By definition no rule of the proved release.
        ['newer-release::stops'],
      )
    })

    for (const kind of ['classic', 'cnb'] as const) {
      const {changed, proved} = RULES[kind]
      const {constants, behavior} = PROVENANCE[kind]

      it(`is of the release that was proved, whatever release the data is of (${kind})`, () => {
        assert.equal(behavior.release, proved)
        assert.deepEqual(
          {release: constants.release, released: constants.released},
          {release: builtInReleases[kind].release, released: builtInReleases[kind].released},
        )
        assert.ok(compareReleases(proved, constants.release) <= 0)
        const notOfIt = Object.values(changed).filter(({release}) => compareReleases(release, proved) <= 0)
        assert.deepEqual(notOfIt, [])
      })
    }
  })

  describe("the platform's facts", () => {
    it('each have a source and the date on which it was read', () => {
      const {sources, ...facts} = platform
      assert.deepEqual(
        Object.keys(sources).sort(),
        Object.keys(facts)
          .filter((name) => name !== 'comment')
          .sort(),
      )
      for (const [name, {read, source}] of Object.entries(sources)) {
        assert.match(source, /^https:\/\//, name)
        assert.ok(!Number.isNaN(Date.parse(read)) && read.length === 10, name)
      }
    })
  })

  describe('what changed since the proved release', () => {
    it('is nothing where all digests are the same', () => {
      assert.deepEqual(ruleChanges('classic', seenRules('classic', digestsOf('classic'), 'v900', {})), NO_CHANGES)
    })

    it('is what rests on the unit that changed, and nothing else', () => {
      const digests = {...digestsOf('classic'), 'python_version::warn_if_deprecated_major_version': 'abc'}
      const changes = ruleChanges('classic', seenRules('classic', digests, 'v900', {}))
      assert.deepEqual(
        [...changes],
        [
          ['step/python-version', 'v900'],
          ['version/deprecated', 'v900'],
        ],
      )
    })

    it('is a unit that is no longer there', () => {
      const others = Object.entries(digestsOf('classic')).filter(([unit]) => unit !== 'cache::save')
      const seen = seenRules('classic', Object.fromEntries(others), 'v900', {})
      assert.deepEqual([...ruleChanges('classic', seen)], [['step/save-cache', 'v900']])
    })

    it('is dated by the first release in which it was seen, until it changes again', () => {
      const seen = (digest: string, release: string, before = {}) =>
        seenRules('classic', {...digestsOf('classic'), 'cache::save': digest}, release, before)
      const first = seen('abc', 'v900')
      const later = seen('abc', 'v910', first)
      assert.equal(ruleChanges('classic', later).get('step/save-cache'), 'v900')
      assert.equal(ruleChanges('classic', seen('def', 'v920', later)).get('step/save-cache'), 'v920')
    })

    it('is dated by the newer release where several units changed', () => {
      const {classic} = RULES
      const [one, other] = Object.keys(classic.units).filter((unit) => classic.units[unit]!.rests.includes('python-version::eol'))
      const seen = {...seenRules('classic', digestsOf('classic'), 'v800', {}), [one!]: {digest: 'a', release: 'v1000'}}
      const changes = ruleChanges('classic', {...seen, [other!]: {digest: 'b', release: 'v900'}})
      assert.equal(changes.get('python-version::eol'), 'v1000')
    })
  })

  describe('the rules of a file that anyone may have written', () => {
    const seen = seenRules('cnb', digestsOf('cnb'), '9.1.0', {})
    const [unit] = Object.keys(seen)

    it('are read as they were written', () => {
      assert.deepEqual(readSeenRules('cnb', structuredClone(seen)), seen)
    })

    for (const [what, value] of [
      ['nothing', null],
      ['a list', []],
      ['a unit less', {...seen, [unit!]: undefined}],
      ['a digest that is none', {...seen, [unit!]: {digest: '\u{1B}[31m', release: '9.1.0'}}],
      ['a release that is none', {...seen, [unit!]: {digest: 'abc', release: '9.1.0\n::error::'}}],
      ['another type', {...seen, [unit!]: 'abc'}],
    ] as const)
      it(`are refused: ${what}`, () => assert.equal(readSeenRules('cnb', value), undefined))
  })

  describe('the digests of the classic buildpack', () => {
    const {proved, units} = RULES.classic
    const changelog = path.join(BUILDPACK_CHECKOUT, 'CHANGELOG.md')
    const isProved = existsSync(changelog) && `v${changelogHead(readFileSync(changelog, 'utf8'))[0]}` === proved

    it('are those of its source', function () {
      if (!isProved) skip(this, `${NO_CHECKOUT}, of ${proved}`)
      const files = CLASSIC_RULE_FILES.map((file) => [file, readFileSync(path.join(BUILDPACK_CHECKOUT, file), 'utf8')] as const)
      const digests = classicRules(Object.fromEntries(files))
      assert.deepEqual(
        Object.entries(units).filter(([unit, {digest}]) => digests[unit] !== digest),
        [],
      )
    })
  })
})
