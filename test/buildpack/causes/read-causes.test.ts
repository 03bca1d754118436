import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import type {Cause} from '../../../src/buildpack/causes/cause.js'

import {causesIn, causesInLog} from '../../../src/buildpack/causes/read-causes.js'
import {assertGrowth} from '../../support/growth.js'
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

function installing(...lines: string[]): readonly Cause[] {
  return causesIn(lines, 'install')
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

describe('what is no cause', () => {
  it('a step that is over, and ended well', () => {
    const log = [
      '-----> Installing requirements with pip',
      '       ERROR: Failed building wheel for psycopg2-binary',
      '       Running setup.py install for psycopg2-binary: finished with status done',
      '       Successfully installed psycopg2-binary-2.9.9',
      '-----> $ python manage.py collectstatic --noinput',
      "       KeyError: 'SECRET_KEY'",
    ]
    assert.deepEqual(causesIn(log), [{from: 'collectstatic', kind: 'missing-variable', name: 'SECRET_KEY'}])
  })

  it("another buildpack's lines", () => {
    const log = ['-----> Node.js app detected', '-----> Installing binaries', "       ModuleNotFoundError: No module named 'gyp'"]
    assert.deepEqual(causesIn(log), [])
  })

  it('what a configuration only tries', () => {
    assert.deepEqual(installing('_configtest.c:1:10: fatal error: endian.h: No such file or directory'), [])
    assert.deepEqual(installing('/tmp/x/CMakeScratch/TryCompile/src.c:1:10: fatal error: foo.h: No such file or directory'), [])
  })

  it('files that a setup script reads', () => {
    assert.deepEqual(installing("FileNotFoundError: [Errno 2] No such file or directory: 'requirements.txt'"), [])
  })

  it('a key that is no variable, and a message that is no name', () => {
    assert.deepEqual(causesIn(["KeyError: 'sk_live_0123'", 'Exception: Set SECRET token sk_live_0123'], 'collectstatic'), [])
  })

  it('a module that was looked for first, and its stead', () => {
    const lines = [
      "ModuleNotFoundError: No module named 'MySQLdb'",
      'During handling of the above exception, another exception occurred:',
      "ModuleNotFoundError: No module named 'pymysql'",
    ]
    assert.deepEqual(causesIn(lines, 'collectstatic'), [{from: 'collectstatic', kind: 'missing-module', module: 'pymysql'}])
  })

  it('lines without end', () => {
    for (const pattern of [
      'The user requested ',
      'Requested a==1 from ',
      'a==1 depends on a==1 ',
      '1 Requires-Python >=1',
      'a/',
    ]) {
      assertGrowth(pattern, {
        make: (size: number) => pattern.repeat(size / pattern.length),
        read: (line) => causesIn([line], 'install'),
        size: 200_000,
      })
    }
  })
})

describe('secrets in a log', () => {
  it('get into no cause', () => {
    const secret = 'sk_live_9f8e7d6c5b4a'
    const lines = [
      `Looking in indexes: https://user:${secret}@index.example/simple`,
      `ERROR: Invalid requirement: 'https://user:${secret}@index.example/x.whl: y' (from line 3 of requirements.txt)`,
      `ERROR: HTTP error 401 while getting https://user:${secret}@index.example/x.whl`,
      `fatal: Authentication failed for 'https://${secret}@github.com/a/b.git/'`,
      `error: command 'gcc -DKEY=${secret}' failed`,
    ]
    const found = installing(...lines)
    assert.deepEqual(
      found.map(({kind}) => kind),
      ['not-a-requirement', 'no-access'],
    )
    assert.ok(!JSON.stringify(found).includes(secret))
  })
})
