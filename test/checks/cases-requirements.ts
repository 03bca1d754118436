import type {TestFiles} from '../support/repository.js'
import {built, type Case, FIR, fixture} from './case.js'

const HASH = `--hash=sha256:${'0'.repeat(64)}`
const COMMIT = '15db80de8cdd117a2cbacf63c531d4804e6bf5d3'
const utf16 = (text: string, mark: boolean) => Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le')

/** An app whose requirements.txt has these lines, and which is in order else. */
function lines(
  name: string,
  requirements: string | Uint8Array,
  findings: readonly string[],
  {app, files = {}}: {app?: Case['app']; files?: TestFiles} = {},
): Case {
  const text = typeof requirements === 'string' ? `${requirements}\n` : requirements
  return built(name, {'.python-version': '3.13\n', 'requirements.txt': text, ...files}, findings, app ? {app} : {})
}

const PINS: readonly Case[] = [
  lines('open versions', 'idna>=3\nattrs\ntomli==2.*\nsix~=1.17\ncertifi==2026.1.4', ['deps/unpinned warning']),
  lines('one package, and its version is open', 'idna', ['deps/unpinned warning']),
  lines('all versions are open, in an include too', '-r base.txt\nidna', ['deps/unpinned warning'], {
    files: {'base.txt': 'six>1\n'},
  }),
  lines('a version that another line pins', 'idna>=3\nidna==3.11', []),
  lines('a version that constraints with markers pin', '-c constraints.txt\nidna\nsix', ['deps/unpinned warning'], {
    files: {'constraints.txt': 'idna==3.11 ; python_version >= "3.8"\nsix==1.17.0 ; python_version < "3.8"\n'},
  }),
  lines('a version that constraints pin', '-c constraints.txt\nidna\nflask', [], {
    files: {
      'constraints.txt':
        'idna==3.11\nflask==3.1.2\nclick==8.3.0\nitsdangerous==2.2.0\njinja2==3.1.6\nmarkupsafe==3\nwerkzeug==3.1.3\n',
    },
  }),
  lines(
    'an open version for another system or Python',
    'idna==3.11\ncolorama; os_name == "nt"\ntomli; python_version < "3.11"',
    [],
  ),
  built(
    'an open version that depends on a Python that is not known',
    {'requirements.txt': 'idna==3.11\ntomli; python_version < "3.14"\n'},
    [],
  ),
  fixture('deps_includes', []),
  fixture('deps_top-level-pins', ['deps/transitive-unpinned warning']),
  fixture('deps_compiled', []),
  lines('pins of packages whose needs are not known', 'my-package==1.0\nflask==99.0\ngunicorn==27.0.1\ndjango==99.0', []),
  lines('hashes for all that is named', `flask==3.1.2 ${HASH}`, []),
  lines('a package of which one need is missing', 'requests==2.32.5\nurllib3==2.5.0\nidna==3.11\ncertifi==2026.1.4', [
    'deps/transitive-unpinned warning',
  ]),
]

const PLACES: readonly Case[] = [
  lines(
    'repositories without a fixed commit',
    [
      'git+https://github.com/example/one',
      'two @ git+https://github.com/example/two.git@main',
      '-e git+https://github.com/example/three.git@feature/new-thing#egg=three',
      'four @ git+ssh://git@github.com/example/four.git@stable/4.2.x',
      'five @ git+https://user:hunter2@github.com/example/five.git',
    ].join('\n'),
    [
      'deps/vcs-unreachable error',
      ...Array.from({length: 5}, () => 'deps/vcs-ref-floating warning'),
      'deps/credentials-in-file warning',
    ],
  ),
  lines(
    'repositories with a tag or a commit',
    [
      `one @ git+https://github.com/example/one@${COMMIT}`,
      'two @ git+https://github.com/example/two.git@v1.2',
      'three @ git+https://github.com/example/three.git@15db80d',
      'four @ git+https://github.com/example/four.git@main ; os_name == "nt"',
      '-e git+https://github.com/example/five@release-2024#egg=five',
    ].join('\n'),
    [],
  ),
  lines(
    '#egg= without -e',
    `git+https://github.com/example/one@${COMMIT}#egg=one\nhttps://example.com/two.zip#subdirectory=a&egg=two`,
    ['deps/egg-without-editable info', 'deps/egg-without-editable info'],
  ),
  lines(
    '#egg= with -e, and a fragment that is none',
    `-e git+https://github.com/example/one@${COMMIT}#egg=one\ntwo @ https://example.com/two.zip#sha256=00`,
    [],
  ),
  fixture('deps_conda-freeze', ['deps/local-file-url error']),
  lines('a path of Windows, and one above the source', 'C:\\wheels\\shop-1.0-py3-none-any.whl\n-e ../lib\n/home/me/lib', [
    'deps/local-file-url error',
  ]),
  lines('a path that a hook may fill', '/tmp/wheels/shop-1.0-py3-none-any.whl', ['deps/local-file-url warning'], {
    files: {'bin/pre_compile': '#!/bin/sh\ncurl -sO --output-dir /tmp/wheels https://example.com/shop-1.0-py3-none-any.whl\n'},
  }),
  lines('a path, and a hook that never writes it', '/tmp/wheels/shop-1.0-py3-none-any.whl', ['deps/local-file-url error'], {
    files: {'bin/pre_compile': '#!/bin/sh\necho hello\n'},
  }),
  lines('a path on another machine, for Windows only', 'shop @ file:///C:/shop ; sys_platform == "win32"', []),
  lines('the source by its path on Fir', '-e /workspace/lib', [], {app: FIR, files: {'lib/setup.py': ''}}),
  lines('a wheel of the repository', './wheels/shop-1.0-py3-none-any.whl', ['deps/local-path-unbumped info'], {
    files: {'wheels/shop-1.0-py3-none-any.whl': ''},
  }),
  lines('folders and archives of the repository', './lib\n-e ./lib\n./wheels/shop-1.0.tar.gz', [], {
    files: {'lib/setup.py': '', 'wheels/shop-1.0.tar.gz': ''},
  }),
  lines('a wheel of the repository on Fir', './wheels/shop-1.0-py3-none-any.whl', [], {
    app: FIR,
    files: {'wheels/shop-1.0-py3-none-any.whl': ''},
  }),
]

const PACKAGES: readonly Case[] = [
  lines('tools of the buildpack', 'pip==24.0\ndistribute==0.7.3\nwheel==0.45.1', [
    'deps/platform-tool-declared warning',
    'deps/platform-tool-declared warning',
    'deps/platform-tool-declared info',
  ]),
  built('setuptools with Python 3.12', {'.python-version': '3.12\n', 'requirements.txt': 'setuptools==80.9.0\n'}, [
    'deps/platform-tool-declared warning',
  ]),
  lines('setuptools with Python 3.13', 'setuptools==80.9.0\nsetuptools-scm==9.2.2\npip>=24,<27', ['deps/unpinned warning']),
  built('the setuptools of the buildpack', {'.python-version': '3.12\n', 'requirements.txt': 'setuptools==70.3.0\n'}, []),
  fixture('deps_windows-freeze', ['deps/windows-only error', 'deps/windows-only error']),
  lines('a package for Windows with a marker that lets it pass', 'pywin32==311 ; python_version >= "3.8"', [
    'deps/windows-only error',
  ]),
  lines('packages for macOS', 'pyobjc-framework-Cocoa==11.0\ntensorflow-macos==2.16.2', [
    'deps/windows-only error',
    'deps/windows-only error',
  ]),
  lines('packages for macOS with a marker', 'pyobjc-core==11.0 ; sys_platform == "darwin"\nappnope==0.1.4', []),
  lines('a package for Windows with a hash', `pywin32==311 ${HASH}`, ['deps/windows-only error']),
  lines('packages for Windows with a marker', 'pywin32==311; platform_system == "Windows"\npywinpty==3.0.2; os_name == "nt"', []),
  lines('pkg-resources==0.0.0', 'idna==3.11\r\npkg_resources==0.0.0\r\n# keep\r\nsix==1.17.0 # and this\r', [
    'deps/pkg-resources-zero error',
  ]),
  lines(
    'pkg-resources==0.0.0 twice, and in an include',
    'pkg-resources==0.0.0 \\\n  ; os_name == "posix"\n-r a.txt\npkg-resources==0.0.0',
    ['deps/pkg-resources-zero error', 'deps/pkg-resources-zero error'],
    {files: {'a.txt': '\uFEFFpkg-resources==0.0.0'}},
  ),
  lines('pkg-resources==0.0.0 in UTF-16', utf16('pkg-resources==0.0.0\n', true), [
    'deps/pkg-resources-zero error',
    'deps/requirements-encoding warning',
  ]),
  lines('pkg-resources in a comment, and another version', '# pkg-resources==0.0.0\npkg-resources-extra==0.0.0', []),
]

const ENCODINGS: readonly Case[] = [
  lines('requirements.txt in UTF-16', utf16('idna==3.11\r\n# caf\u00E9\r\n', true), ['deps/requirements-encoding warning']),
  lines('requirements.txt in UTF-16 without a mark', utf16('idna==3.11\r\n', false), ['deps/requirements-encoding error']),
  lines('requirements.txt in UTF-32', Buffer.from('fffe000069000000640000006e00000061000000', 'hex'), [
    'deps/unpinned warning',
    'deps/requirements-encoding warning',
  ]),
  lines('requirements.txt with a byte that is no UTF-8', Buffer.from('idna==3.11 # caf\u00E9\n', 'latin1'), [
    'deps/requirements-encoding error',
  ]),
  lines('a damaged requirements.txt in UTF-16', Buffer.from('fffe6900640000d86e00', 'hex'), ['deps/requirements-encoding error']),
  lines('an include in UTF-16', '-r base.txt', ['deps/requirements-encoding warning'], {
    files: {'base.txt': utf16('idna==3.11', true)},
  }),
  lines(
    'requirements.txt that names its encoding',
    Buffer.from('# -*- coding: latin-1 -*-\nidna==3.11 # caf\u00E9\n', 'latin1'),
    [],
  ),
  lines('requirements.txt in UTF-8 with a mark', '\uFEFFidna==3.11 # caf\u00E9\r\nsix==1.17.0', []),
]

const REFUSED: readonly Case[] = [
  lines(
    'hashes, and what can have none',
    `six==1.17.0 ${HASH}\n-e .\nlib @ git+https://github.com/example/lib@v1.0\n./vendor/x`,
    ['deps/hashes-with-editable error'],
    {files: {'setup.py': '', 'vendor/x/setup.py': ''}},
  ),
  lines('hashes, and a package without one', `six==1.17.0 ${HASH}\nidna==3.11`, ['deps/hashes-with-editable error']),
  lines('--require-hashes in an include', '-r a.txt\nsix==1.17.0', ['deps/hashes-with-editable error'], {
    files: {'a.txt': '--require-hashes\n'},
  }),
  lines(
    'hashes for everything that is installed',
    `-c hashes.txt\nsix==1.17.0\nidna==3.11 ${HASH}\nlib @ git+https://github.com/example/lib@v1.0 ; os_name == "nt"\nhttps://example.com/x.zip ${HASH}`,
    [],
    {files: {'hashes.txt': `six==1.17.0 ${HASH}\n`, 'setup.py': ''}},
  ),
  lines(
    'lines that pip refuses',
    [
      'flask=3.1.2',
      'numpy=2.3.1=py313h1234_0',
      'pip install six',
      '<<<<<<< HEAD',
      '--upgrade',
      'six==1.0 --hash=md5:00',
      'six; python_version',
      '-e git+https://github.com/example/x',
      './missing',
      'six>=1.*',
    ].join('\n'),
    Array.from({length: 10}, () => 'deps/invalid-requirement error'),
  ),
  lines(
    'a file that is none of requirements',
    Array.from({length: 40}, (_, index) => `line number ${index}`).join('\n'),
    Array.from({length: 10}, () => 'deps/invalid-requirement error'),
  ),
  lines('a line with a password that pip refuses', '-e https://user:hunter2@example.com/x.zip', [
    'deps/invalid-requirement error',
    'deps/credentials-in-file warning',
  ]),
  lines('a folder that a hook may make', './generated', ['deps/invalid-requirement warning'], {
    files: {'bin/pre_compile': '#!/bin/sh\nbin/generate generated\n'},
  }),
  lines('a folder, and a hook that makes another', './generated', ['deps/invalid-requirement error'], {
    files: {'bin/pre_compile': '#!/bin/sh\nmkdir -p other\n'},
  }),
  fixture('deps_includes-broken', [
    'deps/invalid-requirement error',
    'deps/invalid-requirement error',
    'deps/invalid-requirement error',
    'deps/invalid-requirement error',
  ]),
  lines(
    'lines that look wrong and are right',
    'six===1.17.0\nidna (==3.11)\ncertifi==2026.1.4,\n-r https://example.com/more.txt\n--pre\n-c constraints.txt # local\nattrs==25.4.0;python_version>"3"',
    [],
    {files: {'constraints.txt': 'six<2\n'}},
  ),
]

const SECRETS: readonly Case[] = [
  lines(
    'config vars in requirements.txt',
    [
      '--extra-index-url https://${INDEX_USER}:${INDEX_PASSWORD}@example.com/simple',
      'private @ git+https://${GITHUB_TOKEN}@github.com/example/private.git@v1.0',
    ].join('\n'),
    ['deps/private-vcs-env error', 'deps/private-vcs-env error'],
  ),
  lines(
    'a config var, and a buildpack before',
    'private @ git+https://${GITHUB_TOKEN}@github.com/example/private@v1.0',
    ['deps/private-vcs-env warning'],
    {app: {buildpacks: ['https://github.com/heroku/heroku-buildpack-github-netrc', 'heroku/python']}},
  ),
  lines('a config var that the Fir app has', 'private @ git+https://${GITHUB_TOKEN}@github.com/example/private@v1.0', [], {
    app: {...FIR, configVars: {GITHUB_TOKEN: 'x'}},
  }),
  lines(
    'a config var that the Fir app lacks',
    'private @ git+https://${GITHUB_TOKEN}@github.com/example/private@v1.0',
    ['deps/private-vcs-env error'],
    {app: FIR},
  ),
  lines(
    'variables that are no matter',
    '# ${TOKEN}\nsix==1.17.0 # ${TOKEN}\n--find-links ${HOME}/wheels\nx @ https://${TOKEN}@example.com/x.zip ; os_name == "nt"\nidna==3.11 ; "${lower}" != os_name',
    [],
  ),
  lines(
    'passwords and tokens',
    '--extra-index-url https://user:hunter2@example.com/simple\n# --index-url https://old:hunter2@example.com/simple\nx @ git+https://ghp_hunter2@github.com/example/x@v1.0',
    ['deps/credentials-in-file warning', 'deps/credentials-in-file warning', 'deps/credentials-in-file warning'],
  ),
  built(
    'a password in pyproject.toml',
    {
      '.python-version': '3.13\n',
      'pyproject.toml': '[[tool.uv.index]]\nurl = "https://user:hunter2@example.com/simple"\n',
      'uv.lock': 'version = 1\n',
    },
    ['deps/credentials-in-file warning'],
  ),
  lines(
    'users without a password',
    'x @ git+ssh://git@github.com/example/x@v1.0\ny @ git+https://git@github.com/example/y@v1.0\nz @ https://example.com/z@1.zip\nw @ https://<user>:<password>@example.com/w.zip',
    ['deps/vcs-unreachable error'],
  ),
]

export const REQUIREMENTS: readonly Case[] = [...PINS, ...PLACES, ...PACKAGES, ...ENCODINGS, ...REFUSED, ...SECRETS]

export const REQUIREMENTS_NEAR_MISSES: Readonly<Record<string, string>> = {
  'deps/unpinned': 'a version that constraints pin',
  'deps/transitive-unpinned': 'deps_compiled',
  'deps/vcs-ref-floating': 'repositories with a tag or a commit',
  'deps/egg-without-editable': '#egg= with -e, and a fragment that is none',
  'deps/platform-tool-declared': 'setuptools with Python 3.13',
  'deps/windows-only': 'packages for Windows with a marker',
  'deps/local-file-url': 'folders and archives of the repository',
  'deps/local-path-unbumped': 'folders and archives of the repository',
  'deps/pkg-resources-zero': 'pkg-resources in a comment, and another version',
  'deps/requirements-encoding': 'requirements.txt that names its encoding',
  'deps/hashes-with-editable': 'hashes for everything that is installed',
  'deps/invalid-requirement': 'lines that look wrong and are right',
  'deps/private-vcs-env': 'variables that are no matter',
  'deps/credentials-in-file': 'users without a password',
}
