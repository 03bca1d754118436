import {built, type Case, FIR, fixture, PIP, within} from './case.js'
import {BUILDPACKS, BUILDPACKS_NEAR_MISSES} from './cases-buildpacks.js'

const APP = {...PIP, '.python-version': '3.13\n'}
const UV = {
  '.python-version': '3.13\n',
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.13"\n',
  'uv.lock': 'version = 1\nrequires-python = ">=3.13"\n',
}
const vars = (configVars: Record<string, string>) => ({app: {configVars}})

const HOSTILE: readonly Case[] = [
  fixture('healthy_pip', ['config/hostile-var warning'], vars({PATH: '/x', PYTHONHOME: '/x'})),
  fixture('healthy_pip', ['config/hostile-var warning'], vars({PIP_TARGET: '/x', PYTHONUSERBASE: '/x'})),
  fixture(
    'healthy_pip',
    ['config/hostile-var warning', 'config/hostile-var warning'],
    vars({LD_LIBRARY_PATH: '/x', VIRTUAL_ENV: '/x'}),
  ),
  fixture('healthy_uv', ['config/hostile-var error'], {app: {configVars: {UV_PYTHON: '/x', VIRTUAL_ENV: '/x'}, kind: 'cnb'}}),
  fixture('healthy_uv', ['config/hostile-var warning'], {app: {configVars: {PATH: '/x'}, kind: 'cnb'}}),
  fixture('healthy_pip', ['config/pythonpath warning'], vars({PYTHONPATH: '/x', UV_FOO: 'x', path: '/x'})),
]

const DJANGO = {
  '.python-version': '3.13\n',
  'manage.py': 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'requirements.txt': 'django==5.2.7\nwhitenoise==6.11.0\n',
  'shop/settings.py': 'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_ROOT = "staticfiles"\n',
}
const NO_STATIC = vars({DISABLE_COLLECTSTATIC: '1'})

const CONFIG: readonly Case[] = [
  built('BUILDPACK_URL beside a list', APP, ['config/buildpack-url warning'], vars({BUILDPACK_URL: 'https://example.com/a'})),
  built('LANGUAGE_PACK_URL and BUILDPACK_URL without a list', APP, ['config/buildpack-url warning'], {
    app: {buildpacks: [], configVars: {BUILDPACK_URL: 'https://example.com/a', LANGUAGE_PACK_URL: 'x'}},
  }),
  built('config vars named almost like BUILDPACK_URL', APP, [], vars({BUILDPACK_URLS: 'x', MY_BUILDPACK_URL: 'x'})),

  built('PYTHONPATH with other folders', APP, ['config/pythonpath warning'], vars({PYTHONPATH: '/app/src:lib'})),
  built('PYTHONPATH with the folder of the app', APP, [], vars({PYTHONPATH: '/app/src:/app/'})),
  built('PYTHONPATH on Fir', APP, [], {app: {...FIR, configVars: {PYTHONPATH: 'src'}}}),

  built(
    'settings of pip',
    APP,
    ['config/ignored-pip-var info'],
    vars({PIP_INDEX_URL: 'https://example.com/x', PIP_NO_BINARY: 'x'}),
  ),
  built('PIP_EXTRA_INDEX_URL', APP, [], vars({PIP_EXTRA_INDEX_URL: 'https://example.com/x'})),
  built('PIP_EXTRA_INDEX_URL with uv', UV, ['config/ignored-pip-var info'], vars({PIP_EXTRA_INDEX_URL: 'https://example.com/x'})),
  built('settings of pip on Fir', APP, [], {app: {...FIR, configVars: {PIP_INDEX_URL: 'https://example.com/x'}}}),

  built('DISABLE_COLLECTSTATIC with WhiteNoise', DJANGO, ['config/disable-collectstatic warning'], NO_STATIC),
  built('DISABLE_COLLECTSTATIC=0', DJANGO, [], vars({DISABLE_COLLECTSTATIC: '0'})),
  built(
    'DISABLE_COLLECTSTATIC, and a hook that runs it',
    {...DJANGO, 'bin/post_compile': 'python manage.py collectstatic\n'},
    [],
    NO_STATIC,
  ),
  built('DISABLE_COLLECTSTATIC without static files', {...DJANGO, 'shop/settings.py': 'INSTALLED_APPS = []\n'}, [], NO_STATIC),
  built(
    'DISABLE_COLLECTSTATIC with a storage elsewhere',
    {
      ...DJANGO,
      'requirements.txt': 'django==5.2.7\ndjango-storages==1.14.6\n',
    },
    [],
    NO_STATIC,
  ),
  built('DISABLE_COLLECTSTATIC on Fir', DJANGO, ['config/disable-collectstatic info'], {
    app: {...FIR, configVars: {DISABLE_COLLECTSTATIC: '1'}},
  }),

  built('more workers than memory', APP, ['config/web-concurrency info'], vars({WEB_CONCURRENCY: '3'})),
  built('as many workers as memory', APP, [], vars({WEB_CONCURRENCY: '2'})),
  built('more workers than a small dyno has memory for, on a large one', APP, [], {
    app: {configVars: {WEB_CONCURRENCY: '8'}, formation: [{memoryMegabytes: 2560, size: 'Performance-M'}]},
  }),
  built('many workers on a dyno of unknown size', APP, [], {
    app: {configVars: {WEB_CONCURRENCY: '99'}, formation: [{memoryMegabytes: null, size: 'New'}]},
  }),
  built('a command that sets the workers itself', APP, [], {
    app: {configVars: {WEB_CONCURRENCY: '99'}, formation: [{command: 'gunicorn --workers 2 app:app'}]},
  }),
  built('WEB_CONCURRENCY that is no number', APP, [], vars({WEB_CONCURRENCY: 'auto'})),
  built('many workers, and no web process', APP, [], {
    app: {configVars: {WEB_CONCURRENCY: '99'}, formation: [{type: 'worker'}]},
  }),

  built('BUILD_WITH_GEO_LIBRARIES', APP, ['config/geo-legacy warning'], vars({BUILD_WITH_GEO_LIBRARIES: '1'})),
  built('GDAL in the old folder, with geo', APP, ['config/geo-legacy warning'], {
    app: {
      buildpacks: ['https://github.com/heroku/heroku-geo-buildpack', 'heroku/python'],
      configVars: {
        GDAL_LIBRARY_PATH: '/app/.heroku/vendor/lib/libgdal.so',
        GEOS_LIBRARY_PATH: '/app/.heroku/vendor/lib/libgeos_c.so',
      },
    },
  }),
  built('GDAL of the apt buildpack', APP, [], vars({GDAL_LIBRARY_PATH: '/app/.apt/usr/lib/libgdal.so'})),
]

const hook = (text: string, name: 'post' | 'pre' = 'post') => ({[`bin/${name}_compile`]: text})

const HOOKS: readonly Case[] = [
  fixture('build_hook', []),
  built('a hook with Windows line ends', {...APP, ...hook('#!/usr/bin/env bash\r\necho hello\r\n')}, ['build/hook-broken error']),
  built('a hook without a first line, with Windows line ends', {...APP, ...hook('echo hello\r\n', 'pre')}, [
    'build/hook-broken warning',
  ]),
  built('a hook with one Windows line end', {...APP, ...hook('#!/bin/sh\necho hello\r\n')}, ['build/hook-broken warning']),
  built(
    'a hook with Windows line ends and bytes that are no UTF-8',
    {
      ...APP,
      ...hook(''),
      'bin/post_compile': Buffer.from('#!/bin/bash\r\n# \u00E9\r\n', 'latin1'),
    },
    ['build/hook-broken error'],
  ),
  built('hooks with Windows line ends on Fir', {...APP, ...hook('#!/bin/bash\r\n')}, ['fir/hooks-ignored warning'], {app: FIR}),
  built('a hook run by a shell that is not there', {...APP, ...hook('#!/bin/zsh\n')}, ['build/hook-broken error']),
  built('a hook run by what is on a Mac', {...APP, ...hook('#!/usr/local/bin/bash\n')}, ['build/hook-broken error']),
  built(
    'a hook run by Node.js, with its buildpack',
    {...APP, ...hook('#!/usr/bin/env node\n'), 'package.json': '{}'},
    ['build/hook-broken warning'],
    {app: {buildpacks: ['heroku/nodejs', 'heroku/python']}},
  ),
  built(
    'a hook run by Node.js, without its buildpack',
    {...APP, ...hook('#!/usr/bin/env -S node --no-warnings\n')},
    ['build/hook-broken error'],
    {app: {}},
  ),
  built('a first hook run by Python', {...APP, ...hook('#!/usr/bin/env python\n', 'pre')}, ['build/hook-broken error']),
  built('a first hook run by Python on heroku-22', {...APP, ...hook('#!/usr/bin/env python\n', 'pre')}, [], {
    app: {stack: 'heroku-22'},
  }),
  built('a first hook run by python3', {...APP, ...hook('#!/usr/bin/env python3\n', 'pre')}, []),
  built('a last hook run by Python', {...APP, ...hook('#!/usr/bin/env python\nimport pip\n')}, []),
  built('a last hook that runs pip with pip', {...APP, ...hook('#!/bin/bash -e\npip install awscli\n')}, []),
  built('a first hook that runs pip', {...APP, ...hook('#!/bin/bash\npip install awscli\n', 'pre')}, ['build/hook-broken error']),
  built(
    'a hook that runs pip with uv',
    {...UV, ...hook('#!/usr/bin/env bash\nset -euo pipefail\n\npip install awscli\necho done\n')},
    ['build/hook-broken error'],
  ),
  built('a hook that tries pip with uv', {...UV, ...hook('python -m pip install awscli || true\necho done\n')}, [
    'build/hook-broken warning',
  ]),
  built('a hook that brings pip with it', {...UV, ...hook('python -m ensurepip\npython -m pip install awscli\n')}, []),
  built('a hook that runs uv pip with uv', {...UV, ...hook('uv pip install awscli\n# pip install awscli\n')}, []),
]

const nltk = (list: Buffer | string) => ({...APP, 'nltk.txt': list, 'requirements.txt': 'nltk==3.9.2\n'})

const LOCKED = [
  'name = "shop"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "textblob" }]',
  'name = "textblob"\nversion = "0.19.0"\nsource = { registry = "https://example.com/simple" }\ndependencies = [{ name = "nltk" }]',
  'name = "nltk"\nversion = "3.9.2"\nsource = { registry = "https://example.com/simple" }',
]
const SECONDARY_NLTK = `version = 1\nrequires-python = ">=3.13"\n${LOCKED.map((text) => `\n[[package]]\n${text}\n`).join('')}`

const NLTK: readonly Case[] = [
  built('NLTK without nltk.txt', {...APP, 'app.py': 'from nltk.corpus import stopwords\n', 'requirements.txt': 'nltk==3.9.2\n'}, [
    'build/nltk warning',
  ]),
  built(
    'NLTK without nltk.txt, downloaded by the app',
    {
      ...APP,
      'app.py': 'import nltk\n\nnltk.download("stopwords")\n',
      'requirements.txt': 'nltk==3.9.2\n',
    },
    ['build/nltk info'],
  ),
  built(
    'NLTK without nltk.txt, downloaded by a hook',
    {
      ...APP,
      ...hook('python -m nltk.downloader stopwords\n'),
      'requirements.txt': 'nltk==3.9.2\n',
    },
    [],
  ),
  built(
    'NLTK without nltk.txt, and NLTK_DATA',
    {...APP, 'requirements.txt': 'nltk==3.9.2\n'},
    [],
    vars({NLTK_DATA: '/app/data'}),
  ),
  built('NLTK as a dependency of another package', {...UV, 'uv.lock': SECONDARY_NLTK}, []),
  built('NLTK with nltk.txt', nltk('stopwords\nomw-1.4\n'), []),
  built('nltk.txt with Windows line ends', nltk('stopwords\r\npunkt_tab\r\n'), ['build/nltk error']),
  built('nltk.txt with a blank line', nltk('stopwords\n\npunkt_tab\n'), ['build/nltk error']),
  built('nltk.txt with a comment', nltk('# corpora\nstopwords\n'), ['build/nltk error']),
  built('nltk.txt with two names on a line', nltk('stopwords punkt_tab\n'), ['build/nltk error']),
  built('an empty nltk.txt', nltk(''), ['build/nltk error']),
  built('nltk.txt without NLTK', {...APP, 'nltk.txt': 'stopwords\n'}, ['build/nltk info']),
  built('nltk.txt without NLTK in a lock', {...UV, 'nltk.txt': 'stopwords\n'}, ['build/nltk warning']),
  built('nltk.txt on Fir', nltk('stopwords\n'), ['build/nltk warning'], {app: FIR}),
]

const ON_FIR: readonly Case[] = [
  fixture('fir_pipenv', ['fir/pipenv-unsupported error'], {app: FIR}),
  fixture('fir_pipenv', []),
  built('a Pipfile beside requirements.txt on Fir', {...APP, Pipfile: '', 'Pipfile.lock': '{}'}, [], {app: FIR}),
  built('a Pipfile without its lock on Fir', {Pipfile: '', '.python-version': '3.13\n'}, ['fir/pipenv-unsupported error'], {
    app: FIR,
  }),
  built(
    'both hooks on Fir',
    {...APP, ...hook(''), ...hook('', 'pre')},
    ['fir/hooks-ignored warning', 'fir/hooks-ignored warning'],
    {
      app: FIR,
    },
  ),
  built('hooks of another name on Fir', {...APP, 'bin/post_deploy': '', post_compile: ''}, [], {app: FIR}),
]

export const APP_CASES: readonly Case[] = [
  ...BUILDPACKS,
  ...within(['config'], [...HOSTILE, ...CONFIG]),
  ...within(['build', 'fir'], [...HOOKS, ...NLTK]),
  ...within(['fir', 'source'], ON_FIR),
]

export const APP_NEAR_MISSES: Readonly<Record<string, string>> = {
  ...BUILDPACKS_NEAR_MISSES,
  'config/hostile-var': 'healthy_pip, with the config vars PYTHONPATH, UV_FOO, path',
  'config/buildpack-url': 'config vars named almost like BUILDPACK_URL',
  'config/pythonpath': 'PYTHONPATH with the folder of the app',
  'config/ignored-pip-var': 'PIP_EXTRA_INDEX_URL',
  'config/disable-collectstatic': 'DISABLE_COLLECTSTATIC, and a hook that runs it',
  'config/web-concurrency': 'as many workers as memory',
  'config/geo-legacy': 'GDAL of the apt buildpack',
  'build/hook-broken': 'build_hook',
  'build/nltk': 'NLTK as a dependency of another package',
  'fir/pipenv-unsupported': 'a Pipfile beside requirements.txt on Fir',
  'fir/hooks-ignored': 'hooks of another name on Fir',
}
