import assert from 'node:assert/strict'

import {answering, Harness, NEW, OLD, REPO, TOKEN} from './harness.js'
import {SOURCES} from './support.js'

const UNDO = ['--undo', '--yes']
const PRIVATE = 'https://user:canary@github.com/acme/private-pack.git'
const COPY = 'https://canary@github.com/acme/heroku-buildpack-python#v7'

describe('python:migrate-buildpack --undo', () => {
  const harness = new Harness()

  afterEach(async () => harness.stop())

  it('puts the old list back, entry for entry as it was', async () => {
    await harness.start()
    await harness.run(['--yes'])
    const json = await harness.json(UNDO)
    assert.deepEqual(harness.list, OLD)
    assert.deepEqual(json.after, [REPO, 'heroku/nodejs'])
    assert.equal(json.applied, true)
    assert.deepEqual(
      json.changes.map(({action}) => action),
      ['remove', 'add', 'keep'],
    )
  })

  it('can be undone itself', async () => {
    await harness.start()
    await harness.run(['--yes'])
    await harness.run(UNDO)
    await harness.run(UNDO)
    assert.deepEqual(harness.list, NEW)
    assert.equal(harness.saved.length, 1)
  })

  it('says so where there is nothing to put back', async () => {
    await harness.start()
    const {exitCode, stderr} = await harness.run(UNDO)
    assert.equal(exitCode, 2)
    assert.match(stderr, /no saved buildpack list differs from example's current one/)
  })

  it('shows the list and changes nothing with --dry-run, and without anybody to ask', async () => {
    await harness.start()
    await harness.run(['--yes'])
    assert.equal((await harness.run(['--undo', '--dry-run'])).exitCode, 0)
    const {exitCode, stderr} = await harness.run(['--undo'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /--app example --undo --yes/)
    assert.deepEqual(harness.list, NEW)
  })

  it('lists several saved lists, and asks which', async () => {
    await harness.start()
    await harness.run(['--yes'])
    harness.api.app('example').buildpacks = ['urn:buildpack:heroku/nodejs', REPO]
    await harness.run(['--yes'])
    const {stdout} = await harness.run(['--undo', '--dry-run'])
    assert.match(
      stdout,
      /Saved lists, newest first:\n {2}\d{4}-\d\d-\d\d [\d:]+ UTC: heroku\/nodejs, https:\/\/github\.com.*\n {2}.* UTC: https:/,
    )
    const prompter = answering({pick: async (lists) => lists.at(-1)!})
    assert.equal((await harness.run(['--undo'], {prompter})).exitCode, 0)
    assert.deepEqual(harness.list, OLD)
    await harness.run(['--undo'], {prompter: answering({pick: async () => null})})
    assert.deepEqual(harness.list, OLD)
  })

  it('tells a new app of the same name from the old one', async () => {
    await harness.start()
    await harness.run(['--yes'])
    harness.api.app('example').id = '01234567-89ab-cdef-0123-456789abcdef'
    assert.equal((await harness.run(UNDO)).exitCode, 2)
    assert.deepEqual(harness.list, NEW)
  })

  it('passes over saved files that are none', async () => {
    await harness.start()
    await harness.run(['--yes'])
    const {writeFileSync} = await import('node:fs')
    writeFileSync(`${harness.data}/${harness.api.app('example').id}/20990101T000000000Z.json`, '{"buildpacks": 3')
    await harness.run(UNDO)
    assert.deepEqual(harness.list, OLD)
  })

  describe('with credentials in a URL', () => {
    it('refuses to lose them without an answer of its own', async () => {
      await harness.start({buildpacks: [COPY]})
      const {exitCode, stderr} = await harness.run(['--yes'])
      assert.equal(exitCode, 2)
      assert.match(
        stderr,
        /https:\/\/\*\*\*\*@github\.com\/acme\/heroku-buildpack-python#v7: its credentials are not saved, so --undo can't restore it/,
      )
      assert.deepEqual(harness.list, [COPY])
    })

    it('goes on when the app is named, and says later what is missing', async () => {
      await harness.start({buildpacks: [COPY]})
      assert.equal((await harness.run(['--confirm', 'example'])).exitCode, 0)
      assert.deepEqual(harness.list, ['urn:buildpack:heroku/python'])
      const {exitCode, stderr} = await harness.run(UNDO)
      assert.equal(exitCode, 2)
      assert.match(stderr, /example's old list has URLs with credentials that were not saved; nothing changed/)
      assert.doesNotMatch(harness.saved.join(''), /canary/)
    })

    it('asks for the name in a terminal', async () => {
      await harness.start({buildpacks: [COPY]})
      const refused = await harness.run([], {prompter: answering({typeName: async () => false})})
      assert.equal(refused.exitCode, 2)
      assert.deepEqual(harness.list, [COPY])
    })

    it('takes those that are still in the list', async () => {
      await harness.start({buildpacks: [PRIVATE, REPO]})
      assert.equal((await harness.run(['--yes'])).exitCode, 0)
      assert.deepEqual(harness.list, [PRIVATE, 'urn:buildpack:heroku/python'])
      assert.equal((await harness.run(UNDO)).exitCode, 0)
      assert.deepEqual(harness.list, [PRIVATE, REPO])
      assert.doesNotMatch(harness.saved.join(''), /canary/)
    })
  })

  it('shows no secret anywhere: output, saved lists, JSON, debug output', async () => {
    const configVars = {BUILDPACK_URL: 'https://u:canary@example.com', POETRY_HTTP_BASIC_A_PASSWORD: 'canary', SECRET: 'canary'}
    const files = {
      ...SOURCES.pip,
      '.buildpacks': 'https://u:canary@example.com/x',
      'app.json': '{"buildpacks": [{"url": "https://u:canary@github.com/a/b"}]}',
    }
    await harness.start(
      {
        buildpacks: [
          PRIVATE,
          COPY,
          'https://example.com/pack.tgz?key=canary',
          'https://github.com/moneymeets/python-poetry-buildpack',
        ],
        configVars,
      },
      files,
    )
    let seen = ''
    for (const argv of [
      ['--dry-run'],
      ['--json'],
      ['--confirm', 'example'],
      ['--undo', '--yes'],
      ['--undo', '--json', '--yes'],
      ['--order', COPY, '--yes'],
    ]) {
      for (const list of [undefined, [PRIVATE, COPY]]) {
        if (list) harness.api.app('example').buildpacks = list
        const {stderr, stdout} = await harness.run(argv, {env: {DEBUG: '*'}})
        seen += stdout + stderr
      }
    }

    assert.match(seen, /\*\*\*\*@github\.com\/acme\/private-pack/)
    assert.doesNotMatch(seen + harness.saved.join(''), /canary/)
    assert.equal(harness.saved.length > 0, true)
    assert.ok(TOKEN.includes('canary'))
  })
})
