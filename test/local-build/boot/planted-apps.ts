import type {TestFiles} from '../../support/repository.js'
import type {BootOptions} from './booting.js'

/** An app with a known fate on Heroku. */
export interface PlantedApp extends BootOptions {
  files: TestFiles
  command: string
  verdict: string
  code?: string
  status?: number
  address?: RegExp
  cause?: RegExp
}

/** What the apps need, beside the standard library. */
export const REQUIREMENTS = `aiohttp==3.12.15
celery==5.5.3
Django==5.2.4
fastapi==0.121.0
Flask==3.1.2
gunicorn==23.0.0
uvicorn==0.38.0
`

/** What is never going to happen need not be waited for as long as on Heroku. */
const SOON = {bootMs: 3000, requestMs: 2000, stopMs: 1000, workerMs: 3000}
const LOOPBACK = /^127\.0\.0\.1:\d+$/
const EVERYWHERE = /^0\.0\.0\.0:\d+$/

const FLASK = (body: string) => ({
  'app.py': `from flask import Flask, redirect\napp = Flask(__name__)\n@app.route('/')\ndef index():\n    ${body}\n`,
})

const DJANGO = (settings: string, view = "HttpResponse('hi')") => ({
  'site_wsgi.py': `import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'settings'\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`,
  'settings.py': `DEBUG = False\nROOT_URLCONF = 'urls'\nMIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'django.middleware.common.CommonMiddleware']\nSECRET_KEY = 'only-for-tests'\nALLOWED_HOSTS = ['.herokuapp.com']\n${settings}\n`,
  'urls.py': `from django.http import HttpResponse\nfrom django.urls import path\nurlpatterns = [path('', lambda request: ${view})]\n`,
})
const DJANGO_LINE = 'gunicorn site_wsgi'

const FASTAPI = (more = '') => ({
  'main.py': `from fastapi import FastAPI\n${more || 'app = FastAPI()'}\n@app.get('/')\ndef index(): return {'hello': 'world'}\n`,
})

const NO_DATABASE = FASTAPI(
  "from contextlib import asynccontextmanager\n@asynccontextmanager\nasync def life(app):\n    raise RuntimeError('no database')\n    yield\napp = FastAPI(lifespan=life)",
)

const AIOHTTP = (more = '') => ({
  'main.py': `import os, signal\nfrom aiohttp import web\nasync def index(request): return web.Response(text='hi')\napp = web.Application()\napp.router.add_get('/', index)\n${more}\nweb.run_app(app, port=int(os.environ['PORT'])${more ? ', handle_signals=False' : ''})\n`,
})

/** A server of the standard library: `held` is what it has in memory, `answer` what it does with a connection. */
const SOCKET = ({answer, before = ''}: {answer: string; before?: string}) => ({
  'server.py': `import os, signal, socket, subprocess, sys, time\n${before}\nserver = socket.create_server(('0.0.0.0', int(os.environ['PORT'])))\nwhile True:\n    connection, _ = server.accept()\n    ${answer}\n    connection.close()\n`,
})
const HTTP_200 = "connection.recv(9999); connection.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi')"

/** What `streamlit run` does with a port, in a few lines: the real one would be half a gigabyte. */
const STREAMLIT = {
  'app.py': '',
  'streamlit/__init__.py': '',
  'streamlit/__main__.py': `import http.server, sys
port = int(sys.argv[sys.argv.index('--server.port') + 1]) if '--server.port' in sys.argv else 0
http.server.HTTPServer(('0.0.0.0', port), http.server.SimpleHTTPRequestHandler).serve_forever()
`,
}

const BOT = {'bot.py': "import time\nprint('polling', flush=True)\nwhile True: time.sleep(0.1)\n"}

export const PLANTED: Record<string, PlantedApp> = {
  'Flask with gunicorn': {
    address: EVERYWHERE,
    command: 'gunicorn app:app',
    files: FLASK("return 'hi'"),
    status: 200,
    verdict: 'healthy',
  },
  'Flask, a package that is not installed': {
    cause: /^ModuleNotFoundError: No module named 'flask_cors'$/,
    code: 'H10',
    command: 'gunicorn app:app',
    files: {'app.py': 'import flask_cors\n'},
    verdict: 'crashed',
  },
  'Flask, an object that the module does not have': {
    cause: /^Failed to find attribute 'application' in 'app'\.$/,
    code: 'H10',
    command: 'gunicorn app:application',
    files: FLASK("return 'hi'"),
    verdict: 'crashed',
  },
  'Flask, a fault in its syntax': {
    cause: /^SyntaxError: /,
    code: 'H10',
    command: 'gunicorn app:app',
    files: {'app.py': 'def app(:\n'},
    verdict: 'crashed',
  },
  "Flask's own server, on another port and for this machine only": {
    address: LOOPBACK,
    code: 'R10',
    command: 'flask run --port $((PORT - 1))',
    files: FLASK("return 'hi'"),
    times: SOON,
    verdict: 'port-not-bound',
  },
  "Flask's own server, on $PORT, for this machine only": {
    address: LOOPBACK,
    code: 'R10',
    command: 'flask run --port $PORT',
    files: FLASK("return 'hi'"),
    verdict: 'port-not-bound',
  },
  'Flask, an exception for each request': {
    cause: /^ZeroDivisionError: division by zero$/,
    command: 'gunicorn app:app',
    files: FLASK('return str(1 / 0)'),
    status: 500,
    verdict: 'server-error',
  },
  'Flask, nothing at the path': {
    command: 'gunicorn app:app',
    files: FLASK("return 'hi'"),
    path: '/nowhere',
    status: 404,
    verdict: 'healthy',
  },
  'Flask, a redirect to HTTPS that does not look whether it is there already': {
    command: 'gunicorn app:app',
    files: FLASK("return redirect('https://example-app.herokuapp.com/', 301)"),
    status: 301,
    verdict: 'redirect-loop',
  },
  'gunicorn as a daemon': {code: 'H10', command: 'gunicorn --daemon app:app', files: FLASK("return 'hi'"), verdict: 'crashed'},
  'a program that is not there': {
    cause: /gunnicorn: command not found$/,
    code: 'H10',
    command: 'gunnicorn app:app',
    files: {},
    verdict: 'crashed',
  },
  'a line that bash refuses': {
    cause: /syntax error near unexpected token/,
    code: 'H10',
    command: 'gunicorn app:create_app()',
    files: {},
    verdict: 'crashed',
  },
  Django: {command: DJANGO_LINE, files: DJANGO(''), status: 200, verdict: 'healthy'},
  'Django, another host alone is allowed': {
    command: DJANGO_LINE,
    files: DJANGO("ALLOWED_HOSTS = ['www.example.com']"),
    status: 400,
    verdict: 'host-refused',
  },
  'Django, an error that it does not log': {
    command: DJANGO_LINE,
    files: DJANGO('', '1 / 0'),
    status: 500,
    verdict: 'server-error',
  },
  'Django, a config var that is not set': {
    cause: /^KeyError: 'DJANGO_SECRET'$/,
    code: 'H10',
    command: DJANGO_LINE,
    files: DJANGO("import os\nSECRET_KEY = os.environ['DJANGO_SECRET']"),
    verdict: 'crashed',
  },
  'Django, the config var is set': {
    command: DJANGO_LINE,
    configVars: {DJANGO_SECRET: 'canary-secret'},
    files: DJANGO("import os\nSECRET_KEY = os.environ['DJANGO_SECRET']"),
    status: 200,
    verdict: 'healthy',
  },
  FastAPI: {
    address: EVERYWHERE,
    command: 'uvicorn main:app --host 0.0.0.0 --port $PORT',
    files: FASTAPI(),
    status: 200,
    verdict: 'healthy',
  },
  "FastAPI, uvicorn's own host": {
    address: LOOPBACK,
    code: 'R10',
    command: 'uvicorn main:app --port $PORT',
    files: FASTAPI(),
    verdict: 'port-not-bound',
  },
  'FastAPI, another host alone is trusted': {
    command: 'uvicorn main:app --host 0.0.0.0 --port $PORT',
    files: FASTAPI(
      "from starlette.middleware.trustedhost import TrustedHostMiddleware\napp = FastAPI()\napp.add_middleware(TrustedHostMiddleware, allowed_hosts=['example.com'])",
    ),
    status: 400,
    verdict: 'host-refused',
  },
  'FastAPI, no database when it starts': {
    cause: /^RuntimeError: no database$/,
    code: 'H10',
    command: 'uvicorn main:app --host 0.0.0.0 --port $PORT --workers 1',
    files: NO_DATABASE,
    verdict: 'crashed',
  },
  // WEB_CONCURRENCY: uvicorn's parent process lives on, and starts children that never listen.
  'FastAPI, no database when it starts, several processes': {
    cause: /^RuntimeError: no database$/,
    code: 'R10',
    command: 'uvicorn main:app --host 0.0.0.0 --port $PORT',
    files: NO_DATABASE,
    times: {bootMs: 12_000},
    verdict: 'port-not-bound',
  },
  aiohttp: {command: 'python main.py', files: AIOHTTP(), status: 200, verdict: 'healthy'},
  'aiohttp, SIGTERM is ignored': {
    code: 'R12',
    command: 'python main.py',
    files: AIOHTTP('signal.signal(signal.SIGTERM, signal.SIG_IGN)'),
    status: 200,
    times: {stopMs: SOON.stopMs},
    verdict: 'stop-ignored',
  },
  'a child in a session of its own ignores SIGTERM': {
    code: 'R12',
    command: 'python server.py',
    files: SOCKET({
      answer: HTTP_200,
      before:
        "subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(999)'], start_new_session=True)\ntime.sleep(1)",
    }),
    status: 200,
    times: {stopMs: SOON.stopMs},
    verdict: 'stop-ignored',
  },
  'more memory than the dyno has': {
    code: 'R14',
    command: 'python server.py',
    files: SOCKET({answer: HTTP_200, before: "held = b'x' * 60_000_000"}),
    size: {cores: 8, memoryMegabytes: 48},
    status: 200,
    verdict: 'memory-exceeded',
  },
  'twice the memory that the dyno has': {
    code: 'R15',
    command: 'python server.py',
    files: SOCKET({answer: HTTP_200, before: "held = b'x' * 60_000_000"}),
    size: {cores: 8, memoryMegabytes: 24},
    status: 200,
    verdict: 'memory-exceeded',
  },
  'no answer': {
    code: 'H12',
    command: 'python server.py',
    files: SOCKET({answer: 'time.sleep(999)'}),
    times: SOON,
    verdict: 'no-answer',
  },
  'a connection that is dropped': {
    code: 'H13',
    command: 'python server.py',
    files: SOCKET({answer: 'connection.recv(9999)'}),
    verdict: 'connection-closed',
  },
  'no HTTP': {
    code: 'H17',
    command: 'python server.py',
    files: SOCKET({answer: "connection.recv(9999); connection.sendall(b'SSH-2.0-OpenSSH_9.6\\r\\n')"}),
    verdict: 'not-http',
  },
  'Streamlit on its own port': {
    address: EVERYWHERE,
    code: 'R10',
    command: 'python -m streamlit run app.py',
    files: STREAMLIT,
    times: SOON,
    verdict: 'port-not-bound',
  },
  'Streamlit on $PORT': {
    command: 'python -m streamlit run app.py --server.port $PORT',
    files: STREAMLIT,
    status: 200,
    verdict: 'healthy',
  },
  'a bot as a web process': {code: 'R10', command: 'python bot.py', files: BOT, times: SOON, verdict: 'port-not-bound'},
  'a bot as a worker': {command: 'python bot.py', files: BOT, times: {workerMs: SOON.workerMs}, type: 'worker', verdict: 'healthy'},
  'a bot without its token': {
    cause: /^KeyError: 'BOT_TOKEN'$/,
    command: 'python bot.py',
    files: {'bot.py': "import os\nos.environ['BOT_TOKEN']\n"},
    times: {workerMs: 60_000},
    type: 'worker',
    verdict: 'crashed',
  },
  'a worker that has nothing to do': {
    command: "python -c 'print(1)'",
    files: {},
    times: {workerMs: 60_000},
    type: 'worker',
    verdict: 'crashed',
  },
  Celery: {
    command: 'celery -A tasks worker --concurrency 1',
    files: {'tasks.py': "from celery import Celery\napp = Celery('tasks', broker='memory://')\n"},
    times: {workerMs: SOON.workerMs},
    type: 'worker',
    verdict: 'healthy',
  },
  'Celery, a module that is not there': {
    cause: /No module named 'jobs'|Unable to load celery application|The module jobs was not found/,
    command: 'celery -A jobs worker',
    files: {},
    times: {workerMs: 60_000},
    type: 'worker',
    verdict: 'crashed',
  },
  'a release phase': {command: "python -c 'print(1)'", files: {}, type: 'release', verdict: 'healthy'},
  'a release phase that fails': {
    cause: /^SystemExit|^no such table$/,
    command: "python -c 'import sys; sys.exit(\"no such table\")'",
    files: {},
    type: 'release',
    verdict: 'release-failed',
  },
}
