import {built, type Case, FIR, fixture, within} from './case.js'
import {APP, UV} from './samples.js'
import {hook, HOOKS, NLTK} from './cases-build.js'
import {BUILDPACKS, BUILDPACKS_NEAR_MISSES} from './cases-buildpacks.js'

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

const MONOREPO = {...APP, 'backend/requirements.txt': 'flask==3.1.2\n'}
const inFolder = (folder: string) => ({app: {...FIR, configVars: {PROJECT_PATH: folder}}})
const gunicorn = (options: string) => ({...APP, Procfile: `web: gunicorn ${options}app:app\n`})
/** As in heroku/python-getting-started. */
const configOf = (bind: string) => `import os\n\nport = os.environ.get("PORT", 5006)\nbind = "${bind}".format(port=port)\n`

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
  built('a subfolder in PROJECT_PATH on Fir', MONOREPO, ['fir/subfolder-ignored warning'], inFolder('backend')),
  built('a subfolder in APP_BASE on Fir', MONOREPO, ['fir/subfolder-ignored warning'], {
    app: {...FIR, configVars: {APP_BASE: './backend/'}},
  }),
  built('a subfolder that is not there on Fir', MONOREPO, [], inFolder('frontend')),
  built('the root in PROJECT_PATH on Fir', MONOREPO, [], inFolder('.')),
  built('a subfolder in PROJECT_PATH on Cedar', MONOREPO, [], {app: {configVars: {PROJECT_PATH: 'backend'}}}),
  built('gunicorn on Fir', gunicorn(''), ['fir/ipv4-only info'], {app: FIR}),
  built('gunicorn on IPv4 on Fir', gunicorn('--bind 0.0.0.0:$PORT '), ['fir/ipv4-only info'], {app: FIR}),
  built('gunicorn on IPv6 on Fir', gunicorn('--bind [::]:$PORT '), [], {app: FIR}),
  built('gunicorn on both on Fir', gunicorn('-b 0.0.0.0:$PORT -b [::]:$PORT '), [], {app: FIR}),
  built('gunicorn on a socket on Fir', gunicorn('--bind unix:/tmp/app.sock '), [], {app: FIR}),
  built('gunicorn on Cedar', gunicorn(''), [], {app: {}}),
  built('gunicorn on IPv6 by its file on Fir', {...gunicorn(''), 'gunicorn.conf.py': configOf('[::]:{port}')}, [], {app: FIR}),
  built(
    'gunicorn on IPv4 by its file on Fir',
    {...gunicorn(''), 'gunicorn.conf.py': 'bind = "0.0.0.0:8000"\n'},
    ['fir/ipv4-only info'],
    {app: FIR},
  ),
  built(
    'gunicorn with a file that does not bind on Fir',
    {...gunicorn(''), 'gunicorn.conf.py': 'workers = 2\n'},
    ['fir/ipv4-only info'],
    {
      app: FIR,
    },
  ),
  built('gunicorn with GUNICORN_CMD_ARGS on Fir', gunicorn(''), [], {
    app: {...FIR, configVars: {GUNICORN_CMD_ARGS: '--bind=[::]:5000'}},
  }),
  built('uvicorn on Fir', {...APP, Procfile: 'web: uvicorn app:app --host 0.0.0.0 --port $PORT\n'}, [], {app: FIR}),
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
  'fir/ipv4-only': 'gunicorn on IPv6 on Fir',
  'fir/subfolder-ignored': 'a subfolder that is not there on Fir',
}
