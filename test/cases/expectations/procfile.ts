import {at, ERROR, expects, type Expectation, find, SERIOUS, WARNING} from '../expectation.js'

const LINE = 'Procfile'

/** The server that a line starts, and what it loads. */
export const SERVER: Readonly<Record<string, Expectation>> = {
  '021': expects(
    'server',
    at('shop/asgi.py', find('django/asgi-order', ERROR, /get_asgi_application/, /chat[./]routing/, /chat[./]models/)),
  ),
  '056b': expects('server', at(LINE, find('procfile/worker-class', ERROR, /gevent/))),
  '056c': expects('server', at(LINE, find('procfile/worker-class', ERROR, /\buvicorn\b/))),
  '056e': expects('server', find('procfile/sockets-need-one-worker', WARNING, /-w 1|--workers[= ]1|WEB_CONCURRENCY=1/)),
  '057': expects('server', at(LINE, find('procfile/wrong-interface', ERROR, /ASGI/, /uvicorn/i))),
  '057c': expects('server', at(LINE, find('procfile/wrong-interface', ERROR, /WSGI/, /gunicorn|interface wsgi/))),
  '058a': expects('server', at(LINE, find('procfile/shell-syntax', ERROR, /create_app/, /["']app:create_app\(\)["']|quote/))),
  '058d': expects('server', at(LINE, find('procfile/server-object', ERROR, /\bapplication\b/, /app:app/))),
  // Their dash 3.0.4 asks for Flask and Werkzeug below 3.1, and they pin both at 3.1.
  '058f': {
    ...expects('server', at(LINE, find('procfile/server-object', ERROR, /Dash/, /app:server/, /app\.server/))),
    allows: ['deps/conflicting-pins'],
  },
  '058g': {
    ...expects('server', at(LINE, find('procfile/server-object', ERROR, /\bserver\b/, /app\.server/))),
    allows: ['deps/conflicting-pins'],
  },
  '058i': expects('server', at(LINE, find('procfile/server-object', ERROR, /__main__/, /\bapp\b/))),
}

/** Who listens where, and what else a line runs. */
export const PROCFILE: Readonly<Record<string, Expectation>> = {
  '018b': expects('procfile', at('app.py', find('procfile/port-not-bound', ERROR, /5000|127\.0\.0\.1/, /PORT/))),
  '018c': expects('procfile', at('main.py', find('procfile/port-not-bound', ERROR, /8000/, /PORT/))),
  '019a': expects('procfile', find('procfile/web-does-not-listen', SERIOUS, /pyrogram/i, /worker: python3 bot\.py/)),
  '019b': expects('procfile', find('procfile/web-does-not-listen', SERIOUS, /discord/i, /worker: python start\.py/)),
  '020b': expects('procfile', find('procfile/port-not-bound', ERROR, /127\.0\.0\.1/, /0\.0\.0\.0/)),
  '028b': expects('procfile', find('procfile/missing', SERIOUS, /deploy\/Procfile/)),
  '033': expects('procfile', find('procfile/invalid', SERIOUS, /\brelease\b/)),
  '040b': expects('procfile', find('procfile/port-not-bound', ERROR, /--server\.port/, /\$PORT/)),
  '050b': {
    ...expects('procfile', find('procfile/web-not-scaled', SERIOUS, /\bweb\b/, /ps:scale/)),
    allows: ['procfile/web-does-not-listen'],
  },
  '050c': expects('procfile', at(LINE, find('procfile/no-web-process', ERROR, /gunicorn/, /\bweb:/))),
  '059a': expects('procfile', find('procfile/invalid', SERIOUS, /web:/)),
  '059c': expects('procfile', find('procfile/invalid', ERROR, /UTF-16/)),
  '059d': expects('procfile', find('procfile/misnamed', ERROR, /git mv Procfile\.txt Procfile/)),
  '061': expects('procfile', at(LINE, find('procfile/port-not-bound', ERROR, /runserver/, /0\.0\.0\.0:\$PORT|gunicorn/))),
  '091b': expects('procfile', at(LINE, find('procfile/wsgi-module|procfile/module-missing', ERROR, /\bproj\b/))),
  '091c': expects('procfile', at(LINE, find('procfile/program-not-installed|procfile/server-not-in-deps', ERROR, /\bcelery\b/))),
  '092a': expects('procfile', at(LINE, find('procfile/file-missing', ERROR, /manage\.py/, /site\/manage\.py/))),
  '092b': expects('procfile', at(LINE, find('procfile/not-executable', ERROR, /release\.sh/, /chmod/))),
  C11: expects('procfile', at('gunicorn.conf.py', find('procfile/port-not-bound', ERROR, /8000/))),
  C14: expects('procfile', find('procfile/port-not-bound', ERROR, /127\.0\.0\.1/)),
}
