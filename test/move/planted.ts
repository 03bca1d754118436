import {NOTHING_MISSING} from '../../src/checks/check.js'
import type {TestMove, TestApp} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'
import {uvFiles} from '../support/uv-files.js'

/** A small app, a move, and what must be told of it: `id`s. What is not named is not compared. */
export interface PlantedMove {
  name: string
  files: TestFiles
  app?: TestApp
  to: TestMove['to']
  online?: TestMove['online']
  breaks?: readonly string[]
  matters?: readonly string[]
  heals?: readonly string[]
  stays?: readonly string[]
  /** What a message of these says. */
  says?: RegExp
}

const version = (python: string) => ({'.python-version': `${python}\n`})
const pip = (python: string, requirements = '') => ({...version(python), 'requirements.txt': requirements})
const APT = {buildpacks: ['heroku-community/apt', 'heroku/python']}

const uv = (python: string, name: string, pinned: string, requires = '>=3.10') => ({
  ...version(python),
  ...uvFiles({main: {[name]: pinned}, requires}),
})

/** To another Python. */
export const PYTHONS: readonly PlantedMove[] = [
  {breaks: [], files: pip('3.12', 'flask==3.1.2\n'), matters: [], name: 'pinned packages that fit', to: ['3.13']},
  {
    breaks: ['deps/python-unsupported'],
    files: pip('3.11', 'psycopg2-binary==2.9.5\n'),
    name: 'a version without a wheel, that cannot be compiled',
    to: ['3.13'],
  },
  {breaks: [], files: pip('3.12', 'psycopg2-binary==2.9.10\n'), name: 'the first version with a wheel', to: ['3.13']},
  {
    breaks: [],
    files: pip('3.13', 'psycopg2-binary==2.9.5\n'),
    name: 'a version that fails on both Pythons: nothing new',
    to: ['3.14'],
  },
  {
    breaks: ['deps/requires-python'],
    files: pip('3.13', 'Django==6.0\n'),
    name: 'a version for newer Pythons only, on the way back',
    to: ['3.11'],
  },
  {
    breaks: ['deps/module-removed'],
    files: {
      ...pip('3.11', 'flask==3.1.2\n'),
      'app.py': 'import imp\nimport flask\napp = flask.Flask("x")\n',
      Procfile: 'web: gunicorn app:app\n',
    },
    name: 'an import that the new Python lacks, in a Flask app',
    to: ['3.12'],
  },
  {
    breaks: [],
    files: {...pip('3.11', 'flask==3.1.2\n'), 'app.py': 'import importlib\n', Procfile: 'web: python app.py\n'},
    name: 'an import that stays',
    to: ['3.12'],
  },
  {
    breaks: ['version/requires-python-mismatch'],
    files: uv('3.12', 'flask', '3.1.2', '>=3.11,<3.13'),
    name: 'a project that does not allow the new Python',
    to: ['3.13'],
  },
  {breaks: [], files: uv('3.12', 'flask', '3.1.2'), name: 'a project that does', to: ['3.13']},
  {
    breaks: [],
    files: {...pip('3.10'), 'runtime.txt': 'python-3.10.21\n'},
    heals: ['version/runtime-txt'],
    name: 'runtime.txt, which the move replaces',
    to: ['3.13'],
  },
  {breaks: [], files: pip('3.10'), heals: ['version/deprecated'], name: 'away from a Python that ends', to: ['3.14']},
  {
    breaks: ['deps/requires-python'],
    files: pip('3.12', 'shop==1.0\n'),
    name: 'what only the index knows: another Python is asked for',
    online: {
      ...NOTHING_MISSING,
      firstThatFits: new Map([['shop', '2.0']]),
      forOtherPythons: new Map([['shop', {requires: '<3.13', version: '1.0'}]]),
      withoutWheel: new Map(),
    },
    to: ['3.13'],
  },
]

/** What an attempt to break the forecast has found. */
export const FOUND: readonly PlantedMove[] = [
  {
    breaks: ['deps/module-removed'],
    files: {...pip('3.12'), 'app.py': 'import cgi, imp\n', Procfile: 'web: python app.py\n'},
    name: 'a line with a module that is gone already, and one that goes',
    says: /imports cgi/,
    stays: ['deps/module-removed'],
    to: ['3.13'],
  },
  {
    breaks: ['version/requires-python-mismatch'],
    files: {
      ...pip('3.12', 'six==1.17.0\n'),
      'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.10,<3.13"\n',
    },
    name: 'a project that allows no newer Python, on the way to uv too',
    to: ['uv', '3.13'],
  },
  {breaks: [], files: {'README.md': ''}, matters: [], name: 'no Python app', to: ['3.13']},
  {
    app: {lastBuild: {python: '3.12.14'}},
    breaks: ['version/uv-needs-file'],
    files: {'requirements.txt': 'six==1.17.0\n'},
    name: 'an app that keeps the Python of its last build, on the way to uv',
    to: ['uv'],
  },
  {
    app: {buildpacks: ['moneymeets/python-poetry-buildpack', 'heroku/python']},
    files: {...version('3.12'), 'poetry.lock': '', 'pyproject.toml': '[tool.poetry]\nname = "shop"\n'},
    matters: ['move/fir-buildpacks'],
    name: 'a legacy buildpack, on the way to Fir',
    says: /heroku\/python does what it does/,
    to: ['fir'],
  },
]

/** To another stack. */
export const STACKS: readonly PlantedMove[] = [
  {
    breaks: [],
    files: pip('3.13', 'flask==3.1.2\n'),
    matters: [],
    name: 'an app that needs nothing of the stack',
    to: ['heroku-26'],
  },
  {
    app: {...APT, stack: 'heroku-22'},
    breaks: ['deps/apt-name-gone'],
    files: {...pip('3.13'), Aptfile: 'libgl1-mesa-glx\n'},
    heals: ['stack/deprecated'],
    name: 'an Aptfile with a name that Ubuntu dropped',
    to: ['heroku-24'],
  },
  {
    app: {...APT, stack: 'heroku-22'},
    breaks: [],
    files: {...pip('3.13'), Aptfile: 'libgl1\n'},
    name: 'an Aptfile with a name that Ubuntu kept',
    to: ['heroku-24'],
  },
  {
    app: {stack: 'heroku-22'},
    breaks: ['deps/vcs-unreachable'],
    files: pip('3.13', 'shop @ hg+https://example.com/shop\n'),
    name: 'a package from Mercurial, which later stacks lack',
    to: ['heroku-24'],
  },
  {
    app: {stack: 'heroku-24'},
    breaks: [],
    files: pip('3.13', 'shop @ hg+https://example.com/shop\n'),
    name: 'a package from Mercurial, which the present stack lacks already',
    to: ['heroku-26'],
  },
  {
    app: {stack: 'heroku-22'},
    breaks: ['build/hook-broken'],
    files: {...pip('3.13'), 'bin/pre_compile': '#!/usr/bin/env python\nprint(1)\n'},
    name: 'a hook that runs python before it is installed, which heroku-22 has',
    to: ['heroku-24'],
  },
  {
    app: {stack: 'heroku-22'},
    files: {...pip('3.13'), Procfile: 'web: python app.py\nrelease: git describe && python x.py\n', 'app.py': ''},
    matters: ['move/stack-program'],
    name: 'git in the release phase',
    to: ['heroku-24'],
  },
]

/** To Fir. */
export const FIR: readonly PlantedMove[] = [
  {breaks: [], files: {...pip('3.13', 'flask==3.1.2\n')}, name: 'a plain app', to: ['fir']},
  {
    breaks: ['fir/pipenv-unsupported'],
    files: {
      ...version('3.13'),
      Pipfile: '[packages]\nflask = "*"\n',
      'Pipfile.lock': '{"_meta": {"hash": {"sha256": "x"}}, "default": {"flask": {"version": "==3.1.2"}}, "develop": {}}',
    },
    name: 'an app with Pipenv',
    to: ['fir'],
  },
  {breaks: ['version/runtime-txt'], files: {...pip('3.13'), 'runtime.txt': 'python-3.13.15\n'}, name: 'runtime.txt', to: ['fir']},
  {files: {...pip('3.13'), 'bin/post_compile': 'true\n'}, matters: ['fir/hooks-ignored'], name: 'a build hook', to: ['fir']},
  {files: {...pip('3.13', 'nltk==3.9.2\n'), 'nltk.txt': 'stopwords\n'}, matters: ['build/nltk'], name: 'NLTK data', to: ['fir']},
  {
    app: {buildpacks: ['heroku/nodejs', 'heroku/python'], stack: 'heroku-24'},
    files: pip('3.13'),
    matters: ['move/fir-buildpacks'],
    name: 'a second classic buildpack',
    to: ['fir'],
  },
  {
    breaks: [],
    files: pip('3.13', 'shop==1.0\n'),
    matters: ['deps/no-wheel'],
    name: 'a package without a wheel for arm64',
    online: {
      ...NOTHING_MISSING,
      firstThatFits: new Map([['shop', '1.1']]),
      forOtherPythons: new Map(),
      withoutWheel: new Map([['shop', '1.0']]),
    },
    to: ['fir'],
  },
]

/** To uv. */
export const UV: readonly PlantedMove[] = [
  {breaks: [], files: {...pip('3.13', 'flask==3.1.2\n')}, name: 'pinned requirements', to: ['uv']},
  {breaks: [], files: pip('3.13', 'flask\n'), heals: ['deps/unpinned'], name: 'open requirements, which uv locks', to: ['uv']},
  {
    breaks: ['version/runtime-txt'],
    files: {'requirements.txt': 'flask==3.1.2\n', 'runtime.txt': 'python-3.13.15\n'},
    name: 'runtime.txt, which uv does not allow',
    to: ['uv'],
  },
  {
    breaks: ['version/uv-needs-file'],
    files: {'requirements.txt': 'flask==3.1.2\n'},
    name: 'no version file, which uv needs',
    to: ['uv'],
  },
  {
    breaks: ['build/hook-broken'],
    files: {...pip('3.13', 'flask==3.1.2\n'), 'bin/post_compile': '#!/bin/bash\nset -e\npip install x\n'},
    name: 'a hook with pip, which uv does not bring',
    to: ['uv'],
  },
  {breaks: [], files: uv('3.13', 'flask', '3.1.2'), matters: [], name: 'an app that uses uv already', to: ['uv']},
  {
    breaks: [],
    files: pip('3.13', 'flask==3.1.2\nshop @ git+ssh://git@example.com/shop\n'),
    name: 'a package over SSH, which stays out of reach',
    stays: ['deps/vcs-unreachable'],
    to: ['uv'],
  },
]

/** Several at once. */
export const TOGETHER: readonly PlantedMove[] = [
  {
    breaks: ['deps/python-unsupported', 'deps/apt-name-gone'],
    app: {...APT, stack: 'heroku-22'},
    files: {...pip('3.10', 'numpy==1.24.4\n'), Aptfile: 'libgl1-mesa-glx\n'},
    name: 'another stack and another Python',
    to: ['heroku-26', 'latest'],
  },
  {breaks: [], files: pip('3.12', 'flask==3.1.2\n'), name: 'uv, another Python and Fir', to: ['uv', '3.13', 'fir']},
]
