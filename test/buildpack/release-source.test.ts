import assert from 'node:assert/strict'

import {readClassicRelease, UnknownSourceForm} from '../../src/buildpack/release-source.js'

type Source = Parameters<typeof readClassicRelease>[0]

/** A buildpack that never was, in the form of the real one. */
const SOURCE: Source = {
  'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n- Soon.\n\n## [v900] - 2031-02-03\n\n- Done.\n\n## [v899] - 2031-01-01\n',
  'bin/detect': [
    '',
    'KNOWN_PYTHON_PROJECT_FILES=(',
    '\tmain.py',
    '\t# Commonly seen misspellings of requirements.txt. (They are many.)',
    '\trequirementz.txt',
    '\t# Folders.',
    '\tvenv/',
    ')',
  ].join('\n'),
  'lib/checks.sh': [
    '\tcase "${stack}" in',
    '\t\theroku-30 | heroku-32)',
    '\t\t\treturn 0',
    '\t\t\t;;',
    '\t\told* | heroku-28)',
    '\t\t\t;;',
    '\tesac',
    '\tfor venv_name in ".venv" "venv"; do',
  ].join('\n'),
  'lib/pip.sh': 'SETUPTOOLS_VERSION=\'71.0.0\'\n\tif [[ "${python_major_version}" == +(3.15|3.16) ]]; then\n',
  'lib/python_version.sh': [
    'LATEST_PYTHON_3_15="3.15.9"',
    'LATEST_PYTHON_3_16="3.16.1"',
    'OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION=15',
    'NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION=16',
    'DEFAULT_PYTHON_FULL_VERSION="${LATEST_PYTHON_3_16}"',
    'MISSPELLED_PYTHON_VERSION_FILE_NAMES=(',
    '\t" .python-version"',
    '\t"\'.python-version\'"',
    ')',
    'function python_version::warn_if_deprecated_major_version() {',
    '\tif [[ "${version}" == "3.15" ]]; then',
    '\t\tPython 3.15 will reach its upstream end-of-life in October 2031,',
    '\t\tbuildpack on 1st January 2032.',
    '}',
  ].join('\n'),
  'requirements/pip.txt': 'pip==30.0\n',
  'requirements/pipenv.txt': 'pipenv==2031.1.0\n',
  'requirements/poetry.txt': 'poetry==3.0.0\n',
  'requirements/uv.txt': 'uv==1.0.0\n',
}

describe("a release's data in the buildpack's own source", () => {
  it('is read whole', () => {
    assert.deepEqual(readClassicRelease(SOURCE), {
      release: 'v900',
      released: '2031-02-03',
      python: {
        latest: {'3.15': '3.15.9', '3.16': '3.16.1'},
        oldest: '3.15',
        newest: '3.16',
        default: '3.16',
        deprecated: {version: '3.15', endOfLife: 'October 2031', removed: '2032-01-01'},
      },
      tools: {pip: '30.0', setuptools: '71.0.0', pipenv: '2031.1.0', poetry: '3.0.0', uv: '1.0.0'},
      setuptoolsFor: ['3.15', '3.16'],
      stacks: {supported: ['heroku-30', 'heroku-32'], endOfLife: ['old*', 'heroku-28']},
      files: {
        detected: ['main.py', 'requirementz.txt', 'venv/'],
        misspelledRequirements: ['requirementz.txt'],
        misspelledVersionFiles: [' .python-version', "'.python-version'"],
        venvFolders: ['.venv', 'venv'],
      },
    })
  })

  it('may have nothing that is deprecated', () => {
    const versions = SOURCE['lib/python_version.sh'].replace('"3.15" ]]', '"" ]]')
    assert.equal(readClassicRelease({...SOURCE, 'lib/python_version.sh': versions}).python.deprecated, null)
  })

  describe('is refused in any other form, never guessed', () => {
    const changes: [file: keyof Source, from: string, to: string][] = [
      ['CHANGELOG.md', '## [v', '## v'],
      ['bin/detect', 'KNOWN_PYTHON_PROJECT_FILES', 'FILES'],
      ['bin/detect', 'Commonly seen', 'Some'],
      ['lib/checks.sh', 'case "${stack}" in', 'case "$1" in'],
      ['lib/checks.sh', ' | heroku-32)', '; heroku-32)'],
      ['lib/checks.sh', 'venv_name', 'name'],
      ['lib/pip.sh', 'SETUPTOOLS_VERSION', 'VERSION'],
      ['lib/pip.sh', '+(', '@('],
      ['lib/python_version.sh', 'LATEST_PYTHON_', 'PYTHON_'],
      ['lib/python_version.sh', 'DEFAULT_PYTHON_FULL_VERSION', 'DEFAULT'],
      ['lib/python_version.sh', 'OLDEST_SUPPORTED', 'OLDEST'],
      ['lib/python_version.sh', 'NEWEST_SUPPORTED', 'NEWEST'],
      ['lib/python_version.sh', 'MISSPELLED_', ''],
      ['lib/python_version.sh', '1st January 2032', 'soon'],
      ['requirements/uv.txt', '==', '>='],
    ]
    for (const [file, from, to] of changes) {
      it(`${file} with ${JSON.stringify(to)} for ${JSON.stringify(from)}`, () => {
        assert.throws(() => readClassicRelease({...SOURCE, [file]: SOURCE[file].replaceAll(from, to)}), UnknownSourceForm)
      })
    }
  })
})
