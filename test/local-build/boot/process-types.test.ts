import assert from 'node:assert/strict'

import {withBootType} from '../../../src/cli/boot-flags.js'
import {missingTypes, processesToBoot} from '../../../src/local-build/boot/process-types.js'

describe('boot: which processes', () => {
  const PROCFILE = [
    {command: 'celery worker', type: 'worker'},
    {command: 'gunicorn app', type: 'web'},
    {command: 'migrate', type: 'release'},
    {command: 'beat', type: 'clock'},
  ]
  const chosen = (...asked: string[]) => processesToBoot(PROCFILE, asked).map(({isRun, type}) => (isRun ? type : `(${type})`))

  it('shows the release phase, and runs it only where it is named; it comes first, then web', () => {
    assert.deepEqual(chosen('web'), ['(release)', 'web'])
    assert.deepEqual(chosen('all'), ['(release)', 'web', 'worker', 'clock'])
    assert.deepEqual(chosen('release'), ['release'])
    assert.deepEqual(chosen('all', 'release'), ['release', 'web', 'worker', 'clock'])
    assert.deepEqual(chosen('clock', 'web'), ['(release)', 'web', 'clock'])
    assert.deepEqual(
      processesToBoot(PROCFILE, ['all']).map(({kind}) => kind),
      ['release', 'web', 'worker', 'worker'],
    )
  })

  it('knows what no line of the Procfile names', () => {
    assert.deepEqual(missingTypes(PROCFILE, ['web', 'all', 'wrker']), ['wrker'])
    assert.deepEqual(missingTypes([], ['web']), ['web'])
  })

  const argv: [given: string[], parsed: string[]][] = [
    [['--boot'], ['--boot', 'web']],
    [
      ['--boot', '--json'],
      ['--boot', 'web', '--json'],
    ],
    [
      ['--boot', 'all'],
      ['--boot', 'all'],
    ],
    [
      ['--boot', 'web', '--boot', 'worker'],
      ['--boot', 'web', '--boot', 'worker'],
    ],
    [
      ['--boot', 'web', 'worker', '-a', 'x'],
      ['--boot', 'web', 'worker', '-a', 'x'],
    ],
    [
      ['--boot=worker', '--verbose'],
      ['--boot=worker', '--verbose'],
    ],
    [
      ['--source', '--boot'],
      ['--source', '--boot', 'web'],
    ],
    [
      ['--boot-timeout', '5'],
      ['--boot-timeout', '5'],
    ],
    [[], []],
  ]
  for (const [given, parsed] of argv) {
    it(`a bare --boot is --boot web: ${given.join(' ')}`, () => assert.deepEqual(withBootType(given), parsed))
  }
})
