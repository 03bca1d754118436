import {aiohttp, django, DJANGO_LINE, fastapi, flask, HTTP_200, NO_DATABASE, socketServer, STREAMLIT} from './app-sources.js'
import {BOT, EVERYWHERE, LOOPBACK, type PlantedApp, SOON} from './planted.js'
import {seeingHost} from './seeing-host.js'

/** What the apps need, beside the standard library. */
export const REQUIREMENTS = `aiohttp==3.12.15
celery==5.5.3
Django==5.2.4
fastapi==0.121.0
Flask==3.1.2
gunicorn==23.0.0
uvicorn==0.38.0
`

/** Processes that are to serve HTTP. */
export const PLANTED_WEB: Record<string, PlantedApp> = {
  'Flask with gunicorn': {
    address: EVERYWHERE,
    command: 'gunicorn app:app',
    files: flask("return 'hi'"),
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
    files: flask("return 'hi'"),
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
    files: flask("return 'hi'"),
    host: seeingHost(),
    times: SOON,
    verdict: 'port-not-bound',
  },
  "Flask's own server, on $PORT, for this machine only": {
    address: LOOPBACK,
    code: 'R10',
    command: 'flask run --port $PORT',
    files: flask("return 'hi'"),
    verdict: 'port-not-bound',
  },
  'Flask, an exception for each request': {
    cause: /^ZeroDivisionError: division by zero$/,
    command: 'gunicorn app:app',
    files: flask('return str(1 / 0)'),
    status: 500,
    verdict: 'server-error',
  },
  'Flask, nothing at the path': {
    command: 'gunicorn app:app',
    files: flask("return 'hi'"),
    path: '/nowhere',
    status: 404,
    verdict: 'healthy',
  },
  'Flask, a redirect to HTTPS that does not look whether it is there already': {
    command: 'gunicorn app:app',
    files: flask("return redirect('https://example-app.herokuapp.com/', 301)"),
    status: 301,
    verdict: 'redirect-loop',
  },
  'gunicorn as a daemon': {code: 'H10', command: 'gunicorn --daemon app:app', files: flask("return 'hi'"), verdict: 'crashed'},
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
  Django: {command: DJANGO_LINE, files: django(''), status: 200, verdict: 'healthy'},
  'Django, another host alone is allowed': {
    command: DJANGO_LINE,
    files: django("ALLOWED_HOSTS = ['www.example.com']"),
    status: 400,
    verdict: 'host-refused',
  },
  'Django, an error that it does not log': {
    command: DJANGO_LINE,
    files: django('', '1 / 0'),
    status: 500,
    verdict: 'server-error',
  },
  'Django, a config var that is not set': {
    cause: /^KeyError: 'DJANGO_SECRET'$/,
    code: 'H10',
    command: DJANGO_LINE,
    files: django("import os\nSECRET_KEY = os.environ['DJANGO_SECRET']"),
    verdict: 'crashed',
  },
  'Django, the config var is set': {
    command: DJANGO_LINE,
    configVars: {DJANGO_SECRET: 'canary-secret'},
    files: django("import os\nSECRET_KEY = os.environ['DJANGO_SECRET']"),
    status: 200,
    verdict: 'healthy',
  },
  FastAPI: {
    address: EVERYWHERE,
    command: 'uvicorn main:app --host 0.0.0.0 --port $PORT',
    files: fastapi(),
    status: 200,
    verdict: 'healthy',
  },
  "FastAPI, uvicorn's own host": {
    address: LOOPBACK,
    code: 'R10',
    command: 'uvicorn main:app --port $PORT',
    files: fastapi(),
    verdict: 'port-not-bound',
  },
  'FastAPI, another host alone is trusted': {
    command: 'uvicorn main:app --host 0.0.0.0 --port $PORT',
    files: fastapi(
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
    host: seeingHost(/^RuntimeError: no database$/),
    times: SOON,
    verdict: 'port-not-bound',
  },
  aiohttp: {command: 'python main.py', files: aiohttp(), status: 200, verdict: 'healthy'},
  'aiohttp, SIGTERM is ignored': {
    code: 'R12',
    command: 'python main.py',
    files: aiohttp('signal.signal(signal.SIGTERM, signal.SIG_IGN)'),
    status: 200,
    times: {stopMs: SOON.stopMs},
    verdict: 'stop-ignored',
  },
  'a child in a session of its own ignores SIGTERM': {
    code: 'R12',
    command: 'python server.py',
    files: socketServer({
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
    files: socketServer({answer: HTTP_200, before: "held = b'x' * 60_000_000"}),
    size: {cores: 8, memoryMegabytes: 48},
    status: 200,
    verdict: 'memory-exceeded',
  },
  'twice the memory that the dyno has': {
    code: 'R15',
    command: 'python server.py',
    files: socketServer({answer: HTTP_200, before: "held = b'x' * 60_000_000"}),
    size: {cores: 8, memoryMegabytes: 24},
    status: 200,
    verdict: 'memory-exceeded',
  },
  'no answer': {
    code: 'H12',
    command: 'python server.py',
    files: socketServer({answer: 'time.sleep(999)'}),
    times: {requestMs: SOON.requestMs},
    verdict: 'no-answer',
  },
  'a connection that is dropped': {
    code: 'H13',
    command: 'python server.py',
    files: socketServer({answer: 'connection.recv(9999)'}),
    verdict: 'connection-closed',
  },
  'no HTTP': {
    code: 'H17',
    command: 'python server.py',
    files: socketServer({answer: String.raw`connection.recv(9999); connection.sendall(b'SSH-2.0-OpenSSH_9.6\r\n')`}),
    verdict: 'not-http',
  },
  'Streamlit on its own port': {
    address: EVERYWHERE,
    code: 'R10',
    command: 'python -m streamlit run app.py',
    files: STREAMLIT,
    host: seeingHost(),
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
}
