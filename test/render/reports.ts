import type {DoctorReport} from '../../src/doctor/report.js'
import {appOf, committed, fixtureProject, FRESH, reportOf, STALE, treeOf} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'

/** Typical reports, and hostile ones, of which the tests of each form have their own view. */

const MANY: TestFiles = {
  '.heroku-python.json': '{"suppress": {"source/uncommitted-changes": "we deploy from CI", "version/eol": "moving in May"}}',
  '.python-version': '3.13.5\n',
  '.venv/pyvenv.cfg': 'home = /usr/bin\n',
  Procfile: 'web: pip install -r requirements.txt && gunicorn app:app\n',
  'app.py': 'import os\n\nos.system("pip install flask")\n',
  'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.14"\n',
  python_version: '3.12\n',
  'requirements.txt': 'flask==3.1.2\n',
}

/** Everything that a terminal must not be given as it is. */
export const HOSTILE = '\u001B]0;owned\u0007\u001B[2J\u009B1m\u202Egnp.\u2066\u200F\u2028\nFAKE LINE\tx\u007F'

export const REPORTS: Record<string, () => DoctorReport | Promise<DoctorReport>> = {
  'a healthy app': async () => reportOf(await fixtureProject('healthy_pip'), {app: appOf()}),
  'a healthy app, with no app named': async () => reportOf(await fixtureProject('healthy_uv')),
  'a failing build': async () => reportOf(await fixtureProject('source_multiple-managers')),
  'a build that something else stops': async () =>
    reportOf(await fixtureProject('healthy_pip'), {app: appOf({buildpacks: ['heroku/nodejs', 'heroku/python']})}),
  'many findings'() {
    const worktree = {changes: ['app.py', 'notes.md'], ignored: new Map(), names: new Set<string>()}
    return reportOf(committed(treeOf({...MANY, '.heroku-python.json': '{"suppress": {}}'}), worktree), {
      app: appOf({stack: 'heroku-22'}),
    })
  },
  'old release data': async () => reportOf(await fixtureProject('version_unknown-major'), {app: appOf(), releaseData: STALE}),
  suppressions() {
    const worktree = {changes: ['app.py'], ignored: new Map(), names: new Set<string>()}
    return reportOf(committed(treeOf(MANY), worktree), {app: appOf()})
  },
  'an app on Fir': async () => reportOf(await fixtureProject('version_runtime-txt'), {app: appOf({kind: 'cnb'})}),
  'an app on the container stack': async () => reportOf(await fixtureProject('healthy_pip'), {app: appOf({stack: 'container'})}),
  'no Python app': async () => reportOf(await fixtureProject('source_no-python')),
  async 'a subfolder'() {
    const project = await fixtureProject('version_pinned-outdated')
    const notes = [{folder: 'services/shop', id: 'subfolder' as const}]
    return reportOf({...project, source: {...project.source, notes, path: '/repository/services/shop'}})
  },
  'a hostile source': () => hostileReport(),
}

function hostileReport(): DoctorReport {
  const files = {
    '.heroku-python.json': JSON.stringify({suppress: {[HOSTILE]: 'x', 'source/uncommitted-changes': HOSTILE, 'version/eol': ''}}),
    '.python-version': `${HOSTILE}\n`,
    [`${HOSTILE}/app.py`]: 'import os\nos.system("pip install flask")\n',
    'requirements.txt': 'flask==3.1.2\n',
  }
  const worktree = {changes: [HOSTILE], ignored: new Map(), names: new Set<string>()}
  const project = committed(treeOf(files), worktree)
  const source = {...project.source, notes: [{folder: HOSTILE, id: 'subfolder' as const}], path: `/${HOSTILE}`}
  const app = {...appOf({buildpacks: [HOSTILE, 'heroku/python'], stack: HOSTILE}), name: HOSTILE}
  return reportOf({...project, source}, {app, releaseData: FRESH})
}
