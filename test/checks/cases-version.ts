import {built, type Case, FIR, fixture, PIP} from './case.js'

const utf16 = (text: string, mark = true) => Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le')
export const VERSIONS: readonly Case[] = [
  fixture('version_eol', ['version/eol error']),
  fixture('version_eol', ['version/eol error'], {app: FIR}),
  fixture('version_eol-runtime-txt', ['version/eol error', 'version/runtime-txt warning']),
  fixture('version_eol-pipfile-lock', ['version/eol error']),
  fixture('version_eol-requires-python', ['version/eol error']),
  built(
    'a runtime.txt with a patch release that the project does not allow',
    {
      'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.13"\n',
      'requirements.txt': 'six==1.17.0\n',
      'runtime.txt': 'python-3.12.1\n',
    },
    ['version/runtime-txt warning', 'version/patch-pinned warning', 'version/requires-python-mismatch warning'],
  ),
  built(
    'a Python that is no more, and a project that allows no other',
    {
      '.python-version': '3.8\n',
      'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.8,<3.10"\n',
      'requirements.txt': 'six==1.17.0\n',
    },
    ['version/eol error'],
  ),
  // 3.15, which release notes of newer buildpacks name: it may be there, so it's no error.
  fixture('version_unknown-major', ['version/unavailable warning']),
  fixture('version_unknown-major', ['version/unavailable warning'], {app: FIR}),
  built('a Python that no release notes name', {...PIP, '.python-version': '3.16\n'}, ['version/unavailable error']),
  built('a Python that no release notes name, on Fir', {...PIP, '.python-version': '3.16\n'}, ['version/unavailable error'], {
    app: FIR,
  }),
  fixture('version_unknown-major', ['version/unavailable warning'], {stale: true}),
  fixture('version_unknown-major-runtime-txt', ['version/unavailable error', 'version/runtime-txt warning']),
  fixture('version_unknown-patch', ['version/unavailable error']),
  fixture('version_unknown-patch', ['version/unavailable warning', 'version/patch-pinned warning'], {stale: true}),
  fixture('version_uv-without-file', ['version/uv-needs-file error']),
  fixture('version_uv-without-file', ['version/uv-needs-file error'], {app: FIR}),
  fixture('version_uv-without-file-bounded', ['version/uv-needs-file error']),
  fixture('version_uv-without-file-exact', ['version/uv-needs-file error']),
  built('a folder named .python-version, with uv', {'.python-version/a': '', 'uv.lock': 'version = 1\n'}, [
    'version/uv-needs-file error',
  ]),
  built(
    'a misspelled version file with uv on Fir',
    {'python-version': '3.12\n', 'uv.lock': 'version = 1\n'},
    ['version/uv-needs-file error', 'version/file-misspelled warning'],
    {app: FIR},
  ),
  fixture('version_runtime-txt', ['version/runtime-txt warning', 'version/patch-pinned warning']),
  fixture('version_runtime-txt', ['version/runtime-txt error'], {app: FIR}),
  fixture('version_runtime-txt-agrees', ['version/runtime-txt warning']),
  fixture('version_runtime-txt-disagrees', ['version/runtime-txt warning']),
  fixture('version_runtime-txt-uv', ['version/runtime-txt error']),
  fixture('version_runtime-txt-invalid', ['version/file-invalid error']),
  fixture('version_runtime-txt-invalid', ['version/runtime-txt error'], {app: FIR}),
  fixture('version_runtime-txt-two-lines', ['version/file-invalid error']),
  fixture('version_runtime-txt-masks-misspelled', ['version/runtime-txt warning', 'version/file-misspelled warning']),
  fixture('version_misspelled', ['version/file-misspelled error']),
  fixture('version_misspelled', ['version/file-misspelled warning', 'version/unspecified warning'], {app: FIR}),
  fixture('version_misspelled-twice', ['version/file-misspelled error', 'version/file-misspelled error']),
  built('a version file with a space before its name', {...PIP, ' .python-version': '3.13\n'}, ['version/file-misspelled error']),
  built('a version file in quotes', {...PIP, "'.python-version'": '3.13\n'}, ['version/file-misspelled error']),
  built('a version file in the wrong case', {...PIP, '.Python-version': '3.13\n'}, ['version/file-misspelled error']),
  fixture('version_similar-names', []),
  built('a runtime.txt in a subfolder', {...PIP, '.python-version': '3.13\n', 'old/runtime.txt': 'python-2.7\n'}, []),
]

export const FORMS: readonly Case[] = [
  fixture('version_invalid-prefix', ['version/file-invalid error']),
  fixture('version_invalid-quotes', ['version/file-invalid error']),
  fixture('version_invalid-comment', ['version/file-invalid error']),
  fixture('version_invalid-range', ['version/file-invalid error']),
  fixture('version_invalid-range', ['version/file-invalid error'], {app: FIR}),
  fixture('version_invalid-second-line', ['version/file-invalid error']),
  built('a version behind a no-break space', {...PIP, '.python-version': '# a\n\u00A03.13\n'}, ['version/file-invalid error']),
  built('a version with a NUL', {...PIP, '.python-version': '3.\u00001\n'}, ['version/file-invalid error']),
  built('a version with bytes that are no UTF-8', {...PIP, '.python-version': Buffer.from('3.13\u00E9\n', 'latin1')}, [
    'version/file-encoding error',
  ]),
  built('a version in digits of another script', {...PIP, '.python-version': '3.\u0661\u0663\n'}, ['version/file-invalid error']),
  built('an escape sequence and a bidi override for a version', {...PIP, '.python-version': '\u001B[31m3.13\u202E\n'}, [
    'version/file-invalid error',
  ]),
  built('a very long version', {...PIP, '.python-version': `${'9'.repeat(300)}\n`}, ['version/file-invalid error']),
  built('UTF-16 without a byte order mark', {...PIP, '.python-version': utf16('3.13', false)}, ['version/file-invalid error']),
  fixture('version_comments', []),
  built('Windows line ends', {...PIP, '.python-version': '# a\r\n3.13\r\n'}, []),
  built('UTF-16 with a byte order mark', {...PIP, '.python-version': utf16('# The version\r\n3.13\r\n')}, [
    'version/file-encoding error',
  ]),
  built('UTF-8 with a byte order mark', {...PIP, '.python-version': '\uFEFF3.13\n'}, ['version/file-encoding error']),
  built('UTF-16 with two versions', {...PIP, '.python-version': utf16('3.12\n3.13\n')}, ['version/file-encoding error']),
  built('UTF-8 comments', {...PIP, '.python-version': '# für Heroku\n3.13\n'}, []),
  fixture('version_multiple', ['version/file-multiple error']),
  fixture('version_none', ['version/file-multiple error']),
  built('an empty .python-version', {...PIP, '.python-version': ''}, ['version/file-multiple error']),
  fixture('version_unspecified', ['version/unspecified warning']),
  fixture('version_unspecified', ['version/unspecified warning'], {app: FIR}),
  fixture('version_unspecified', ['version/unspecified warning'], {
    app: {buildpacks: ['https://example.com/exporter', 'heroku/python']},
  }),
  fixture('version_unspecified-requires-python', ['version/unspecified warning']),
  built(
    'no version, and a hook and a buildpack that may write one',
    {...PIP, 'bin/pre_compile': '#!/bin/sh\ntrue\n'},
    ['version/unspecified warning'],
    {app: {buildpacks: ['https://example.com/exporter', 'heroku/python']}},
  ),
]

export const PINS: readonly Case[] = [
  fixture('version_pinned-latest', ['version/patch-pinned warning']),
  fixture('version_pinned-outdated', ['version/patch-pinned warning']),
  fixture('version_pinned-by-requires-python', ['version/patch-pinned warning']),
  fixture('version_pinned-pipfile-lock', ['version/patch-pinned warning']),
  fixture('version_pinned-pipfile-version', ['version/patch-pinned warning']),
  fixture('version_deprecated', ['version/deprecated warning']),
  fixture('version_deprecated-runtime-txt', ['version/runtime-txt warning', 'version/deprecated warning']),
  fixture('version_oldest-not-deprecated', []),
  fixture('version_mismatch-uv', ['version/requires-python-mismatch error']),
  fixture('version_mismatch-poetry', ['version/requires-python-mismatch warning']),
  fixture('version_mismatch-pipenv', ['version/requires-python-mismatch error']),
  fixture('version_mismatch-pip', ['version/requires-python-mismatch warning']),
  fixture('version_mismatch-unsupported', ['version/requires-python-mismatch error']),
  fixture('version_pipfile-lock-range', ['version/pipfile-lock-invalid error']),
  fixture('version_pipfile-lock-conflict', ['version/pipfile-lock-invalid error']),
  fixture('version_pipfile-lock-unread', []),
  built(
    'Pipfile.lock with a version in digits of another script',
    {
      Pipfile: '',
      'Pipfile.lock': '{"_meta": {"requires": {"python_version": "3.\u0661\u0663"}}}',
    },
    ['version/file-invalid error'],
  ),
]

export const STACKS: readonly Case[] = [
  fixture('healthy_pip', ['stack/eol error'], {app: {stack: 'heroku-20'}}),
  fixture('healthy_pip', ['stack/eol error'], {app: {stack: 'heroku-99'}}),
  fixture('healthy_pip', ['stack/deprecated warning'], {app: {stack: 'heroku-22'}}),
  fixture('healthy_pip', [], {app: {stack: 'heroku-24'}}),
  fixture('source_no-package-manager', ['stack/eol info'], {app: {stack: 'container'}}),
]
