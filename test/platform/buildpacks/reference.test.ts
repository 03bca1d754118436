import assert from 'node:assert/strict'
import * as fc from 'fast-check'

import {parseReference, runsSame, sameBuildpack, sameEntry} from '../../../src/platform/buildpacks/reference.js'

const word = fc.stringMatching(/^[a-z][a-z\d]{0,8}$/)
const slug = fc.tuple(word, word).map(([owner, name]) => `${owner}/${name}`)
const pin = fc.option(fc.stringMatching(/^[a-z\d][\w.-]{0,10}$/))

describe('a reference to a buildpack', () => {
  const cases: [given: string, shown: string, identity: string, pin: null | string][] = [
    ['heroku/python', 'heroku/python', 'heroku/python', null],
    ['  heroku/python\n', 'heroku/python', 'heroku/python', null],
    ['urn:buildpack:heroku/python', 'heroku/python', 'heroku/python', null],
    [
      'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku-community/apt.tgz',
      'heroku-community/apt',
      'heroku-community/apt',
      null,
    ],
    ['https://GitHub.com/Acme/Pack.git#Main', 'https://GitHub.com/Acme/Pack.git#Main', 'github.com/acme/pack', 'Main'],
    ['https://www.github.com/acme/pack/', 'https://www.github.com/acme/pack/', 'github.com/acme/pack', null],
    ['git@github.com:acme/pack.git', 'git@github.com:acme/pack.git', 'github.com/acme/pack', null],
    ['ssh://git@github.com/acme/pack', 'ssh://git@github.com/acme/pack', 'github.com/acme/pack', null],
    [
      'https://github.com/acme/pack/archive/v2.tar.gz',
      'https://github.com/acme/pack/archive/v2.tar.gz',
      'github.com/acme/pack',
      'v2',
    ],
    ['https://user:secret@github.com/acme/pack#v1', 'https://****@github.com/acme/pack#v1', 'github.com/acme/pack', 'v1'],
    ['https://secret@gitlab.com/acme/pack', 'https://****@gitlab.com/acme/pack', 'gitlab.com/acme/pack', null],
    ['https://example.com/pack.tgz?token=secret', 'https://example.com/pack.tgz?token=****', 'example.com/pack.tgz', null],
    ['something else', 'something else', 'something else', null],
    ['', '', '', null],
  ]
  for (const [given, shown, identity, version] of cases) {
    it(`reads ${JSON.stringify(given)}`, () => {
      const reference = parseReference(given)
      assert.deepEqual([reference.shown, reference.identity, reference.pin], [shown, identity, version])
      assert.equal(reference.stored.reveal(), given)
      assert.equal(reference.hasCredentials, shown.includes('****'))
    })
  }

  const same: [a: string, b: string, isSame: boolean][] = [
    ['heroku/python', 'https://github.com/heroku/heroku-buildpack-python.git', true],
    ['heroku-community/apt', 'https://github.com/heroku/heroku-buildpack-apt', true],
    ['heroku-community/geo', 'https://github.com/heroku/heroku-geo-buildpack.git', true],
    ['https://github.com/acme/pack', 'https://github.com/ACME/pack.git', true],
    ['heroku/python', 'https://github.com/heroku/heroku-buildpack-python#v256', false],
    ['heroku/python', 'https://github.com/acme/heroku-buildpack-python', false],
    ['heroku/nodejs', 'heroku/python', false],
    ['https://gitlab.com/acme/a', 'https://gitlab.com/acme/b', false],
  ]
  for (const [a, b, isSame] of same) {
    it(`${a} runs ${isSame ? 'the same' : 'something else'} as ${b}`, () => {
      assert.equal(runsSame(parseReference(a), parseReference(b)), isSame)
      assert.equal(runsSame(parseReference(b), parseReference(a)), isSame)
    })
  }

  it('is the same in every form', () => {
    fc.assert(
      fc.property(slug, pin, (name, version) => {
        const end = version === null ? '' : `#${version}`
        const forms = [
          `https://github.com/${name}${end}`,
          `http://github.com/${name}.git${end}`,
          `git://github.com/${name}.git${end}`,
          `ssh://git@github.com/${name}.git${end}`,
          `git@github.com:${name}.git${end}`,
          `https://user:pass@github.com:443/${name.toUpperCase()}/${end}`,
        ].map((form) => parseReference(form))
        assert.ok(
          forms.every((form) => sameBuildpack(form, forms[0]!)),
          forms.map(({identity}) => identity).join(' '),
        )
      }),
    )
  })

  it('is the same as a name, a URN and the registry’s tarball', () => {
    fc.assert(
      fc.property(slug, (name) => {
        fc.pre(!name.startsWith('heroku/'))
        const forms = [name, `urn:buildpack:${name}`, `https://buildpack-registry.s3.amazonaws.com/buildpacks/${name}.tgz`]
        const [first, ...others] = forms.map((form) => parseReference(form))
        assert.ok(others.every((other) => sameEntry(first!, other) && other.shown === name))
      }),
    )
  })

  it('never shows a credential, whatever it is', () => {
    const secret = fc.stringMatching(/^[A-Za-z\d!$&*+,;=._~-]{6,20}$/).map((text) => `Zq${text}qZ`)
    fc.assert(
      fc.property(secret, slug, fc.constantFrom('https', 'http', 'git', 'ssh'), (canary, name, scheme) => {
        for (const given of [
          `${scheme}://u:${canary}@github.com/${name}`,
          `${scheme}://${canary}@example.com/${name}.git#v1`,
          `${scheme}://example.com/x.tgz?key=${encodeURIComponent(canary)}`,
        ]) {
          const reference = parseReference(given)
          const seen = [reference.shown, reference.identity, reference.pin, reference.slug, JSON.stringify(reference)].join(' ')
          assert.ok(!seen.includes(canary) && !seen.includes(encodeURIComponent(canary)), seen)
          assert.ok(reference.hasCredentials)
        }
      }),
    )
  })

  it('takes any text, and shows it the same when read again', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 60}), (text) => {
        const once = parseReference(text)
        assert.equal(parseReference(once.shown).shown, once.shown)
      }),
    )
  })
})
