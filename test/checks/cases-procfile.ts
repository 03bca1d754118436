import type {TestApp} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'
import {built, type Case, FIR, fixture, onDisk, within} from './case.js'

const BASE = {
  '.python-version': '3.13\n',
  'app.py': 'app = None\n',
  'mysite/wsgi.py': '',
  'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n',
}

const DJANGO = {
  'mysite/asgi.py': 'from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n',
  'mysite/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
}
const FASTAPI = {'app.py': 'from fastapi import FastAPI\napp = FastAPI()\n'}

/** An app with this Procfile, and whatever else. */
const procfile = (contents: string | Uint8Array, more: TestFiles = {}): TestFiles => ({...BASE, Procfile: contents, ...more})
const web = (command: string, more: TestFiles = {}) => procfile(`web: ${command}\n`, more)

const noWeb: TestApp = {formation: []}

const FILES: readonly Case[] = [
  fixture('procfile_missing', ['procfile/missing warning']),
  fixture('procfile_missing', ['procfile/missing error'], {app: {formation: [], stack: 'heroku-24'}}),
  fixture('procfile_missing', ['procfile/missing error'], {app: {...FIR, formation: []}}),
  built('no Procfile, and a release with a web process', BASE, [], {app: {}}),
  built('no Procfile, and a release with a worker only', BASE, ['procfile/missing error'], {
    app: {formation: [{type: 'worker'}]},
  }),
  built('no Procfile, and a buildpack that brings one', BASE, [], {
    app: {...noWeb, buildpacks: ['heroku-community/multi-procfile', 'heroku/python']},
  }),
  built('no Procfile, and Node.js with its own default', {...BASE, 'package.json': '{}'}, [], {
    app: {...noWeb, buildpacks: ['heroku/nodejs', 'heroku/python']},
  }),
  built('no Procfile, and a heroku.yml', {...BASE, 'heroku.yml': ''}, []),
  built('no Procfile, and no Python app', {'README.md': ''}, []),
  built('a Procfile in a folder only', {...BASE, 'backend/Procfile': 'web: gunicorn app:app\n'}, ['procfile/missing error'], {
    app: noWeb,
  }),
  built('no Procfile in a Django app', {...BASE, ...DJANGO, 'requirements.txt': 'django==5.2.8\n'}, ['procfile/missing error'], {
    app: noWeb,
  }),
  built(
    'no Procfile in a FastAPI app',
    {...BASE, ...FASTAPI, 'requirements.txt': 'fastapi==0.121.0\n'},
    ['procfile/missing error'],
    {
      app: noWeb,
    },
  ),
  built(
    'no Procfile in a Django app with granian',
    {...BASE, ...DJANGO, 'requirements.txt': 'django==5.2.8\ngranian==2.7.2\n'},
    ['procfile/missing error'],
    {app: noWeb},
  ),
  built(
    'no Procfile in a Django app with uvicorn',
    {...BASE, ...DJANGO, 'requirements.txt': 'django==5.2.8\nuvicorn==0.38.0\n'},
    ['procfile/missing error'],
    {app: noWeb},
  ),
  built(
    'no Procfile, and an app in a module of another name',
    {...BASE, 'app.py': '', 'shop/server.py': 'from flask import Flask\nwsgi = Flask(__name__)\n'},
    ['procfile/missing warning'],
  ),
  built('no Procfile, and no app object', {...BASE, 'app.py': 'app = None\n'}, ['procfile/missing warning']),
  fixture('procfile_slugignored', ['procfile/missing warning']),
  onDisk('a Procfile that is not committed', {fixture: 'procfile_missing', names: ['Procfile']}, ['procfile/missing warning']),
  fixture('procfile_worker-only', []),
  fixture('procfile_misnamed', ['procfile/misnamed error']),
  built('a Procfile in small letters', {...BASE, procfile: 'web: gunicorn app:app\n'}, ['procfile/misnamed error'], {app: noWeb}),
  built('a hidden Procfile', {...BASE, '.procfile': 'web: gunicorn app:app\n'}, ['procfile/misnamed error']),
  built(
    'two misspelled Procfiles',
    {...BASE, '.Procfile': 'web: gunicorn app:app\n', 'PROCFILE.txt': 'web: gunicorn app:app\n'},
    ['procfile/misnamed error'],
  ),
  built(
    'a misspelled Procfile beside one',
    {...procfile('web: gunicorn app:app\n'), 'procfile.txt': 'web: gunicorn other:app\n'},
    [],
  ),
  built(
    'Procfiles for other machines',
    {...procfile('web: gunicorn app:app\n'), 'Procfile.dev': 'web: flask run\n', 'Procfile.windows': 'web: flask run\n'},
    [],
  ),
]

const LINES: readonly Case[] = [
  fixture('procfile_invalid', [
    'procfile/invalid error',
    'procfile/invalid error',
    'procfile/invalid error',
    'procfile/program-not-installed error',
    'procfile/file-missing error',
    'procfile/invalid warning',
    'procfile/invalid warning',
    'procfile/invalid warning',
  ]),
  fixture(
    'procfile_invalid',
    [
      ...Array.from({length: 5}, () => 'procfile/invalid error'),
      'procfile/program-not-installed error',
      'procfile/file-missing error',
    ],
    {
      app: FIR,
    },
  ),
  built('a Procfile in UTF-16', procfile(Buffer.from('\uFEFFweb: gunicorn app:app\r\n', 'utf16le')), ['procfile/invalid error']),
  built('a Procfile with a byte order mark', procfile('\uFEFFweb: gunicorn app:app\n'), ['procfile/invalid error']),
  built('a byte order mark before a comment', procfile('\uFEFF# the app\nweb: gunicorn app:app\n'), []),
  built('a Procfile with a byte order mark, on Fir', procfile('\uFEFFweb: gunicorn app:app\n'), ['procfile/invalid error'], {
    app: FIR,
  }),
  built('a type that is there twice', procfile('web: gunicorn app:app\nweb: gunicorn mysite.wsgi\n'), [
    'procfile/invalid warning',
  ]),
  built(
    'a Procfile with Windows line ends, comments and blank lines',
    procfile('# the app\r\n\r\nweb: gunicorn app:app\r\n'),
    [],
  ),
]

const UV = {'.python-version': '3.13\n', 'app.py': '', 'pyproject.toml': '', 'uv.lock': ''}
const needs = (requirements: string) => ({'requirements.txt': `flask==3.1.2\n${requirements}\n`})

const SERVERS: readonly Case[] = [
  fixture('procfile_server-missing', ['procfile/server-not-in-deps error']),
  built('gunicorn among the dependencies', web('gunicorn app:app'), []),
  built(
    'gunicorn behind other programs, and missing',
    web('NEW_RELIC=1 newrelic-admin run-program python -m gunicorn app:app', needs('newrelic==10.13.0')),
    ['procfile/server-not-in-deps error'],
  ),
  built(
    'gunicorn in a shell, and missing',
    web(`bash -c 'python manage.py migrate && exec gunicorn app:app'`, {...needs(''), 'manage.py': ''}),
    ['procfile/server-not-in-deps error'],
  ),
  built('a script of the app', web('bash start.sh', {...needs(''), 'start.sh': ''}), []),
  built('a program of the app', web('./gunicorn app:app', {...needs(''), gunicorn: ''}), []),
  built(
    'uvicorn with FastAPI’s extra',
    web('uvicorn app:app --host 0.0.0.0 --port $PORT', needs('fastapi[standard]==0.121.0')),
    [],
  ),
  built('uvicorn with FastAPI alone', web('uvicorn app:app --host 0.0.0.0 --port $PORT', needs('fastapi==0.121.0')), [
    'procfile/server-not-in-deps warning',
  ]),
  built('daphne with Channels’ extra', web('daphne app:app -b 0.0.0.0 -p $PORT', needs('channels[daphne]==4.3.1')), []),
  built('gunicorn in a group that the build skips', {...UV, Procfile: 'web: gunicorn app:app\n'}, [
    'procfile/server-not-in-deps error',
  ]),
  built('gunicorn that the app’s own package may bring', web('gunicorn app:app', {...needs('-e .'), 'setup.py': ''}), []),
  built('gunicorn that a file which is missing may name', web('gunicorn app:app', needs('-r base.txt')), []),
  built(
    'gunicorn that a package from git may bring',
    web('gunicorn app:app', needs('shop @ git+https://github.com/example/shop@v1')),
    [],
  ),
  built(
    'gunicorn that a hook installs',
    web('gunicorn app:app', {...needs(''), 'bin/post_compile': 'pip install gunicorn\n'}),
    [],
  ),
  built('a worker that starts gunicorn', procfile('worker: gunicorn app:app\nweb: python app.py\n'), []),
]

const PORTS: readonly Case[] = [
  fixture('procfile_port', ['procfile/port-not-bound error']),
  ...(
    [
      ['gunicorn -b 0.0.0.0:8000 app:app', true],
      ['gunicorn --bind=:5000 app:app', true],
      ['gunicorn -b0.0.0.0 app:app', true],
      ['gunicorn -b 127.0.0.1:$PORT app:app', true],
      ['gunicorn app:app', false],
      ['gunicorn -b 0.0.0.0:$PORT app:app', false],
      ['gunicorn -b "[::]:${PORT:-8000}" app:app', false],
      ['gunicorn -b 0.0.0.0:8000 -b 0.0.0.0:$PORT app:app', false],
      ['gunicorn -b unix:run/nginx.socket app:app', false],
      ['gunicorn -b fd://3 app:app', false],
      ['gunicorn -k uvicorn.workers.UvicornWorker app:app', false],
      ['bin/start-nginx gunicorn -b 127.0.0.1:8000 app:app', false],
      ['bin/start-pgbouncer gunicorn -b 127.0.0.1:8000 app:app', true],
      ['serve --port $PORT & gunicorn -b 127.0.0.1:8000 app:app', false],
      ['uvicorn app:app', true],
      ['uvicorn app:app --port $PORT', true],
      ['uvicorn app:app --host 0.0.0.0', true],
      ['uvicorn app:app --host 0.0.0.0 --port 8000', true],
      ['uvicorn app:app --host=0.0.0.0 --port=${PORT}', false],
      ['uvicorn app:app --host :: --port $PORT', false],
      ['uvicorn app:app --uds run/nginx.socket', false],
      ['UVICORN_HOST=0.0.0.0 UVICORN_PORT=$PORT uvicorn app:app', false],
      ['hypercorn app:app', true],
      ['hypercorn app:app -b 0.0.0.0:$PORT', false],
      ['hypercorn -c hypercorn.toml app:app', false],
      ['daphne app:app', true],
      ['daphne app:app -p $PORT', true],
      ['daphne app:app -b 0.0.0.0 -p $PORT', false],
      ['waitress-serve app:app', true],
      ['waitress-serve --port=$PORT app:app', false],
      ['waitress-serve --listen=*:$PORT app:app', false],
      ['granian app:app', true],
      ['granian --host 0.0.0.0 --port $PORT app:app', false],
    ] as const
  ).map(([command, isWrong]) =>
    built(
      command,
      web(command, needs('gunicorn==23.0.0\nuvicorn==0.38.0\nhypercorn==0.17.3\ndaphne==4.2.1\nwaitress==3.0.2\ngranian==2.5.6')),
      isWrong ? ['procfile/port-not-bound error'] : [],
    ),
  ),
  built('a port in gunicorn.conf.py', web('gunicorn app:app', {'gunicorn.conf.py': 'workers = 2\nbind = "0.0.0.0:8000"\n'}), [
    'procfile/port-not-bound error',
  ]),
  built(
    '$PORT in gunicorn.conf.py',
    web('gunicorn app:app', {'gunicorn.conf.py': 'import os\nbind = f"0.0.0.0:{os.environ[\'PORT\']}"\n'}),
    [],
  ),
  built(
    'a port in gunicorn.conf.py that the command overrules',
    web('gunicorn -b 0.0.0.0:$PORT app:app', {'gunicorn.conf.py': 'bind = ["0.0.0.0:8000"]\n'}),
    [],
  ),
  built(
    'a port in a configuration of another name',
    web('gunicorn -c conf/live.py app:app', {'conf/live.py': 'bind = ["0.0.0.0:8000"]\n'}),
    ['procfile/port-not-bound error'],
  ),
  built('UVICORN_HOST in a config var', web('uvicorn app:app --port $PORT', needs('uvicorn==0.38.0')), [], {
    app: {configVars: {UVICORN_HOST: '0.0.0.0'}},
  }),
]

const MODULES: readonly Case[] = [
  built('a module that is not there', web('gunicorn mysite.asgi --log-file -'), ['procfile/wsgi-module error']),
  built('a module in another case', web('gunicorn MySite.wsgi'), ['procfile/wsgi-module error']),
  built('a module of no package', web('gunicorn project.wsgi:application'), ['procfile/wsgi-module error']),
  built('a module that is there', web('gunicorn --workers 2 --log-file - mysite.wsgi:application'), []),
  built('a module behind a dash that is not there', web('gunicorn --log-file - mysite.asgi'), ['procfile/wsgi-module error']),
  built('a package without an __init__.py', web('gunicorn mysite:app'), ['procfile/server-object error']),
  built('a module in another folder', web('cd backend && gunicorn core.wsgi', {'backend/core/wsgi.py': ''}), []),
  built('a module below --chdir', web('gunicorn --chdir backend core.wsgi', {'backend/core/wsgi.py': ''}), []),
  built('a module that is not below --chdir', web('gunicorn --chdir backend core.asgi', {'backend/core/wsgi.py': ''}), [
    'procfile/wsgi-module error',
  ]),
  built(
    'a module below --app-dir',
    web('uvicorn main:app --app-dir src --host 0.0.0.0 --port $PORT', {...needs('uvicorn==0.38.0'), 'src/main.py': ''}),
    [],
  ),
  built('a module below PYTHONPATH', web('PYTHONPATH=lib gunicorn core.wsgi', {'lib/core/wsgi.py': ''}), []),
  built('a module below the config var PYTHONPATH', web('gunicorn core.wsgi', {'lib/core/wsgi.py': ''}), [], {
    app: {configVars: {PYTHONPATH: '/app/lib'}},
  }),
  built(
    'a module of the app’s own package',
    web('gunicorn shop.wsgi', {...needs('gunicorn==23.0.0\n-e .'), 'setup.py': '', 'src/shop/wsgi.py': ''}),
    [],
  ),
  built(
    'a module of an installed package',
    web('gunicorn "superset.app:create_app()"', needs('gunicorn==23.0.0\napache-superset==5.0.0')),
    [],
  ),
  built('a module in a folder that nothing names', web('gunicorn core.wsgi', {'backend/core/wsgi.py': ''}), [
    'procfile/wsgi-module warning',
  ]),
  built(
    'a module in a folder that nothing names, with an app',
    web('gunicorn core.wsgi', {'backend/core/wsgi.py': ''}),
    ['procfile/wsgi-module error'],
    {app: {}},
  ),
  built('a module of the standard library', web('python -m http.server $PORT'), []),
  built('a module beside those of the standard library', web('python -m https.server $PORT'), ['procfile/wsgi-module warning']),
  built('a module that only a package could have', web('gunicorn kinto'), ['procfile/wsgi-module warning']),
  built(
    'a folder that gunicorn.conf.py names',
    web('gunicorn core.wsgi', {'backend/core/wsgi.py': '', 'gunicorn.conf.py': 'chdir = "backend"\n'}),
    [],
  ),
  built('a module that a hook may write', web('gunicorn mysite.asgi', {'bin/pre_compile': 'cp deploy/asgi.py mysite/\n'}), [
    'procfile/wsgi-module warning',
  ]),
  built('a module that a hook never writes', web('gunicorn mysite.asgi', {'bin/pre_compile': 'echo hello\n'}), [
    'procfile/wsgi-module error',
  ]),
  built('a module that a shell names', web('gunicorn $APP_MODULE'), []),
  built(
    'a module that gunicorn.conf.py names',
    web('gunicorn -c gunicorn.conf.py', {'gunicorn.conf.py': 'wsgi_app = "core.wsgi"\n'}),
    [],
  ),
]

const DEVELOPMENT: readonly Case[] = [
  built('runserver', web('python manage.py runserver 0.0.0.0:$PORT', {'manage.py': ''}), ['procfile/dev-server warning']),
  built('flask run', web('flask --app app run --host 0.0.0.0 --port $PORT'), ['procfile/dev-server warning']),
  built('flask run as a module', web('python -m flask run -h 0.0.0.0 -p $PORT'), ['procfile/dev-server warning']),
  built('fastapi dev', web('fastapi dev app.py', needs('fastapi[standard]==0.121.0')), ['procfile/dev-server warning']),
  built(
    'a script in debug mode',
    web('python app.py', {
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n\nif __name__ == "__main__":\n    app.run(debug=True)\n',
    }),
    ['procfile/port-not-bound error', 'procfile/dev-server warning'],
  ),
  built(
    'a script in debug mode, in a folder',
    web('cd api && python -u app.py', {'api/app.py': 'app.run(host="0.0.0.0", debug=True)\n'}),
    ['procfile/dev-server warning'],
  ),
  built('a script that is not in debug mode', web('python app.py', {'app.py': 'app.run(debug=os.environ.get("DEBUG"))\n'}), []),
  built(
    'debug mode in a file that gunicorn imports',
    web('gunicorn app:app', {'app.py': 'from core import app\nif __name__ == "__main__":\n    app.run(debug=True)\n'}),
    [],
  ),
  built(
    'a migration in the release phase',
    procfile('release: python manage.py migrate\nweb: gunicorn app:app\n', {'manage.py': ''}),
    [],
  ),
]

const RUNNERS: readonly Case[] = [
  fixture('procfile_uv-run', [
    'procfile/program-not-installed error',
    'procfile/tool-not-at-runtime error',
    'procfile/tool-not-at-runtime error',
    'procfile/tool-not-at-runtime error',
  ]),
  fixture(
    'procfile_uv-run',
    [
      'procfile/program-not-installed error',
      'procfile/tool-not-at-runtime error',
      'procfile/tool-not-at-runtime error',
      'procfile/tool-not-at-runtime error',
    ],
    {app: FIR},
  ),
  built('poetry run', web('exec poetry run gunicorn app:app'), ['procfile/tool-not-at-runtime error']),
  built('poetry run with Windows line ends', procfile('web: poetry run gunicorn app:app\r\n'), [
    'procfile/tool-not-at-runtime error',
  ]),
  built('uv run after a byte order mark', procfile('\uFEFFweb: uv run gunicorn app:app\n'), [
    'procfile/invalid error',
    'procfile/tool-not-at-runtime error',
  ]),
  built('uv run with an option', web('uv run --no-sync gunicorn app:app'), ['procfile/tool-not-at-runtime error']),
  built('uv run with a script', web('gunicorn app:app', {'app.json': '{"scripts": {"postdeploy": "uv run seed.py"}}'}), [
    'procfile/tool-not-at-runtime error',
  ]),
  built('uvx', procfile('web: gunicorn app:app\nworker: uvx some-worker\n'), ['procfile/tool-not-at-runtime error']),
  built('pipenv run', web('pipenv run gunicorn app:app'), []),
  built('uv as a dependency', web('uv run gunicorn app:app', needs('gunicorn==23.0.0\nuv==0.9.7')), []),
  built('uv of another buildpack', web('uv run gunicorn app:app'), ['procfile/tool-not-at-runtime warning'], {
    app: {buildpacks: ['https://github.com/dropseed/heroku-buildpack-uv', 'heroku/python']},
  }),
  built('uv of a buildpack with credentials', web('uv run gunicorn app:app'), ['procfile/tool-not-at-runtime warning'], {
    app: {buildpacks: ['https://shop:hunter2@git.example/heroku-buildpack-uv', 'heroku/python']},
  }),
  built('a program of a similar name', web('gunicorn app:app', {'app.json': '{"scripts": {"postdeploy": "python uv run"}}'}), []),
]

const SCALE: readonly Case[] = [
  built('a web process without a dyno', web('gunicorn app:app'), ['procfile/web-not-scaled warning'], {
    app: {formation: [{quantity: 0}]},
  }),
  built('a worker without a dyno', web('gunicorn app:app'), [], {app: {formation: [{}, {quantity: 0, type: 'worker'}]}}),
  built('a web process that the next release drops', procfile('worker: python app.py\n'), [], {
    app: {formation: [{quantity: 0}]},
  }),
]

export const PROCFILE: readonly Case[] = within(
  ['procfile'],
  [...FILES, ...LINES, ...SERVERS, ...PORTS, ...MODULES, ...DEVELOPMENT, ...RUNNERS, ...SCALE],
)

export const NEAR_MISSES_OF_PROCFILE: Readonly<Record<string, string>> = {
  'procfile/missing': 'no Procfile, and a release with a web process',
  'procfile/misnamed': 'Procfiles for other machines',
  'procfile/invalid': 'a Procfile with Windows line ends, comments and blank lines',
  'procfile/server-not-in-deps': 'uvicorn with FastAPI’s extra',
  'procfile/port-not-bound': 'gunicorn -k uvicorn.workers.UvicornWorker app:app',
  'procfile/wsgi-module': 'a module that is there',
  'procfile/dev-server': 'debug mode in a file that gunicorn imports',
  'procfile/tool-not-at-runtime': 'pipenv run',
  'procfile/web-not-scaled': 'a worker without a dyno',
}
