import assert from 'node:assert/strict'

import {type ExaminedApp, fleetExitCode, type FleetReport, worstFirst} from '../../src/doctor/fleet-report.js'
import {NO_SOURCE} from '../../src/doctor/no-source.js'
import {fleetTable} from '../../src/render/fleet/table.js'
import {fleetDetails, fleetHead, fleetRows} from '../../src/render/fleet/text.js'
import {plainStyle} from '../../src/render/terminal/style.js'
import {appOf, readSnapshot, type TestApp} from '../support/checks.js'
import {MADE_UP_CHECKS} from './made-up.js'
import {madeUpReport} from './reports.js'

function examined(app: string, test: TestApp): ExaminedApp {
  const checks = MADE_UP_CHECKS.filter(({appOnly}) => appOnly)
  const report = madeUpReport(NO_SOURCE, {app: {...appOf(test), name: app}, checks})
  const {findings, skipped} = report
  const buildpacks = [...(test.buildpacks ?? ['heroku/python'])]
  return {app, buildpacks, error: null, findings, kind: 'classic', python: '3.91.1', skipped, stack: test.stack ?? 'heroku-26'}
}

const REPORT: FleetReport = {
  apps: [
    examined('fine', {}),
    {app: 'closed', error: 'You do not have access to the app closed.'},
    examined('old', {
      buildpacks: ['heroku/nodejs', 'https://****@github.com/heroku/heroku-buildpack-python#v200'],
      configVars: {PATH: '/x'},
      stack: 'heroku-20',
    }),
    examined('ending', {stack: 'heroku-22'}),
  ].sort((a, b) => worstFirst(a, b)),
  left: 3,
  made: ['colors/stack'],
  needSource: 7,
  otherApps: 2,
  team: 'acme',
}

describe('a fleet in text', () => {
  for (const verbose of [false, true]) {
    it(verbose ? 'with --verbose' : 'briefly', () => {
      const rows = fleetRows(REPORT).map(({app, buildpacks, errors, python, stack, warnings}) =>
        [app, stack, python, buildpacks.join(', '), errors, warnings].join(' | '),
      )
      const details = fleetDetails(REPORT, {style: plainStyle, verbose, width: 80})
      const text = `${fleetHead(REPORT)}\n\n${rows.join('\n')}\n\n${details}\n`
      assert.equal(text, readSnapshot(new URL(`__snapshots__/fleet${verbose ? '.verbose' : ''}.txt`, import.meta.url), text))
    })
  }

  it('is a table in which names stay whole at 80 columns, and rows are lines for a program', () => {
    const rows = fleetRows(REPORT)
    const table = (width: number) => fleetTable(rows, {style: plainStyle, width}).split('\n')
    for (const width of [60, 80]) {
      for (const line of table(width)) assert.ok(line.length <= width, line)
      for (const {app, buildpacks} of rows)
        for (const name of [app, ...buildpacks])
          assert.ok(
            table(width).some((line) => line.includes(name)),
            name,
          )
    }

    assert.equal(table(Number.POSITIVE_INFINITY).length, rows.length + 2)
  })

  it('says what several apps have in common once, with their names', () => {
    const report = {...REPORT, apps: [examined('one', {stack: 'heroku-22'}), examined('two', {stack: 'heroku-22'})]}
    const text = fleetDetails(report, {style: plainStyle, verbose: false, width: 80})
    assert.equal(text.match(/colors\/stack/g)?.length, 1)
    assert.match(text, /Apps: one, two\n {2}help: heroku stack:set heroku-26 --app APP\n/)
  })

  it('is sorted worst first, with what could not be read at the end', () =>
    assert.deepEqual(
      REPORT.apps.map(({app}) => app),
      ['old', 'ending', 'fine', 'closed'],
    ))

  it('takes an interrupt for no answer', () => {
    const head = (report: Partial<FleetReport>) => fleetHead({...REPORT, ...report})
    assert.equal(head({apps: [], left: 3, otherApps: 0}), 'Interrupted before any Python app was checked; 3 apps were left.')
    assert.equal(head({apps: [], left: 0, otherApps: 0}), 'The team acme has no apps.')
    assert.equal(head({apps: [], left: 0, otherApps: 1, team: null}), 'No Python apps in the account (1 other app).')
  })

  it('has an exit code: an interrupt is no answer', () => {
    assert.equal(fleetExitCode(REPORT, 'error'), 2)
    assert.equal(fleetExitCode({...REPORT, left: 0}, 'error'), 1)
    assert.equal(fleetExitCode({...REPORT, left: 0}, 'never'), 0)
    assert.equal(fleetExitCode({...REPORT, apps: [], left: 0}, 'error'), 0)
  })
})
