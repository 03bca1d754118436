import assert from 'node:assert/strict'

import {isFailing, toJson} from '../../src/doctor/report.js'
import {plainStyle} from '../../src/render/terminal/style.js'
import {renderDoctorText} from '../../src/render/doctor/text.js'
import {appOf, committed, reportOf, type TestApp, treeOf} from '../support/checks.js'

interface Row {
  name: string
  files: Record<string, string>
  app?: TestApp
  /** The failure in the JSON document. */
  failure: null | string
  detected: boolean
  exitCode: 0 | 1
  says: RegExp
}

const UV = {
  'pyproject.toml': '[project]\nname = "a"\nversion = "1"\nrequires-python = ">=3.13"\ndependencies = []\n',
  'uv.lock': 'version = 1\nrequires-python = ">=3.13"\n\n[[package]]\nname = "a"\nversion = "1"\nsource = { virtual = "." }\n',
}
const NOT_FOUND = 'python-version-file::not-found'
const FLASK = {
  '.python-version': '3.14\n',
  Procfile: 'web: gunicorn app:app\n',
  'app.py': 'app = 1\n',
  'requirements.txt': 'gunicorn==23.0.0\n',
}

const ROWS: readonly Row[] = [
  {detected: true, exitCode: 1, failure: NOT_FOUND, files: UV, name: 'a certain failure', says: /^The build would fail/},
  {
    detected: true,
    exitCode: 1,
    failure: NOT_FOUND,
    files: {...UV, 'bin/pre_compile': 'echo hello\n'},
    name: 'a failure, and a hook that writes nothing',
    says: /^The build would fail/,
  },
  {
    detected: true,
    exitCode: 0,
    failure: null,
    files: {...UV, 'bin/pre_compile': 'echo 3.14 > .python-version\n'},
    name: 'a failure that a hook prevents',
    says: /^The build may fail/,
  },
  {
    app: {buildpacks: ['heroku/nodejs', 'heroku/python']},
    detected: true,
    exitCode: 1,
    failure: NOT_FOUND,
    files: {...UV, 'package.json': '{"scripts": {"build": "vite build"}}'},
    name: 'a failure that nodejs can’t prevent',
    says: /^The build would fail/,
  },
  {
    detected: true,
    exitCode: 0,
    failure: null,
    files: {...UV, '.heroku-python.json': '{"suppress": {"version/uv-needs-file": "we know"}}'},
    name: 'a failure that is suppressed',
    says: /^The build may fail/,
  },
  {
    app: {buildpacks: ['heroku/nodejs']},
    detected: false,
    exitCode: 1,
    failure: null,
    files: {...FLASK, 'package.json': '{}'},
    name: 'a list without Python',
    says: /^Heroku wouldn't install Python for example-app: it runs heroku\/nodejs, without heroku\/python/,
  },
  {
    detected: false,
    exitCode: 0,
    failure: null,
    files: {...UV, Dockerfile: 'FROM python\n', 'heroku.yml': 'build:\n  docker:\n    web: Dockerfile\n'},
    name: 'heroku.yml, and no app',
    says: /^Heroku builds this app from its Dockerfile \(heroku\.yml\)/,
  },
  {
    detected: false,
    exitCode: 0,
    failure: null,
    files: {...UV, 'app.json': '{"stack": "container"}'},
    name: 'the container stack in app.json, and no app',
    says: /^Heroku builds this app from its Dockerfile \(app\.json\)/,
  },
  {
    app: {},
    detected: true,
    exitCode: 1,
    failure: NOT_FOUND,
    files: {...UV, 'heroku.yml': 'build:\n  docker:\n    web: Dockerfile\n'},
    name: 'heroku.yml, and an app on a stack with buildpacks',
    says: /^The build would fail/,
  },
]

/** A failure in the document and exit code 0 never go together. */
describe('what becomes of a build', () => {
  for (const {app, detected, exitCode, failure, files, name, says} of ROWS) {
    it(name, () => {
      const report = reportOf(committed(treeOf(files)), {app: app ? appOf(app) : null})
      const {build} = toJson(report)
      assert.equal(build.failure?.reason ?? null, failure)
      assert.equal(build.detected, detected)
      assert.equal(isFailing(report, 'error') ? 1 : 0, exitCode)
      assert.match(renderDoctorText(report, {style: plainStyle, verbose: false, width: 200}), says)
    })
  }

  it('a failure of which no check is to tell is none in the document', () => {
    const report = reportOf(committed(treeOf(UV)), {checks: []})
    assert.equal(toJson(report).build.failure, null)
    assert.equal(isFailing(report, 'error'), false)
  })

  it('nothing fails at the level never', () => {
    assert.equal(isFailing(reportOf(committed(treeOf(UV))), 'never'), false)
  })
})
