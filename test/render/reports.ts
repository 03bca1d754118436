import type {DoctorReport} from '../../src/doctor/report.js'
import type {Project} from '../../src/project/project.js'
import type {TestFiles} from '../support/repository.js'

import {appOf, committed, type DiagnosisOptions, reportOf, treeOf} from '../support/checks.js'
import {MADE_UP, MADE_UP_CHECKS, MADE_UP_IDS, MADE_UP_STALE} from './made-up.js'

/** Typical reports, and hostile ones, of which the tests of each form have their own view. All of them of made-up checks. */

const HEALTHY: TestFiles = {'.python-version': '3.91\n', 'app.py': '', 'requirements.txt': 'flask==3.1.2\n'}

const MANY: TestFiles = {
  ...HEALTHY,
  '.heroku-python.json': '{"suppress": {"colors/changes": "we deploy from CI", "shapes/flat": "turning it in May"}}',
  '.python-version': '3.90.2\n',
  'deep/down.py': '',
  'flat.cfg': '',
  'square.cfg': '',
}

const BOTH: TestFiles = {...HEALTHY, 'uv.lock': ''}

/** Everything that a terminal must not be given as it is. */
export const HOSTILE = '\u001B]0;owned\u0007\u001B[2J\u009B1m\u202Egnp.\u2066\u200F\u2028\nFAKE LINE\tx\u007F'

/** The doctor's report of a project, by the made-up checks. */
export function madeUpReport(project: Project, options: DiagnosisOptions = {}): DoctorReport {
  return reportOf(project, {checks: MADE_UP_CHECKS, known: MADE_UP_IDS, releaseData: MADE_UP, ...options})
}

function reportOn(files: TestFiles, options: DiagnosisOptions = {}, changes: string[] = []): DoctorReport {
  return madeUpReport(committed(treeOf(files), {changes, ignored: new Map(), names: new Set()}), options)
}

export const REPORTS: Record<string, () => DoctorReport> = {
  'a healthy app': () => reportOn(HEALTHY, {app: appOf()}),
  'a healthy app, with no app named': () => reportOn(HEALTHY),
  'a failing build': () => reportOn(BOTH),
  'a build that something else stops': () => reportOn(HEALTHY, {app: appOf({buildpacks: ['heroku/nodejs', 'heroku/python']})}),
  'many findings': () =>
    reportOn({...MANY, '.heroku-python.json': '{"suppress": {}}'}, {app: appOf({stack: 'heroku-22'})}, ['app.py', 'notes.md']),
  'old release data': () => reportOn({...HEALTHY, '.python-version': '3.92\n'}, {app: appOf(), releaseData: MADE_UP_STALE}),
  suppressions: () => reportOn(MANY, {app: appOf()}, ['app.py']),
  'an app on Fir': () => reportOn({...HEALTHY, 'square.cfg': ''}, {app: appOf({kind: 'cnb'})}),
  'an app on the container stack': () => reportOn(HEALTHY, {app: appOf({stack: 'container'})}),
  'no Python app': () => reportOn({'index.js': '', 'package.json': '{}'}),
  'a subfolder'() {
    const project = committed(treeOf({...HEALTHY, 'square.cfg': ''}))
    const notes = [{folder: 'services/shop', id: 'subfolder' as const}]
    return madeUpReport({...project, source: {...project.source, notes, path: '/repository/services/shop'}})
  },
  'a change that adds little': () => compared(reportOn(MANY, {app: appOf()}, ['app.py'])),
  'a hostile source': () => hostileReport(),
}

/** All but its last finding was there. */
function compared(report: DoctorReport): DoctorReport {
  const commit = '0123456789abcdef0123456789abcdef01234567'
  const [added, ...since] = report.findings.toReversed()
  return {...report, baseline: {commit, existing: 12, failedAlready: false, ref: 'origin/main', since}, findings: [added!]}
}

function hostileReport(): DoctorReport {
  const files = {
    '.heroku-python.json': JSON.stringify({suppress: {[HOSTILE]: 'x', 'colors/changes': HOSTILE, 'shapes/steady': ''}}),
    '.python-version': `${HOSTILE}\n`,
    [`${HOSTILE}/app.py`]: '',
    'requirements.txt': 'flask==3.1.2\n',
  }
  const project = committed(treeOf(files), {changes: [HOSTILE], ignored: new Map(), names: new Set()})
  const source = {...project.source, notes: [{folder: HOSTILE, id: 'subfolder' as const}], path: `/${HOSTILE}`}
  const app = {...appOf({buildpacks: [HOSTILE, 'heroku/python'], stack: HOSTILE}), name: HOSTILE}
  const report = madeUpReport({...project, source}, {app})
  return {...report, baseline: {...compared(report).baseline!, ref: HOSTILE}}
}
