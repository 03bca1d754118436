import assert from 'node:assert/strict'

import {backgroundText, logLines} from '../../../src/local-build/run/build-log.js'
import type {BuildEvent} from '../../../src/local-build/run/events.js'

describe('the build log', () => {
  const text = (event: BuildEvent, kind: 'classic' | 'cnb' = 'classic') => logLines(event, kind).map((line) => line.text)

  it('has the step lines and the output, indented as the buildpack indents them', () => {
    assert.deepEqual(text({line: '-----> Installing pip 26.2.1', step: 'package-manager-install', type: 'step-line'}), [
      '-----> Installing pip 26.2.1',
    ])
    assert.deepEqual(text({line: 'Collecting flask', step: 'dependencies', type: 'output'}), ['       Collecting flask'])
    assert.deepEqual(text({line: 'Collecting flask', step: 'dependencies', type: 'output'}, 'cnb'), ['Collecting flask'])
  })

  it('says nothing where Heroku says nothing', () => {
    assert.deepEqual(text({reason: 'no hook', step: 'pre-compile', type: 'step-skipped'}), [])
    assert.deepEqual(text({seconds: 1, step: 'python', type: 'step-done'}), [])
    assert.deepEqual(text({step: 'python', title: 'Python', type: 'step-started'}), [])
  })

  it('lays a failure out as output::error does, in 72 columns, with its reason', () => {
    const lines = logLines(
      {
        failure: {
          causes: [],
          detail: null,
          explanation: [
            'The tool said above what it could not install, and the words go on and on until they wrap.',
            'Run:\n  pip check',
          ],
          lastLines: [],
          reason: 'install-dependencies::pip',
          step: 'dependencies',
          title: 'pip could not install the dependencies',
        },
        seconds: 3,
        step: 'dependencies',
        type: 'step-failed',
      },
      'classic',
    )
    assert.deepEqual(
      lines.map((line) => line.text),
      [
        '',
        ' !     Error: Pip could not install the dependencies.',
        ' !     ',
        ' !     The tool said above what it could not install, and the words go',
        ' !     on and on until they wrap.',
        ' !     ',
        ' !     Run:',
        ' !       pip check',
        ' !     ',
        ' !     failure_reason: install-dependencies::pip',
        '',
      ],
    )
    assert.ok(lines.filter((line) => line.text !== '').every((line) => line.tone === 'error'))
  })

  it('lays failures, warnings and headings out as the CNB does: under a heading in brackets', () => {
    const failure = {
      causes: [],
      detail: null,
      explanation: ['Run it by hand.'],
      lastLines: [],
      reason: 'collectstatic-inspect-configuration',
      step: 'collectstatic',
      title: "Django couldn't load the app's settings, which is quite a long heading for one line",
    } as const
    assert.deepEqual(text({failure, seconds: 1, step: 'collectstatic', type: 'step-failed'}, 'cnb'), [
      '',
      "[Error: Django couldn't load the app's settings, which is quite a long heading for one line]",
      'Run it by hand.',
      '',
      'failure_reason: collectstatic-inspect-configuration',
      '',
    ])
    const lines = ['Warning: Old!', '', 'Very.']
    assert.deepEqual(text({id: 'x', lines, step: 'python-version', type: 'warning'}, 'cnb'), ['', '[Warning: Old]', 'Very.', ''])
    assert.deepEqual(text({line: '[Installing pip]', step: 'dependencies', type: 'step-line'}, 'cnb'), ['', '[Installing pip]'])
    assert.deepEqual(text({line: 'Installing pip 26', step: 'dependencies', type: 'step-line'}, 'cnb'), ['Installing pip 26'])
  })

  it('has no line for what runs in the background, which Heroku has none for; a reader is told all the same', () => {
    const program = (pid: number) => ({name: 'sleep', pid})
    assert.deepEqual(text({programs: [program(1)], step: 'pre-compile', type: 'waiting-for-background'}), [])
    assert.deepEqual(
      [[], [program(1), program(2)], [1, 2, 3, 4, 5].map((pid) => program(pid))].map((programs) => backgroundText(programs)),
      [
        'Waiting for programs that still run in the background, as Heroku does.',
        'Waiting for sleep (process 1), sleep (process 2) in the background, as Heroku does.',
        'Waiting for sleep (process 1), sleep (process 2), sleep (process 3) and 2 more in the background, as Heroku does.',
      ],
    )
  })

  it('tells of another build, and of warnings', () => {
    assert.deepEqual(text({pid: 42, type: 'waiting-for-lock'}), [
      '',
      ' !     Waiting for another build of this app to finish (process 42).',
      '',
    ])
    assert.deepEqual(text({id: 'x', lines: ['Old.', '', 'Very.'], step: 'python-version', type: 'warning'}), [
      '',
      ' !     Old.',
      ' !     ',
      ' !     Very.',
      '',
    ])
  })
})
