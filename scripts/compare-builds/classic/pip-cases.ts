import {mkdirSync, renameSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import type {Case} from '../cases.js'
import {type Files, one, type Tree, twice, V, type Writer} from '../case-writer.js'
import type {Places} from './repositories.js'

const HASH = 'sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254'
const SETUPTOOLS = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
/** What the build put where, from the app's own side. */
const LOOKS = `#!/usr/bin/env bash
cat .heroku/python/lib/python*/site-packages/*.pth 2>/dev/null
python -c 'import sys; print(sys.path)'
pip list --format=freeze
ls -A .heroku/python/src .heroku/src 2>/dev/null | cat
`

/** A project below a folder, of which a command says where it runs from. */
export const library = (name: string, more = ''): Files => ({
  [`libs/${name}/pyproject.toml`]: `[project]\nname = "${name}"\nversion = "1.0"\n${more}[project.scripts]\n${name}-cmd = "${name}:main"\n${SETUPTOOLS}`,
  [`libs/${name}/src/${name}/__init__.py`]: 'def main():\n    print(__file__)\n',
})

/** What a requirements file can ask pip for. */
export function pipCases({app}: Writer, {index, repository}: Places): Case[] {
  const pip = (requirements: string, more: Files = {}, then?: Tree) =>
    app({...V, 'requirements.txt': requirements, ...more}, then)
  const project = {
    'pyproject.toml': `[project]\nname = "own-app"\nversion = "0.1"\ndependencies = ["six==1.16.0"]\n[project.optional-dependencies]\nweb = ["idna==3.6"]\n${SETUPTOOLS}`,
    'src/own_app/__init__.py': '',
  }
  const indexed = pip(`--extra-index-url ${index}\nownindexed==1.0\n`)
  return [
    twice(
      'pip-editable-app',
      pip('-e .[web]\n', {...project, 'bin/post_compile': `${LOOKS}python -c 'import own_app as a; print(a.__file__)'\n`}),
    ),
    twice(
      'pip-editable-library',
      pip('--editable=libs/ownlib\n', {...library('ownlib'), 'bin/post_compile': `${LOOKS}ownlib-cmd\n`}),
    ),
    twice('pip-editable-git', pip(`-e ${repository}#egg=ownvcs\n`, {'bin/post_compile': LOOKS})),
    twice('pip-git', pip(`ownvcs @ ${repository}@main\n`, {'bin/post_compile': LOOKS})),
    one('pip-git-no-branch', pip(`ownvcs @ ${repository}@nowhere\n`)),
    one('pip-includes', ...includes(pip)),
    one('pip-hashes-in-lines', pip(`six==1.16.0 \\\n    --hash=${HASH} \\\n    --hash=sha256:${'1'.repeat(64)}\n# idna\n`)),
    one('pip-hash-missing', pip(`six==1.16.0 --hash=${HASH}\nidna==3.6\n`)),
    one('pip-index', indexed, indexed, pip(`--extra-index-url ${index}\nownindexed==1.0\nsix==1.16.0\n`)),
    one('pip-index-variable', {env: {PIP_EXTRA_INDEX_URL: index}, tree: pip('ownindexed==1.0\n')}),
    one('pip-no-index', pip('--no-index\n--find-links wheels\nsix==1.16.0\n', {'wheels/x': ''})),
    one('pip-variables', {env: IGNORED, tree: pip('${SIX}\nidna==3.6\n', {'bin/post_compile': LOOKS})}),
    one('pip-utf-16', (folder) => writeUtf16(pip(''), folder)),
    one('pip-byte-order-mark', pip('\uFEFFsix==1.16.0\n'), pip('six==1.16.0\n')),
    one('pip-coding-line', (folder) => writeLatin1(pip(''), folder)),
    one('pip-linked-file', ...linked(pip)),
    twice(
      'pip-other-pip',
      pip('pip==24.3.1\nsetuptools==75.6.0\nwheel\nsix==1.16.0\n', {'bin/post_compile': `${LOOKS}pip --version | cut -c1-10\n`}),
    ),
    one('pip-conflict', pip('jinja2==3.1.4\nmarkupsafe==1.0\n')),
    twice(
      'pip-markers',
      pip('pywin32==306; sys_platform == "win32"\nrequests[socks]==2.32.3; python_version >= "3.8"\nidna<4,>=3\n'),
    ),
    ...[false, true].map((ci): Case => ({
      ...one(`pip-settings-files${ci ? '-ci' : ''}`, pip('six==1.16.0\n', SETTINGS_FILES)),
      ci,
    })),
    one('pip-option-unknown', pip('--no-deps\nsix==1.16.0\n')),
    one('pip-options', pip('--prefer-binary\n--pre\n--only-binary=:all:\nsix==1.16.0\n')),
    twice('pip-extension', pip('./native\n', extension('#include <Python.h>'))),
    one('pip-extension-no-header', pip('./native\n', extension('#include <Python.h>\n#include <nowhere/to-be-found.h>'))),
    one('pip-extension-sqlite', pip('./native\n', extension('#error "sqlite3.h: No such file or directory"'))),
    one('pip-own-backend', pip('./native\n', ownBackend('raise RuntimeError("no wheel today")'))),
    one(
      'pip-setup-prints',
      pip('-v ./native\n', {'native/setup.py': 'import sys\nprint("said by setup.py")\nsys.exit("no more")\n'}),
    ),
    one('pip-empty-app', app({'requirements.txt': '# nothing\n', 'runtime.txt': 'python-3.12\n'})),
    one('pip-folder-of-files', pip('-r requirements/*.txt\n', {'requirements/a.txt': 'six\n'})),
    one('pip-setup-only', app({...V, 'requirements.txt': '-e .\n', 'setup.py': 'from setuptools import setup\nsetup()\n'})),
  ]
}

/** pip's variables, of which a build sees none; and one that a requirements file names. */
const IGNORED = {
  PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
  PIP_NO_DEPS: '1',
  PIP_REQUIRE_VIRTUALENV: '1',
  PIP_TARGET: '/x',
  SIX: 'six==1.16.0',
  VIRTUAL_ENV: '/v',
}

/** Settings of tools that lie in an app: with Heroku CI, its folder is also the home folder. */
const SETTINGS_FILES: Files = {
  '.config/pip/pip.conf': '[install]\nno-compile = true\n[list]\nformat = json\n',
  '.config/uv/uv.toml': 'offline = true\n',
  '.gitconfig': '[user]\nname = x\n',
  '.netrc': 'machine example.com login a password b\n',
  '.pip/pip.conf': '[global]\nno-color = true\n',
  '.pydistutils.cfg': '[install]\nuser = 1\n',
  'bin/post_compile': `${LOOKS}echo "$HOME" | tr a-z A-Z; ls -A ~ | cat\n`,
  'pip.conf': '[global]\nindex-url = http://127.0.0.1:9/simple\n',
  'setup.cfg': '[install]\nprefix = /nowhere\n',
}

/** The file itself stays the same, so the cache is kept, whatever changes in those that it includes. */
function includes(pip: (requirements: string, more: Files) => Tree): Tree[] {
  const states = ['six==1.16.0\nidna\n', 'six==1.17.0\nidna\n', 'idna\n']
  return states.map((text) =>
    pip('-r reqs/prod.txt\n', {
      'limits.txt': 'idna==3.6\n',
      'reqs/base.txt': text,
      'reqs/prod.txt': '-r base.txt\n-c ../limits.txt\n',
    }),
  )
}

function writeUtf16(tree: Tree, folder: string): void {
  tree(folder)
  writeFileSync(path.join(folder, 'requirements.txt'), Buffer.from('\uFEFFsix==1.16.0\r\n', 'utf16le'))
}

function writeLatin1(tree: Tree, folder: string): void {
  tree(folder)
  writeFileSync(
    path.join(folder, 'requirements.txt'),
    Buffer.from('# -*- coding: latin-1 -*-\n# caf\u00E9\nsix==1.16.0\n', 'latin1'),
  )
}

function linked(pip: (requirements: string) => Tree): Tree[] {
  return ['six==1.16.0\n', 'six==1.16.0\n', 'idna==3.6\n'].map((text) => (folder) => {
    pip(text)(folder)
    mkdirSync(path.join(folder, 'reqs'))
    renameSync(path.join(folder, 'requirements.txt'), path.join(folder, 'reqs/base.txt'))
    symlinkSync('reqs/base.txt', path.join(folder, 'requirements.txt'))
  })
}

function extension(head: string): Files {
  return {
    'native/native.c': `${head}\nstatic struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "native", NULL, -1, NULL};\nPyMODINIT_FUNC PyInit_native(void) { return PyModule_Create(&module); }\n`,
    'native/setup.py':
      'from setuptools import Extension, setup\nsetup(name="native", version="1.0", ext_modules=[Extension("native", ["native.c"])])\n',
  }
}

function ownBackend(body: string): Files {
  const hook = (name: string) => `def ${name}(*args, **kwargs):\n    ${body}\n`
  return {
    'native/backend.py': `${hook('build_wheel')}${hook('build_sdist')}`,
    'native/pyproject.toml': '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
  }
}
