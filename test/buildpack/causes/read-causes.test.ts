import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import type {Cause} from '../../../src/buildpack/causes/cause.js'

import {causesIn, causesInLog} from '../../../src/buildpack/causes/read-causes.js'
import {RECORDED} from './recorded.js'

const FOLDER = path.join('test', 'buildpack', 'causes', 'outputs')

function outputOf(name: string): string {
  return readFileSync(path.join(FOLDER, `${name}.txt`), 'utf8')
}

/** As a build of Heroku prints it. */
function logOf(name: string): string {
  const heading = name.startsWith('app-')
    ? '-----> $ python manage.py collectstatic --noinput'
    : "-----> Installing dependencies using 'pip install -r requirements.txt'"
  const lines = outputOf(name)
    .split('\n')
    .map((line) => `remote:        ${line}`)
  return [
    'remote: -----> Building on the Heroku-26 stack',
    'remote: -----> Python app detected',
    'remote: -----> Installing Python 3.13.15',
    `remote: ${heading}`,
    ...lines,
    'remote:  !     Push rejected, failed to compile Python app.',
  ].join('\r\n')
}

describe('the causes in the output of a build', () => {
  it('are known of every recorded output', () => {
    const files = readdirSync(FOLDER).map((file) => path.parse(file).name)
    assert.deepEqual(files.sort(), Object.keys(RECORDED).sort())
  })

  for (const [name, causes] of Object.entries(RECORDED)) {
    it(`are read from ${name}`, () => {
      const found = causesIn(outputOf(name).split('\n'), name.startsWith('app-') ? 'collectstatic' : 'install')
      assert.deepEqual(found, causes)
    })

    it(`are read from a log of Heroku with ${name}`, () => {
      assert.deepEqual(causesInLog(logOf(name)), causes)
    })
  }

  const limits: [log: string, cause: Cause][] = [
    [
      '-----> Compressing...\n !     Compiled slug size: 502.5M is too large (max is 500M).\n !     See: x',
      {kind: 'slug-too-large', limit: '500M', size: '502.5M'},
    ],
    [
      "-----> Installing dependencies using 'pip install -r requirements.txt'\n       Collecting pandas==1.3.5\n         Downloading pandas-1.3.5.tar.gz (4.7 MB)\n !     Timed out running buildpack Python",
      {building: {name: 'pandas', version: '1.3.5'}, isBacktracking: false, kind: 'timeout'},
    ],
    [
      '-----> Installing requirements with pip\n       INFO: pip is looking at multiple versions of botocore to determine which version is compatible\n !     Timed out compiling Python app (15 minutes)',
      {building: null, isBacktracking: true, kind: 'timeout'},
    ],
    [
      '-----> Installing requirements with pip\n       Collecting torch\n         Downloading x.whl\n       /tmp/x/bin/steps/pip-install: line 7:   123 Killed   pip install\n       Killed',
      {kind: 'out-of-memory', package: {name: 'torch', version: null}},
    ],
    [
      '[Installing dependencies using pip]\nERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
      {kind: 'disk-full'},
    ],
  ]
  for (const [log, cause] of limits) it(`are the platform's: ${cause.kind}`, () => assert.deepEqual(causesInLog(log), [cause]))
})
