/** Small apps of the frameworks, with what a planted app changes. */

export const flask = (body: string) => ({
  'app.py': `from flask import Flask, redirect\napp = Flask(__name__)\n@app.route('/')\ndef index():\n    ${body}\n`,
})

export const django = (settings: string, view = "HttpResponse('hi')") => ({
  'site_wsgi.py': `import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'settings'\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`,
  'settings.py': `DEBUG = False\nROOT_URLCONF = 'urls'\nMIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'django.middleware.common.CommonMiddleware']\nSECRET_KEY = 'only-for-tests'\nALLOWED_HOSTS = ['.herokuapp.com']\n${settings}\n`,
  'urls.py': `from django.http import HttpResponse\nfrom django.urls import path\nurlpatterns = [path('', lambda request: ${view})]\n`,
})
export const DJANGO_LINE = 'gunicorn site_wsgi'

export const fastapi = (more = '') => ({
  'main.py': `from fastapi import FastAPI\n${more || 'app = FastAPI()'}\n@app.get('/')\ndef index(): return {'hello': 'world'}\n`,
})

export const NO_DATABASE = fastapi(
  "from contextlib import asynccontextmanager\n@asynccontextmanager\nasync def life(app):\n    raise RuntimeError('no database')\n    yield\napp = FastAPI(lifespan=life)",
)

export const aiohttp = (more = '') => ({
  'main.py': `import os, signal\nfrom aiohttp import web\nasync def index(request): return web.Response(text='hi')\napp = web.Application()\napp.router.add_get('/', index)\n${more}\nweb.run_app(app, port=int(os.environ['PORT'])${more ? ', handle_signals=False' : ''})\n`,
})

/** A server of the standard library: `held` is what it has in memory, `answer` what it does with a connection. */
export const socketServer = ({answer, before = ''}: {answer: string; before?: string}) => ({
  'server.py': `import os, signal, socket, subprocess, sys, time\n${before}\nserver = socket.create_server(('0.0.0.0', int(os.environ['PORT'])))\nwhile True:\n    connection, _ = server.accept()\n    ${answer}\n    connection.close()\n`,
})
export const HTTP_200 = String.raw`connection.recv(9999); connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')`

/** What `streamlit run` does with a port, in a few lines: the real one would be half a gigabyte. */
export const STREAMLIT = {
  'app.py': '',
  'streamlit/__init__.py': '',
  'streamlit/__main__.py': `import http.server, sys
port = int(sys.argv[sys.argv.index('--server.port') + 1]) if '--server.port' in sys.argv else 0
http.server.HTTPServer(('0.0.0.0', port), http.server.SimpleHTTPRequestHandler).serve_forever()
`,
}
