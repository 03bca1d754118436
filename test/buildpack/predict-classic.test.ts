import assert from 'node:assert/strict'

import {predict, type PredictOptions} from '../../src/buildpack/predict.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {FOLDER, type Sketch, treeOf} from './tree.js'

const {python, tools} = builtInReleases.classic
const NEWEST = python.latest[python.default]!

const steps = (sketch: Sketch, options: PredictOptions = {}) => predict(treeOf(sketch), options).steps
/** The steps after the one that installs the dependencies. */
const lastSteps = (sketch: Sketch, options: PredictOptions = {}) => {
  const all = steps(sketch, options)
  return all.slice(all.findIndex((step) => step.includes('Installing dependencies')) + 1)
}

const poetryLock = (...packages: string[]) => packages.map((text) => `[[package]]\n${text}\n`).join('\n')

describe('a classic build', () => {
  describe('goes through the steps of its package manager', () => {
    const cases: [file: string, version: string, tool: string, command: string, ciCommand: string][] = [
      ['requirements.txt', '3.13', `pip ${tools.pip}`, 'pip install -r requirements.txt', 'pip install -r requirements.txt'],
      ['Pipfile.lock', '3.13', `Pipenv ${tools.pipenv}`, 'pipenv install --deploy', 'pipenv install --deploy --dev'],
      ['poetry.lock', '3.13', `Poetry ${tools.poetry}`, 'poetry sync --only main', 'poetry sync'],
      ['uv.lock', '3.13', `uv ${tools.uv}`, 'uv sync --locked --no-default-groups', 'uv sync --locked'],
      [
        'requirements.txt',
        '3.12',
        `pip ${tools.pip} and setuptools ${tools.setuptools}`,
        'pip install -r requirements.txt',
        'pip install -r requirements.txt',
      ],
    ]
    for (const [file, version, tool, command, ciCommand] of cases) {
      it(`${file} with Python ${version}`, () => {
        const sketch = {[file]: '{}', '.python-version': version}
        const expected = (shown: string, ...between: string[]) => [
          `-----> Using Python ${version} specified in .python-version`,
          `-----> Installing Python ${python.latest[version]}`,
          `-----> Installing ${tool}`,
          `-----> Installing dependencies using '${shown}'`,
          ...between,
          '-----> Saving cache',
        ]
        assert.deepEqual(steps(sketch), expected(command))
        const skips = '-----> Skipping Django collectstatic since the env var DISABLE_COLLECTSTATIC is set.'
        assert.deepEqual(steps(sketch, {ci: true}), expected(ciCommand, skips))
      })
    }

    it('installs requirements-test.txt on CI only', () => {
      const sketch = {'requirements.txt': '', 'requirements-test.txt': ''}
      assert.match(steps(sketch, {ci: true}).join('\n'), /-r requirements\.txt -r requirements-test\.txt'/)
      assert.doesNotMatch(steps(sketch).join('\n'), /requirements-test/)
    })
  })

  it('says which Python it takes when none is asked for', () => {
    assert.equal(
      steps({'requirements.txt': ''})[0],
      `-----> No Python version was specified. Using the buildpack default: Python ${python.default}`,
    )
    assert.equal(
      steps({'requirements.txt': ''}, {cachedPythonVersion: '3.12.1\n'})[0],
      '-----> No Python version was specified. Using the same major version as the last build: Python 3.12',
    )
    assert.equal(predict(treeOf({'requirements.txt': ''})).python_version, NEWEST)
  })

  it('runs the hooks, which are files', () => {
    const all = steps({'requirements.txt': '', 'bin/pre_compile': '', 'bin/post_compile': {link: 'pre_compile'}})
    assert.equal(all[0], '-----> Running bin/pre_compile hook')
    assert.deepEqual(all.slice(-2), ['-----> Running bin/post_compile hook', '-----> Saving cache'])
    assert.doesNotMatch(steps({'requirements.txt': '', 'bin/pre_compile': FOLDER}).join('\n'), /hook/)
  })

  it('runs the pre_compile hook before any check but that of the stack', () => {
    assert.deepEqual(steps({'bin/pre_compile': '', 'main.py': ''}), ['-----> Running bin/pre_compile hook'])
    assert.deepEqual(steps({'bin/pre_compile': '', 'main.py': ''}, {stack: 'heroku-20'}), [])
  })

  describe('downloads what NLTK is to have', () => {
    const downloading = '-----> Downloading NLTK corpora...'
    const cases: [title: string, sketch: Sketch, expected: string[]][] = [
      ['without nltk', {'requirements.txt': 'nltk-data\n', 'nltk.txt': 'a'}, []],
      ['without nltk.txt', {'requirements.txt': 'nltk==3.9.1'}, [downloading]],
      [
        'with nltk.txt',
        {'requirements.txt': 'NLTK>=3\r\n', 'nltk.txt': 'city_database\nstopwords\n'},
        [downloading, '-----> Downloading NLTK packages: city_database stopwords'],
      ],
      [
        'with an empty nltk.txt',
        {'requirements.txt': 'nltk', 'nltk.txt': ''},
        [downloading, '-----> Downloading NLTK packages: '],
      ],
      ['with nltk in an included file', {'requirements.txt': '-r req/base.txt', 'req/base.txt': 'nltk'}, [downloading]],
      ['with nltk in poetry.lock', {'poetry.lock': poetryLock('name = "nltk"')}, [downloading]],
      ['with nltk in a group of poetry.lock', {'poetry.lock': poetryLock('name = "nltk"\ngroups = ["dev"]')}, []],
      ['with nltk in Pipfile.lock', {'Pipfile.lock': '{"default": {"nltk": {}}}'}, [downloading]],
      ['with nltk for development in Pipfile.lock', {'Pipfile.lock': '{"develop": {"nltk": {}}}'}, []],
    ]
    for (const [title, sketch, expected] of cases) {
      it(title, () => assert.deepEqual(lastSteps(sketch), [...expected, '-----> Saving cache']))
    }

    it('on CI also when only the tests need it', () => {
      const develop = lastSteps({'Pipfile.lock': '{"develop": {"nltk": {}}}'}, {ci: true})
      assert.equal(develop[0], downloading)
      assert.equal(lastSteps({'requirements.txt': '', 'requirements-test.txt': 'nltk'}, {ci: true})[0], downloading)
    })
  })

  describe('runs collectstatic', () => {
    const django = {'requirements.txt': 'Django==5.2'}
    const disabledByFile = "-----> Skipping Django collectstatic since the file '.heroku/collectstatic_disabled' exists."
    const cases: [title: string, sketch: Sketch, expected: string[]][] = [
      ['not without Django', {'requirements.txt': '', 'manage.py': ''}, []],
      ['with manage.py', {...django, 'manage.py': ''}, ['-----> $ python manage.py collectstatic --noinput']],
      [
        'with the shallowest manage.py',
        {...django, 'b/manage.py': '', 'a/c/manage.py': ''},
        ['-----> $ python b/manage.py collectstatic --noinput'],
      ],
      [
        'not with a deeper one',
        {...django, 'a/b/c/manage.py': ''},
        ['-----> Skipping Django collectstatic since no manage.py file found.'],
      ],
      [
        'with the first by letters, and then the one without punctuation before them',
        {...django, '_a/manage.py': '', 'a/manage.py': '', 'b/manage.py': ''},
        ['-----> $ python a/manage.py collectstatic --noinput'],
      ],
      [
        'not with a link',
        {...django, 'manage.py': {link: 'x'}, x: ''},
        ['-----> Skipping Django collectstatic since no manage.py file found.'],
      ],
      [
        'not with one in a folder with a tab in its name',
        {...django, 'a\tb/manage.py': ''},
        ['-----> Skipping Django collectstatic since no manage.py file found.'],
      ],
      [
        'with the part before a tab, should that be a file',
        {...django, a: '', 'a\tb/manage.py': ''},
        ['-----> $ python a collectstatic --noinput'],
      ],
      ['not if a file disables it', {'requirements.txt': '', '.heroku/collectstatic_disabled': ''}, [disabledByFile]],
    ]
    for (const [title, sketch, expected] of cases) {
      it(title, () => assert.deepEqual(lastSteps(sketch), [...expected, '-----> Saving cache']))
    }

    it('not if a config var disables it, but the file is named first', () => {
      const byVar = '-----> Skipping Django collectstatic since the env var DISABLE_COLLECTSTATIC is set.'
      assert.equal(lastSteps({'requirements.txt': ''}, {collectstaticDisabled: true})[0], byVar)
      assert.equal(
        lastSteps({'requirements.txt': '', '.heroku/collectstatic_disabled': ''}, {collectstaticDisabled: true})[0],
        disabledByFile,
      )
    })
  })

  describe('stops where the buildpack would', () => {
    const cases: [sketch: Sketch, reason: string, detail: string | null][] = [
      [{'.heroku/python': '', Pipfile: ''}, 'checks::existing-python-dir', null],
      [{Pipfile: '', 'requirements.txt': ''}, 'package-manager::pipenv-missing-lockfile', null],
      [{'setup.py': ''}, 'package-manager::setup-py-only', null],
      [{'pyproject.toml': ''}, 'package-manager::none-found', null],
      [{'uv.lock': '', 'Pipfile.lock': '', 'requirements.txt': ''}, 'package-manager::multiple-found', 'pipenv,pip,uv'],
      [{'requirements.txt': '', 'venv/pyvenv.cfg': '', '.python-version': 'x'}, 'checks::existing-venv-dir', 'venv'],
      [
        {'requirements.txt': '', '.python-version': '3.12', python_version: ''},
        'python-version-file::misspelled',
        'python_version',
      ],
      [{'requirements.txt': '', '.python-version': '3.9'}, 'python-version::eol', '3.9'],
      [{'uv.lock': '', 'runtime.txt': 'python-3.99.1'}, 'python-version::unknown-major', '3.99'],
      [{'uv.lock': ''}, 'python-version-file::not-found', null],
      [{'uv.lock': '', 'runtime.txt': 'python-3.12'}, 'runtime-txt::not-supported', null],
    ]
    for (const [sketch, reason, detail] of cases) {
      it(`${reason}: ${Object.keys(sketch).join(', ')}`, () => {
        const {failure} = predict(treeOf(sketch))
        assert.deepEqual({detail: failure?.detail, reason: failure?.reason}, {detail, reason})
      })
    }
  })

  it('takes nothing but Python apps', () => {
    const {detected, failure, steps} = predict(treeOf({'package.json': '{}', 'app/main.py': ''}))
    assert.deepEqual({detected, failure, steps}, {detected: false, failure: null, steps: []})
  })
})
