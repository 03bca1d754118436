import assert from 'node:assert/strict'

import type {Cause} from '../../../src/buildpack/causes/cause.js'

import {causesIn} from '../../../src/buildpack/causes/read-causes.js'
import {assertGrowth} from '../../support/growth.js'

function installing(...lines: string[]): readonly Cause[] {
  return causesIn(lines, 'install')
}

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
