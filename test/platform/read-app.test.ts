import assert from 'node:assert/strict'

import {buildFolder, isAvailable} from '../../src/platform/app.js'
import {readApp} from '../../src/platform/read-app.js'
import {MASK} from '../../src/platform/secret.js'
import {ConnectedApi, VALUE} from './connected-api.js'

describe('reading an app', () => {
  const connected = new ConnectedApi()

  afterEach(() => connected.stop())

  it('takes three requests', async () => {
    const client = await connected.connect({
      apps: [
        {
          buildStack: 'heroku-26',
          buildpacks: ['heroku/nodejs', 'https://user:pass@example.com/buildpack.git#v1', 'heroku/python'],
          configVars: {DATABASE_URL: VALUE},
          name: 'example',
          stack: 'heroku-24',
        },
      ],
    })
    const app = await readApp('example', client)
    assert.ok(isAvailable(app.configVars))
    assert.equal(app.configVars.get('DATABASE_URL')?.reveal(), VALUE)
    assert.equal(JSON.stringify([...app.configVars]), `[["DATABASE_URL","${MASK}"]]`)
    assert.deepEqual(app.buildpacks, [
      {ref: 'heroku/nodejs'},
      {ref: 'https://****@example.com/buildpack.git#v1'},
      {ref: 'heroku/python'},
    ])
    const {buildStack, kind, name, stack} = app
    assert.deepEqual(
      {buildStack, kind, name, stack},
      {buildStack: 'heroku-26', kind: 'classic', name: 'example', stack: 'heroku-24'},
    )
    assert.deepEqual(connected.api.calls.sort(), [
      'GET /apps/example',
      'GET /apps/example/buildpack-installations',
      'GET /apps/example/config-vars',
    ])
    assert.ok(connected.api.requests.every((request) => !request.headers.range?.includes('max=1;')))
  })

  it('tells a Fir app, and finds one by its id', async () => {
    const client = await connected.connect({apps: [{generation: 'fir', name: 'fir-app', team: 'acme'}]})
    const app = await readApp(connected.api.app('fir-app').id, client)
    assert.equal(app.kind, 'cnb')
    assert.equal(app.name, 'fir-app')
    assert.deepEqual(app.buildpacks, [{ref: 'heroku/python'}])
    assert.equal(connected.api.requests.length, 2)
  })

  it('finds the folder that a buildpack makes the root', async () => {
    const subdir = 'https://github.com/timanovsky/subdir-heroku-buildpack'
    const client = await connected.connect({
      apps: [
        {buildpacks: [subdir, 'heroku/python'], configVars: {PROJECT_PATH: './backend/'}, name: 'before'},
        {buildpacks: ['heroku/python', subdir], configVars: {PROJECT_PATH: 'backend'}, name: 'after'},
        {buildpacks: [subdir, 'heroku/python'], name: 'unset'},
      ],
    })
    assert.equal(buildFolder(await readApp('before', client)), 'backend')
    assert.equal(buildFolder(await readApp('after', client)), '')
    assert.equal(buildFolder(await readApp('unset', client)), '')
  })
})
