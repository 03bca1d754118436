import {createFileTree, type TreeEntry} from '../../src/packaging/file-tree.js'
import {committed, type TestApp} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'
import {built, type Case, within} from './case.js'

/** What the lines of a Procfile run, and what their servers load. */

const LISTS = {
  asgi: 'fastapi==0.116.1\nstarlette==0.47.2\nanyio==4.9.0\npydantic==2.11.7\npydantic_core==2.33.2\nuvicorn==0.35.0\nclick==8.1.8\nh11==0.16.0\ngunicorn==23.0.0\npackaging==24.2\n',
  flask:
    'Flask==3.1.0\nWerkzeug==3.1.3\nJinja2==3.1.6\nMarkupSafe==3.0.2\nitsdangerous==2.2.0\nclick==8.1.8\ngunicorn==23.0.0\npackaging==24.2\n',
}

const FLASK = 'from flask import Flask\napp = Flask(__name__)\n'
const FASTAPI = 'from fastapi import FastAPI\napp = FastAPI()\n'
const FACTORY = 'from flask import Flask\ndef create_app(config=None):\n    app = Flask(__name__)\n    return app\n'

function app(procfile: string, code: string, more: TestFiles = {}, list = LISTS.flask): TestFiles {
  return {'.python-version': '3.13\n', 'app.py': code, Procfile: procfile, 'requirements.txt': list, ...more}
}

const web = (command: string, code = FLASK, more: TestFiles = {}, list = LISTS.flask) =>
  app(`web: ${command}\n`, code, more, list)

/** Rows of one check: command, code, whether it finds something, other files, the requirements. */
type Row = readonly [name: string, source: TestFiles, isWrong: boolean, severity?: 'error' | 'warning', app?: TestApp]

function rows(id: string, list: readonly Row[]): Case[] {
  return list.map(([name, source, isWrong, severity = 'error', testApp]) =>
    built(`${id}: ${name}`, source, isWrong ? [`${id} ${severity}`] : [], testApp ? {app: testApp} : {}),
  )
}

const OBJECTS = rows('procfile/server-object', [
  ['the name that the file has', web('gunicorn app:app'), false],
  ['another name', web('gunicorn app:application'), true],
  ['no name, and no application', web('gunicorn app'), true],
  ['a name from a star import', web('gunicorn app:application', 'from core import *\n'), false],
  ['a name set by globals()', web('gunicorn app:application', `${FLASK}globals()["application"] = app\n`), false],
  ['a name set under a condition', web('gunicorn app:application', `${FLASK}if True:\n    application = app\n`), false],
  [
    'a name set in a try',
    web('gunicorn app:application', `${FLASK}try:\n    application = app\nexcept Exception:\n    raise\n`),
    false,
  ],
  [
    'an annotated name',
    web('gunicorn app:application', 'from flask import Flask\napplication: Flask = Flask(__name__)\n'),
    false,
  ],
  [
    'a global of a function',
    web('gunicorn app:application', `${FLASK}def setup():\n    global application\n    application = app\nsetup()\n`),
    false,
  ],
  ['__getattr__', web('gunicorn app:application', `${FLASK}def __getattr__(name):\n    return app\n`), false],
  [
    'an own star import',
    web('gunicorn app:application', 'from core import *\n', {
      'core.py': 'from flask import Flask\napplication = Flask(__name__)\n',
    }),
    false,
  ],
  ['an own star import without it', web('gunicorn app:application', 'from core import *\n', {'core.py': FLASK}), true],
  [
    'under __main__ only',
    web('gunicorn app:app', 'from flask import Flask\nif __name__ == "__main__":\n    app = Flask(__name__)\n    app.run()\n'),
    true,
  ],
  ['a factory without a call', web('gunicorn app:create_app', FACTORY), true],
  ['a factory with a call', web('gunicorn "app:create_app()"', FACTORY), false],
  ['a call of a factory that is not there', web('gunicorn "app:make_app()"', FACTORY), true],
  ['a call that lacks an argument', web('gunicorn "app:create_app()"', 'def create_app(config):\n    return config\n'), true],
  ['a WSGI function', web('gunicorn app:application', 'def application(environ, start_response):\n    return []\n'), false],
  [
    'an attribute, which gunicorn refuses',
    web('gunicorn app:app.server', 'import dash\napp = dash.Dash()\n', {}, `${LISTS.flask}dash==3.2.0\n`),
    true,
  ],
  [
    'a Dash object',
    web('gunicorn app:app', 'from dash import Dash\napp = Dash(__name__)\n', {}, `${LISTS.flask}dash==3.0.4\n`),
    true,
  ],
  [
    'a Dash object of 3.1',
    web('gunicorn app:app', 'from dash import Dash\napp = Dash(__name__)\n', {}, `${LISTS.flask}dash==3.1.0\n`),
    false,
  ],
  [
    'the server of a Dash object',
    web(
      'gunicorn app:server',
      'from dash import Dash\napp = Dash(__name__)\nserver = app.server\n',
      {},
      `${LISTS.flask}dash==3.0.4\n`,
    ),
    false,
  ],
  [
    'a SocketIO object',
    web('gunicorn -w 1 app:socketio', `${FLASK}from flask_socketio import SocketIO\nsocketio = SocketIO(app)\n`),
    true,
  ],
  ['uvicorn without a name', web('uvicorn app --host 0.0.0.0 --port $PORT', FASTAPI, {}, LISTS.asgi), true],
  [
    'uvicorn and a factory, which it calls',
    web(
      'uvicorn app:make --host 0.0.0.0 --port $PORT',
      'from fastapi import FastAPI\ndef make():\n    return FastAPI()\n',
      {},
      LISTS.asgi,
    ),
    false,
  ],
  [
    'a package whose __init__ imports the app',
    web('gunicorn shop:app', '', {'shop/__init__.py': 'from .core import app\n', 'shop/core.py': FLASK}),
    false,
  ],
  ['a package whose __init__ is empty', web('gunicorn shop:app', '', {'shop/__init__.py': '', 'shop/app.py': FLASK}), true],
  [
    'a wsgi.py without application',
    web('gunicorn shop.wsgi', '', {'shop/wsgi.py': 'from flask import Flask\napp = Flask(__name__)\n'}),
    true,
  ],
])

const SHELL = rows('procfile/shell-syntax', [
  ['parentheses without quotes', web('gunicorn app:create_app()', FACTORY), true],
  ['parentheses in a shell of its own', web(`bash -c '(cd . && gunicorn "app:create_app()")'`, FACTORY), false],
  ['a group and a substitution', web('(echo $(date) && exec gunicorn app:app)'), false],
  ['a function and a loop', web('f() { echo x; }; for i in 1 2; do f; done; gunicorn app:app'), false],
  ['a quote that is never closed', web('gunicorn "app:app'), true],
  ['an operator at the end', web('gunicorn app:app &&'), true],
  ['a command in the background', web('gunicorn app:app &'), true],
  ['two commands, one in the background', web('python jobs.py & gunicorn app:app', FLASK, {'jobs.py': ''}), false],
  ['the variable of Windows', web('gunicorn -b 0.0.0.0:%PORT% app:app'), true],
  ['a format of a log', web(`gunicorn --access-logformat '%(h)s %(r)s' app:app`), false],
  ['the variable of make', web('gunicorn -b 0.0.0.0:$(PORT) app:app'), true],
  ['the port in single quotes', web(`gunicorn -b '0.0.0.0:$PORT' app:app`), true],
  ['the port in single quotes of a shell', web(`bash -c 'gunicorn -b 0.0.0.0:$PORT app:app'`), false],
  ['typographic quotes', web('gunicorn “app:app”'), true],
  ['a typographic dash', web('gunicorn —bind 0.0.0.0:$PORT app:app'), true],
  ['a comment with a bracket', web('gunicorn app:app # (the app'), false],
])

const INTERFACES = rows('procfile/wrong-interface', [
  ['FastAPI on a sync worker', web('gunicorn app:app', FASTAPI, {}, LISTS.asgi), true],
  [
    'FastAPI that a factory makes, on gevent',
    web('gunicorn -k gthread "app:make()"', 'from fastapi import FastAPI\ndef make():\n    return FastAPI()\n', {}, LISTS.asgi),
    true,
  ],
  ['FastAPI on a uvicorn worker', web('gunicorn -k uvicorn.workers.UvicornWorker app:app', FASTAPI, {}, LISTS.asgi), false],
  [
    'a worker in gunicorn.conf.py',
    web('gunicorn app:app', FASTAPI, {'gunicorn.conf.py': 'worker_class = "uvicorn.workers.UvicornWorker"\n'}, LISTS.asgi),
    false,
  ],
  [
    'a worker in GUNICORN_CMD_ARGS',
    web('GUNICORN_CMD_ARGS="-k uvicorn.workers.UvicornWorker" gunicorn app:app', FASTAPI, {}, LISTS.asgi),
    false,
  ],
  [
    'FastAPI wrapped for WSGI',
    web('gunicorn app:wsgi', `${FASTAPI}from a2wsgi import ASGIMiddleware\nwsgi = ASGIMiddleware(app)\n`, {}, LISTS.asgi),
    false,
  ],
  [
    'Flask on uvicorn',
    web('uvicorn app:app --host 0.0.0.0 --port $PORT', FLASK, {}, `${LISTS.flask}uvicorn==0.35.0\nh11==0.16.0\n`),
    true,
  ],
  [
    'Flask on uvicorn as WSGI',
    web(
      'uvicorn --interface wsgi app:app --host 0.0.0.0 --port $PORT',
      FLASK,
      {},
      `${LISTS.flask}uvicorn==0.35.0\nh11==0.16.0\n`,
    ),
    false,
  ],
  [
    'Flask wrapped for ASGI',
    web(
      'uvicorn app:asgi --host 0.0.0.0 --port $PORT',
      `${FLASK}from asgiref.wsgi import WsgiToAsgi\nasgi = WsgiToAsgi(app)\n`,
      {},
      `${LISTS.flask}uvicorn==0.35.0\nh11==0.16.0\n`,
    ),
    false,
  ],
  [
    'Flask on hypercorn, which asks the app',
    web('hypercorn -b 0.0.0.0:$PORT app:app', FLASK, {}, `${LISTS.flask}hypercorn==0.17.3\n`),
    false,
  ],
  [
    'FastAPI on granian without an interface',
    web('granian --host 0.0.0.0 --port $PORT app:app', FASTAPI, {}, `${LISTS.asgi}granian==2.5.6\n`),
    true,
  ],
  [
    'FastAPI on granian',
    web('granian --interface asgi --host 0.0.0.0 --port $PORT app:app', FASTAPI, {}, `${LISTS.asgi}granian==2.5.6\n`),
    false,
  ],
  [
    'an app of the app’s own class',
    web('gunicorn app:app', `class Shop:\n    def __call__(self, environ, start_response):\n        return []\napp = Shop()\n`),
    false,
  ],
  [
    'FastAPI in a subclass',
    web('gunicorn app:app', 'from fastapi import FastAPI\nclass Shop(FastAPI):\n    pass\napp = Shop()\n', {}, LISTS.asgi),
    true,
  ],
])

const WORKERS = rows('procfile/worker-class', [
  ['gevent is missing', web('gunicorn -k gevent app:app'), true],
  [
    'gevent as gunicorn’s extra',
    web('gunicorn -k gevent app:app', FLASK, {}, LISTS.flask.replace('gunicorn==', 'gunicorn[gevent]==')),
    false,
  ],
  ['gthread needs nothing', web('gunicorn -k gthread app:app'), false],
  ['eventlet in gunicorn.conf.py', web('gunicorn app:app', FLASK, {'gunicorn.conf.py': 'worker_class = "eventlet"\n'}), true],
  [
    'gevent, and a list of direct dependencies',
    web('gunicorn -k gevent app:app', FLASK, {}, 'flask\ngunicorn\n'),
    true,
    'warning',
  ],
  [
    'a worker of the app’s own',
    web(
      'gunicorn -k uvicorn.workers.UvicornWorker app:app',
      FASTAPI,
      {'uvicorn/workers.py': 'class UvicornWorker:\n    pass\n'},
      LISTS.asgi,
    ),
    false,
  ],
])

const SOCKET_CODE = `${FLASK}from flask_socketio import SocketIO\nsocketio = SocketIO(app)\n`
const SOCKETS = `${LISTS.flask}Flask-SocketIO==5.5.1\neventlet==0.40.0\n`

const ONE_WORKER = rows('procfile/sockets-need-one-worker', [
  ['no number of workers', web('gunicorn -k eventlet app:app', SOCKET_CODE, {}, SOCKETS), true, 'warning'],
  ['four workers', web('gunicorn -w 4 -k eventlet app:app', SOCKET_CODE, {}, SOCKETS), true, 'warning'],
  ['one worker', web('gunicorn -k eventlet --workers=1 app:app', SOCKET_CODE, {}, SOCKETS), false],
  [
    'one worker in gunicorn.conf.py',
    web('gunicorn -k eventlet app:app', SOCKET_CODE, {'gunicorn.conf.py': 'workers = 1\n'}, SOCKETS),
    false,
  ],
  [
    'one worker by a config var',
    web('gunicorn -k eventlet app:app', SOCKET_CODE, {}, SOCKETS),
    false,
    'warning',
    {configVars: {WEB_CONCURRENCY: '1'}},
  ],
  ['the library is there, and no server made', web('gunicorn -k eventlet app:app', FLASK, {}, SOCKETS), false],
])

const main = (call: string, more = '') => `import os\n${FLASK}${more}if __name__ == "__main__":\n    ${call}\n`

const SCRIPTS = rows('procfile/port-not-bound', [
  ['app.run()', web('python app.py', main('app.run()')), true],
  ['a port of its own', web('python app.py', main('app.run(host="0.0.0.0", port=8080)')), true],
  ['a port of its own by a name', web('python app.py', main('app.run(host="0.0.0.0", port=MINE)', 'MINE = 8080\n')), true],
  ['$PORT on the wrong host', web('python app.py', main('app.run(port=int(os.environ["PORT"]))')), true],
  ['$PORT', web('python app.py', main('app.run(host="0.0.0.0", port=int(os.environ.get("PORT", 5000)))')), false],
  ['$PORT by a name', web('python app.py', main('app.run("0.0.0.0", port)', 'port = int(os.getenv("PORT") or 5000)\n')), false],
  ['options that can’t be told', web('python app.py', main('app.run(**options())')), false],
  [
    'a port that is read in another file',
    web('python app.py', main('app.run(port=settings.port)', 'import settings\n'), {'settings.py': ''}),
    false,
  ],
  ['a function that runs the app', web('python app.py', `${FLASK}def start():\n    app.run(port=8000)\nstart()\n`), true],
  ['an app of another file', web('python run.py', FLASK, {'run.py': 'from app import app\napp.run()\n'}), true],
  [
    'an http.server',
    web('python app.py', 'from http.server import HTTPServer\nHTTPServer(("", 8000), None).serve_forever()\n'),
    true,
  ],
  ['an argument with $PORT', web('python app.py --port $PORT', main('app.run()')), false],
  ['streamlit run', web('streamlit run app.py', 'import streamlit\n', {}, 'streamlit==1.46.1\n'), true],
  [
    'streamlit run with the port',
    web('streamlit run app.py --server.port $PORT', 'import streamlit\n', {}, 'streamlit==1.46.1\n'),
    false,
  ],
  [
    'streamlit run behind a script that writes the port',
    web(
      'sh setup.sh && streamlit run app.py',
      'import streamlit\n',
      {'setup.sh': 'echo "port = $PORT" > ~/.streamlit/config.toml\n'},
      'streamlit==1.46.1\n',
    ),
    false,
  ],
  [
    'uwsgi with a port in its ini',
    web('uwsgi uwsgi.ini', FLASK, {'uwsgi.ini': '[uwsgi]\nhttp = :8000\n'}, `${LISTS.flask}uwsgi==2.0.30\n`),
    true,
  ],
  [
    'uwsgi with $(PORT) in its ini',
    web('uwsgi uwsgi.ini', FLASK, {'uwsgi.ini': '[uwsgi]\nhttp-socket = :$(PORT)\n'}, `${LISTS.flask}uwsgi==2.0.30\n`),
    false,
  ],
])

const BOT = 'import discord\nclient = discord.Client()\n'
const BOTS = 'discord.py==2.5.2\naiohttp==3.12.13\n'

const LISTENING = rows('procfile/web-does-not-listen', [
  ['a bot', web('python app.py', `${BOT}client.run("x")\n`, {}, BOTS), true],
  ['a bot that is not seen to run', web('python app.py', BOT, {}, BOTS), true, 'warning'],
  [
    'a bot beside Flask',
    web(
      'python app.py',
      `${BOT}from keep import serve\nserve()\nclient.run("x")\n`,
      {'keep.py': 'from flask import Flask\ndef serve():\n    pass\n'},
      BOTS,
    ),
    false,
  ],
  [
    'a bot with a web server of aiohttp',
    web('python app.py', `${BOT}from aiohttp import web\nclient.run("x")\n`, {}, BOTS),
    false,
  ],
  [
    'a webhook',
    web(
      'python app.py',
      'from telegram.ext import Application\nApplication.builder().build().run_webhook(listen="0.0.0.0", port=int(__import__("os").environ["PORT"]))\n',
    ),
    false,
  ],
  ['a bot as a worker', app('worker: python app.py\n', `${BOT}client.run("x")\n`, {}, BOTS), false],
  ['a Celery worker', web('celery -A app worker', 'app = None\n', {}, `${LISTS.flask}celery==5.5.3\nkombu==5.5.4\n`), true],
  ['another script', web('python app.py', 'import jobs\n', {'jobs.py': ''}), false],
])

const TYPES = [
  ...rows('procfile/no-web-process', [
    ['gunicorn as a worker', app('worker: gunicorn app:app\n', FLASK), true],
    ['gunicorn as a worker beside web', app('web: gunicorn app:app\nadmin: gunicorn app:app\n', FLASK), false],
    ['a worker alone', app('worker: python app.py\n', 'print()\n'), false],
    [
      'flower beside a worker',
      app(
        'worker: celery -A app worker\nmonitor: celery -A app flower\n',
        'app = None\n',
        {},
        `${LISTS.flask}celery==5.5.3\nkombu==5.5.4\n`,
      ),
      false,
    ],
    ['a script that listens', app('bot: python app.py\n', main('app.run("0.0.0.0", int(os.environ["PORT"]))')), true],
  ]),
  ...rows('procfile/type-name', [
    ['Web', app('Web: gunicorn app:app\n', FLASK), true],
    ['RELEASE', app('web: gunicorn app:app\nRELEASE: echo x\n', FLASK), true],
    ['a type of its own in capitals', app('web: gunicorn app:app\nWorker: python app.py\n', FLASK), false],
  ]),
]

const CELERY = `${LISTS.flask}celery==5.5.3\nkombu==5.5.4\n`
const withWorker = (command: string, list = CELERY, more: TestFiles = {}) =>
  app(`web: gunicorn app:app\nworker: ${command}\n`, FLASK, more, list)

const PROGRAMS = [
  ...rows('procfile/program-not-installed', [
    ['celery', withWorker('celery -A app worker', LISTS.flask), true],
    ['celery as a module', withWorker('python -m celery -A app worker', LISTS.flask), true],
    ['celery that django-celery-beat brings', withWorker('celery -A app worker', 'flask\ngunicorn\ndjango-celery-beat\n'), false],
    ['a wrapper', app('web: newrelic-admin run-program gunicorn app:app\n', FLASK), true],
    ['a script of the app', withWorker('bin/celery worker', LISTS.flask, {'bin/celery': ''}), false],
    ['flask db', app('web: gunicorn app:app\nrelease: flask db upgrade\n', FLASK), true],
    [
      'flask db with Flask-Migrate',
      app('web: gunicorn app:app\nrelease: flask --app app db upgrade\n', FLASK, {}, `${LISTS.flask}Flask-Migrate==4.0.7\n`),
      false,
    ],
    [
      'flask db of the app',
      app('web: gunicorn app:app\nrelease: flask db upgrade\n', `${FLASK}\n@app.cli.command("db")\ndef db():\n    pass\n`),
      false,
    ],
    ['npm without Node.js', app('web: npm start\n', FLASK), true, 'error', {}],
    ['npm with Node.js', app('web: npm start\n', FLASK), false, 'error', {buildpacks: ['heroku/nodejs', 'heroku/python']}],
  ]),
  ...rows('procfile/celery-arguments', [
    ['the app behind the command', withWorker('celery worker -A app --loglevel=info'), true],
    ['the app in front of it', withWorker('celery -A app worker -B -l info'), false],
    ['Celery 4', withWorker('celery worker -A app', CELERY.replace('5.5.3', '4.4.7')), false],
  ]),
]

const FILES = [
  ...rows('procfile/file-missing', [
    [
      'manage.py in a folder',
      app('web: gunicorn app:app\nrelease: python manage.py migrate\n', FLASK, {'site/manage.py': ''}),
      true,
    ],
    [
      'manage.py after cd',
      app('web: gunicorn app:app\nrelease: cd site && python manage.py migrate\n', FLASK, {'site/manage.py': ''}),
      false,
    ],
    ['a folder that is not there', web('cd server && gunicorn app:app'), true],
    ['a folder that the line makes', web('mkdir -p logs && cd logs && gunicorn app:app'), false],
    ['a script in another case', withWorker('python Jobs.py', LISTS.flask, {'jobs.py': ''}), true],
    ['a script without its folder', app('web: start.sh\n', FLASK, {'start.sh': ''}), true],
    ['a program of the nginx buildpack', web('bin/start-nginx gunicorn app:app'), false],
    ['a path with a variable', withWorker('python $SCRIPT.py', LISTS.flask), false],
    ['a configuration of gunicorn', web('gunicorn -c conf/live.py app:app'), true],
    [
      'a file that a hook may write',
      app('web: gunicorn app:app\nworker: python jobs.py\n', FLASK, {'bin/post_compile': 'mv tools/jobs.py .\n'}),
      true,
      'warning',
    ],
    ['a file that the line writes', web('echo x > jobs.sh && sh jobs.sh; gunicorn app:app'), false],
  ]),
]

const script = (name: string, executable: boolean, findings: readonly string[]): Case => {
  const source = app('web: gunicorn app:app\nrelease: ./release.sh\n', FLASK, {'release.sh': 'echo x\n'})
  const entries = Object.entries(source).map(([path, text]): [string, TreeEntry] => [
    path,
    {contents: Buffer.from(text as string), kind: 'file', ...(path === 'release.sh' && {executable})},
  ])
  return {findings, name, project: () => committed(createFileTree(new Map(entries))), source}
}

const MODES = [
  script('a script that is not executable', false, ['procfile/not-executable error']),
  script('a script that is executable', true, []),
]

const SCALED: TestApp = {formation: [{}, {quantity: 0, type: 'worker'}]}

const SCALING = rows('procfile/process-not-scaled', [
  [
    'tasks are queued',
    withWorker('celery -A app worker', CELERY, {'views.py': 'from tasks import send\nsend.delay(1)\n'}),
    true,
    'warning',
    SCALED,
  ],
  ['no task is queued', withWorker('celery -A app worker'), false, 'warning', SCALED],
])

const DJANGO = 'Django==5.2.4\nasgiref==3.8.1\nsqlparse==0.5.3\ndaphne==4.2.1\nchannels==4.2.2\n'
const asgi = (code: string, more: TestFiles = {}): TestFiles => ({
  ...app('web: daphne -b 0.0.0.0 -p $PORT shop.asgi:application\n', '', {}, DJANGO),
  'chat/__init__.py': '',
  'chat/consumers.py': 'from .models import Room\n',
  'chat/models.py': 'from django.db import models\nclass Room(models.Model):\n    pass\n',
  'chat/routing.py': 'from . import consumers\nurls = []\n',
  'shop/__init__.py': '',
  'shop/asgi.py': code,
  ...more,
})
const CALL = 'from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n'

const ORDER = rows('django/asgi-order', [
  ['routing before the call', asgi(`from chat.routing import urls\n${CALL}`), true],
  ['routing after the call', asgi(`${CALL}from chat.routing import urls\n`), false],
  [
    'routing without models',
    asgi(`from chat.routing import urls\n${CALL}`, {'chat/consumers.py': 'def receive():\n    from .models import Room\n'}),
    false,
  ],
  [
    'the user’s model at import',
    asgi(`import chat.routing\n${CALL}`, {
      'chat/consumers.py': 'from django.contrib.auth import get_user_model\nUser = get_user_model()\n',
    }),
    true,
  ],
])

export const SERVER: readonly Case[] = [
  ...within(
    ['procfile'],
    [OBJECTS, SHELL, INTERFACES, WORKERS, ONE_WORKER, SCRIPTS, LISTENING, TYPES, PROGRAMS, FILES, MODES, SCALING].flat(),
  ),
  ...within(['django'], ORDER),
]

export const NEAR_MISSES_OF_SERVER: Readonly<Record<string, string>> = {
  'procfile/server-object': 'procfile/server-object: the name that the file has',
  'procfile/shell-syntax': 'procfile/shell-syntax: a group and a substitution',
  'procfile/wrong-interface': 'procfile/wrong-interface: FastAPI on a uvicorn worker',
  'procfile/worker-class': 'procfile/worker-class: gevent as gunicorn’s extra',
  'procfile/sockets-need-one-worker': 'procfile/sockets-need-one-worker: one worker',
  'procfile/web-does-not-listen': 'procfile/web-does-not-listen: a bot beside Flask',
  'procfile/no-web-process': 'procfile/no-web-process: gunicorn as a worker beside web',
  'procfile/type-name': 'procfile/type-name: a type of its own in capitals',
  'procfile/program-not-installed': 'procfile/program-not-installed: celery that django-celery-beat brings',
  'procfile/celery-arguments': 'procfile/celery-arguments: the app in front of it',
  'procfile/file-missing': 'procfile/file-missing: manage.py after cd',
  'procfile/not-executable': 'a script that is executable',
  'procfile/process-not-scaled': 'procfile/process-not-scaled: no task is queued',
  'django/asgi-order': 'django/asgi-order: routing after the call',
}
