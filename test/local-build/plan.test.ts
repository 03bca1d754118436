import assert from 'node:assert/strict'

import type {PlanOptions} from '../../src/local-build/plan/build-plan.js'

import {planBuild} from '../../src/local-build/plan/plan.js'
import {predict} from '../../src/buildpack/predict.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {planJson} from '../../src/local-build/documents.js'
import {treeOf} from '../buildpack/tree.js'
import {assertDocument} from '../support/json-schema.js'
import {printed} from '../support/plain-json.js'
import {NO_CONFIG_VARS} from './ui/samples.js'

const OPTIONS: PlanOptions = {
  buildpacks: ['heroku/python'],
  cached: null,
  ci: false,
  collectstaticDisabled: false,
  configVarNames: ['API_TOKEN', 'PATH', 'PIP_EXTRA_INDEX_URL'],
  interpreter: {bundledPip: null, home: null, origin: 'pyenv', program: '/python3.13', version: '3.13.0'},
  kind: 'classic',
  releases: builtInReleases,
  stack: 'heroku-24',
}
const SOURCE = {commit: 'abcdef0123456789', dirty: false, notes: [], path: '/app', ref: 'HEAD', repository: '/app'}

function plan(files: Record<string, string>, options: Partial<PlanOptions> = {}) {
  const built = planBuild({source: SOURCE, tree: treeOf(files)}, {...OPTIONS, ...options})
  const {release, released} = builtInReleases[built.kind]
  const buildpack = {kind: built.kind, release, released}
  const context = {app: {name: 'example-app'}, buildpack, configVars: NO_CONFIG_VARS, project: {source: SOURCE}}
  assertDocument('build-local-plan', printed(planJson(built, context)))
  return {...built, step: (id: string) => built.steps.find((step) => step.id === id)!}
}

const PIP = {'.python-version': '3.13\n', 'requirements.txt': 'idna\n'}

describe('the plan of a build', () => {
  it('has the step lines of the prediction', () => {
    for (const files of [
      PIP,
      {
        ...PIP,
        'bin/post_compile': '',
        'bin/pre_compile': '',
        'manage.py': '',
        'nltk.txt': 'a\nb\n',
        'requirements.txt': 'django\nnltk\n',
      },
      {'poetry.lock': '', 'pyproject.toml': ''},
      {'.python-version': '3.12\n', 'uv.lock': ''},
      {'Pipfile.lock': '{}'},
    ]) {
      const {steps} = predict(treeOf(files), {stack: 'heroku-24'})
      assert.deepEqual(
        plan(files).steps.flatMap(({stepLines}) => stepLines),
        ['-----> Python app detected', ...steps],
      )
    }
  })

  it('shows each command with its hidden arguments, and who sees which config vars', () => {
    const {step} = plan({...PIP, 'bin/post_compile': ''})
    assert.deepEqual(step('package-manager-install').commands, [
      {
        argv: [
          'python',
          '$BUNDLED_PIP/pip',
          'install',
          '--disable-pip-version-check',
          '--isolated',
          '--no-cache-dir',
          '--no-input',
          '--quiet',
          `pip==${builtInReleases.classic.tools.pip}`,
        ],
        env: [],
        shown: null,
      },
    ])
    assert.deepEqual(step('dependencies').commands, [
      {
        argv: [
          'pip',
          'install',
          '-r',
          'requirements.txt',
          '--exists-action=w',
          '--no-cache-dir',
          '--no-input',
          '--progress-bar',
          'off',
          '--src=$PYTHON_HOME/src',
        ],
        env: [],
        shown: 'pip install -r requirements.txt',
      },
    ])
    assert.deepEqual(step('dependencies').configVarNames, ['PIP_EXTRA_INDEX_URL'])
    assert.deepEqual(step('post-compile').configVarNames, ['API_TOKEN', 'PIP_EXTRA_INDEX_URL'])
    assert.deepEqual(plan({'.python-version': '3.13', 'uv.lock': ''}).step('dependencies').configVarNames, [])
    assert.match(step('source').decision.reason, /^commit abcdef0123 \(HEAD\)/)
    assert.equal(step('python').decision.reason, 'this machine has CPython 3.13.0 (pyenv); Heroku uses 3.13.15')
  })

  it('ends where the build would', () => {
    const two = plan({...PIP, 'poetry.lock': ''})
    assert.deepEqual(two.step('package-manager').decision, {
      reason: 'the build fails here: there are files of several package managers',
      status: 'runs',
    })
    assert.equal(two.step('venv-check').decision.status, 'not-reached')
    assert.equal(plan({'README.md': ''}).step('checks').decision.status, 'not-reached')
    assert.match(
      plan(PIP, {buildpacks: ['heroku/python', 'https://github.com/heroku/heroku-buildpack-python']}).step('checks').decision
        .reason,
      /has the Python buildpack twice/,
    )
    assert.match(plan(PIP, {stack: 'heroku-20'}).step('checks').decision.reason, /end of life/)
    const hook = plan({...PIP, 'bin/pre_compile': '', 'poetry.lock': ''})
    assert.match(hook.step('package-manager').decision.reason, /^unless bin\/pre_compile changes this, the build fails here/)
    const old = plan({...PIP, '.python-version': '3.9\n'})
    assert.deepEqual(old.step('python-version').stepLines, ['-----> Using Python 3.9 specified in .python-version'])
  })

  it('tells what becomes of the cache', () => {
    const cached = {
      buildData: {package_manager: 'pip', pip_version: builtInReleases.classic.tools.pip},
      hasSqliteHeaders: false,
      interpreter: OPTIONS.interpreter,
      pipfileLockSha256: null,
      pythonVersion: '3.13.15',
      requirements: new TextEncoder().encode('idna\n'),
      stack: 'heroku-24',
    }
    const warm = plan(PIP, {cached})
    assert.equal(warm.cache.status, 'reused')
    assert.deepEqual(warm.step('python').stepLines, ['-----> Using cached install of Python 3.13.15'])
    assert.deepEqual(warm.step('python').commands, [])
    const sticky = plan({'requirements.txt': 'idna\n'}, {cached: {...cached, pythonVersion: '3.12.1'}})
    assert.deepEqual(sticky.cache.reasons, ['The Python version has changed from 3.12.1 to 3.12.14'])
    assert.match(sticky.step('python-version').decision.reason, /the last build used Python 3\.12 \(now 3\.12\.14\)/)
    assert.equal(plan(PIP, {cached: 'disabled'}).step('save-cache').decision.status, 'skipped')
  })

  it('of a Fir app', () => {
    const fir = plan({...PIP, 'manage.py': '', 'requirements.txt': 'django\n'}, {kind: 'cnb'})
    const {steps} = predict(treeOf({...PIP, 'manage.py': '', 'requirements.txt': 'django\n'}), {kind: 'cnb'})
    assert.deepEqual(
      fir.steps.flatMap(({stepLines}) => stepLines),
      steps,
    )
    assert.deepEqual(fir.step('dependencies').configVarNames, ['API_TOKEN', 'PATH', 'PIP_EXTRA_INDEX_URL'])
    assert.match(plan(PIP, {configVarNames: ['PYTHONHOME'], kind: 'cnb'}).step('checks').decision.reason, /the build fails here/)
  })
})
