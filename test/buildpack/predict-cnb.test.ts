import assert from 'node:assert/strict'

import {predict} from '../../src/buildpack/predict.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {FOLDER, type Sketch, treeOf} from './tree.js'

const {forbiddenEnvVars, python, tools} = builtInReleases.cnb
const cnb = (sketch: Sketch, configVarNames?: string[]) =>
  predict(treeOf(sketch), {kind: 'cnb', ...(configVarNames && {configVarNames})})
const versionOf = (contents: Buffer | string) => {
  const {failure, python_version_requested: requested} = cnb({'requirements.txt': '', '.python-version': contents})
  return failure ? `${failure.reason.replace(/.*::/, '')}: ${failure.detail}` : requested
}

describe('a CNB build', () => {
  describe('goes through the steps of its package manager', () => {
    const cases: [file: string, name: 'pip' | 'Poetry' | 'uv', command: string][] = [
      ['requirements.txt', 'pip', 'pip install -r requirements.txt'],
      ['poetry.lock', 'Poetry', 'poetry sync --only main'],
      ['uv.lock', 'uv', 'uv sync --locked --no-default-groups'],
    ]
    for (const [file, name, command] of cases) {
      it(name, () => {
        assert.deepEqual(cnb({[file]: '', '.python-version': '3.13'}).steps, [
          '[Determining Python version]',
          'Using Python version 3.13 specified in .python-version',
          '[Installing Python]',
          `Installing Python ${python.latest['3.13']}`,
          `[Installing ${name}]`,
          `Installing ${name} ${tools[name.toLowerCase() as keyof typeof tools]}`,
          `[Installing dependencies using ${name}]`,
          'Creating virtual environment',
          `Running '${command}'`,
        ])
      })
    }
  })

  it('generates static files with a manage.py in the root only', () => {
    const last = (sketch: Sketch) => {
      const {steps} = cnb({'requirements.txt': 'django', ...sketch})
      return steps.slice(steps.indexOf('[Generating Django static files]'))
    }

    assert.deepEqual(last({'manage.py': ''}), ['[Generating Django static files]', "Running 'manage.py collectstatic'"])
    assert.match(last({'app/manage.py': ''})[1]!, /^Skipping automatic static file generation/)
  })

  describe('reads .python-version as Rust does', () => {
    const cases: [contents: Buffer | string, version: string][] = [
      ['3.12\n', '3.12'],
      ['\u00A0\u0085\u20073.12.1\r\n# no\n', '3.12.1'],
      ['+3.012', '3.12'],
      ['3.12.65535', '3.12.65535'],
      ['3.12.65536', 'invalid-version: 3.12.65536'],
      ['3', 'invalid-version: 3'],
      ['3.12.', 'invalid-version: 3.12.'],
      ['3.-1', 'invalid-version: 3.-1'],
      ['3.1²', 'invalid-version: 3.1\uFFFD'],
      ['\uFEFF3.12', 'invalid-version: \uFFFD3.12'],
      ['3.1\u007F\u0000', 'invalid-version: 3.1\uFFFD\uFFFD'],
      ['x\ny', 'multiple-versions: x,y'],
      ['# 3.12\n', 'no-version: null'],
      [Buffer.from('3.12\u00E9', 'latin1'), 'invalid-encoding: null'],
      ['3.9.1', 'eol: 3.9'],
      ['3.15', 'unknown-major: 3.15'],
      ['4.0', 'unknown-major: 4.0'],
    ]
    for (const [contents, expected] of cases) {
      it(JSON.stringify(contents.toString()), () => assert.equal(versionOf(contents), expected))
    }
  })

  describe('stops where the buildpack would', () => {
    const cases: [sketch: Sketch, reason: string, detail: string | null][] = [
      [{'Pipfile.lock': ''}, 'package-manager::none-found', null],
      [{'requirements.txt': FOLDER, 'uv.lock': ''}, 'package-manager::multiple-found', 'pip,uv'],
      [{'requirements.txt': '', 'runtime.txt': FOLDER, '.python-version': '3.12'}, 'runtime-txt::not-supported', null],
      [{'uv.lock': ''}, 'python-version-file::not-found', null],
    ]
    for (const [sketch, reason, detail] of cases) {
      it(`${reason}: ${Object.keys(sketch).join(', ')}`, () => {
        const {failure} = cnb(sketch)
        assert.deepEqual({detail: failure?.detail, reason: failure?.reason}, {detail, reason})
      })
    }

    it('for config vars that would break it, in its own order, before anything else', () => {
      const [first, second] = forbiddenEnvVars as [string, string]
      const {failure} = cnb({'Pipfile.lock': ''}, ['DEBUG', second, first])
      assert.deepEqual([failure?.reason, failure?.detail], ['checks::forbidden-env-vars', `${first},${second}`])
      assert.equal(cnb({'requirements.txt': ''}, ['DEBUG', 'PIP_EXTRA_INDEX_URL']).failure, null)
    })
  })

  it('takes the default version, with a folder named .python-version too', () => {
    const prediction = cnb({'requirements.txt': '', '.python-version': FOLDER})
    assert.equal(prediction.python_version_origin, 'default')
    assert.equal(prediction.python_version, python.latest[python.default])
    assert.deepEqual(prediction.warnings, ['python-version-unspecified'])
  })

  describe('ends where nobody can tell if a file exists', () => {
    const LOOP = {link: 'loop'}
    const cases: [sketch: Sketch, file: string, detected: boolean][] = [
      [{'app.py': LOOP, 'requirements.txt': ''}, 'app.py', false],
      [{__pycache__: LOOP}, '__pycache__', false],
      [{'.venv': {link: 'x'.repeat(256)}}, '.venv', false],
      [{'app.py': '', 'poetry.lock': LOOP, 'requirements.txt': '', 'uv.lock': LOOP}, 'poetry.lock', true],
      [{'app.py': '', 'poetry.lock': LOOP, 'requirements.txt': LOOP}, 'requirements.txt', true],
    ]
    for (const [sketch, file, detected] of cases) {
      it(Object.keys(sketch).join(', '), () => {
        const prediction = cnb({...sketch, loop: LOOP})
        assert.equal(prediction.detected, detected)
        assert.equal(prediction.failure?.reason, 'internal-error')
        assert.equal(prediction.failure.detail, `Unable to check if ${file} exists`)
      })
    }

    it('looks no further than the first file', () => {
      assert.equal(cnb({'.python-version': '3.13', 'app.py': LOOP, loop: LOOP, 'requirements.txt': ''}).failure, null)
    })

    it('asks for manage.py once the packages are installed, and of Django only', () => {
      const of = (requirements: string) => cnb({'manage.py': LOOP, loop: LOOP, 'app.py': '', 'requirements.txt': requirements})
      assert.equal(of('flask').failure, null)
      const {failure, python_version: version, steps} = of('django')
      assert.equal(failure?.detail, 'Unable to check if manage.py exists')
      assert.deepEqual([version, steps.at(-1)], [python.latest[python.default], '[Generating Django static files]'])
    })
  })

  it('warns of a deprecated version and knows an outdated one', () => {
    const {
      python_version_outdated: outdated,
      python_version_pinned: pinned,
      warnings,
    } = cnb({
      'requirements.txt': '',
      '.python-version': '3.10.1',
    })
    assert.deepEqual({outdated, pinned, warnings}, {outdated: true, pinned: true, warnings: ['python-version-deprecated']})
  })
})
