import assert from 'node:assert/strict'

import type {Cause} from '../../../src/buildpack/causes/cause.js'
import {type CauseContext, explainCause} from '../../../src/buildpack/causes/explain.js'
import {RECORDED} from './recorded.js'

const HEROKU: CauseContext = {
  app: ' --app shop',
  isLocal: false,
  isOwn: (module) => module.startsWith('shop'),
  kind: 'classic',
  manager: 'pip',
  python: '3.13.15',
  pythons: ['3.10', '3.11', '3.12', '3.13', '3.14'],
  stack: 'heroku-26',
}

function textOf(cause: Cause, context: Partial<CauseContext> = {}): string {
  const {advice, what} = explainCause(cause, {...HEROKU, ...context})
  return [what, ...advice].join('\n')
}

const pyaudio = {name: 'PyAudio', version: '0.2.14'}
const header = (name: string): Cause => ({kind: 'missing-system', name, package: pyaudio, part: 'header'})
const module = (name: string): Cause => ({from: 'collectstatic', kind: 'missing-module', module: name})

describe('the words for a cause', () => {
  const cases: [what: string, cause: Cause, words: RegExp, context?: Partial<CauseContext>][] = [
    ['a release for another Python', RECORDED['pip-other-python']![0]!, /Python >=3\.7,<3\.11[^]*python:pin 3\.10/],
    ['a release for a newer Python', RECORDED['pip-newer']![0]!, /Python >=3\.12[^]*python:pin 3\.12/, {python: '3.11.9'}],
    ['an Ubuntu package', header('portaudio.h'), /heroku-26 doesn't have[^]*portaudio19-dev into a file named Aptfile/],
    ['one on Fir', header('portaudio.h'), /portaudio19-dev to the list in project\.toml/, {kind: 'cnb'}],
    ['one that only this machine lacks', header('libpq-fe.h'), /this machine lacks[^]*Install libpq-dev/, {isLocal: true}],
    ['GDAL', header('gdal.h'), /heroku-geo-buildpack/],
    ["SQLite's headers", header('sqlite3.h'), /pysqlite3 0\.6\.0/],
    ['CUDA', header('cuda_runtime.h'), /Heroku has no GPU/],
    ['a module of a known distribution', module('rest_framework'), /Add djangorestframework to requirements\.txt/],
    ['one, with uv', module('rest_framework'), /uv add djangorestframework/, {manager: 'uv'}],
    ["a module of the app's", module('shop.local'), /committed/],
    ['a module that nobody knows', module('blog'), /If blog is a part of the app/],
    ['a module that left Python', module('cgi'), /Python 3\.13 removed[^]*legacy-cgi[^]*python:pin 3\.12/],
    ['a name that left Django', RECORDED['app-name']![0]!, /since django 4\.0[^]*re_path/],
    ['a config var', RECORDED['app-keyerror']![0]!, /heroku config:set API_TOKEN=… --app shop/],
    ['a config var, here', RECORDED['app-keyerror']![0]!, /--env-file/, {isLocal: true}],
    ['a host without an address', RECORDED['uv-no-host']![0]!, /can't find the host git\.example\.com/],
    ['distutils', {kind: 'missing-in-build', module: 'distutils.core', package: pyaudio}, /Python 3\.12 removed[^]*pin 3\.11/],
  ]
  for (const [what, cause, words, context] of cases) it(`say it of ${what}`, () => assert.match(textOf(cause, context), words))

  it('propose no Python that the buildpack does not have', () => {
    const none = textOf(RECORDED['pip-other-python']![0]!, {pythons: ['3.12', '3.13']})
    assert.doesNotMatch(none, /python:pin/)
  })

  it('propose no Python where none is known to help', () => {
    for (const name of ['pip-sasl', 'pip-tables', 'pip-tf', 'poetry-windows'])
      assert.doesNotMatch(textOf(RECORDED[name]![0]!), /python:pin/, name)
  })

  it('propose one for which the version has a wheel', () => {
    assert.match(textOf(RECORDED['pip-greenlet']![0]!), /Use greenlet 3\.1[\d.]* or later[^]*python:pin 3\.10/)
  })

  it('commit no file that may hold secrets', () => {
    assert.match(textOf(RECORDED['app-file']![0]!), /if it holds no secrets/)
  })

  it('are whole sentences', () => {
    for (const [name, causes] of Object.entries(RECORDED)) {
      for (const cause of causes) {
        const {advice, what} = explainCause(cause, HEROKU)
        assert.match(what, /^[\w'].*\.$/, name)
        for (const text of advice) assert.match(text.split('\n')[0]!, /^[A-Z].*[.:]$/, `${name}: ${text}`)
      }
    }
  })
})
