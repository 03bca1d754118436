import type {CheckContext} from '../check.js'

import {isBefore} from '../../packaging/release-order.js'
import {findDependency} from '../dependencies.js'

/** What kinds of apps frameworks make, by how the object is got at: `flask.Flask()`. */

export type AppInterface = 'aiohttp' | 'asgi' | 'tornado' | 'wsgi'

/** Source: the documentation of each framework on how to deploy it. */
const INTERFACES: readonly (readonly [AppInterface, RegExp])[] = [
  [
    'asgi',
    /^(?:(?:fastapi|fastapi\.applications)\.FastAPI|starlette\.applications\.Starlette|quart(?:\.app)?\.Quart|litestar(?:\.app)?\.Litestar|starlite(?:\.app)?\.Starlite|sanic(?:\.app)?\.Sanic|esmerald\.Esmerald|blacksheep(?:\.server)?(?:\.application)?\.Application|falcon\.asgi\.App|connexion\.AsyncApp)\(\)$/,
  ],
  [
    'asgi',
    /^(?:django\.core\.asgi\.get_asgi_application|channels\.routing\.(?:get_default_application|ProtocolTypeRouter)|(?:socketio|engineio)\.ASGIApp|asgiref\.wsgi\.WsgiToAsgi|a2wsgi\.WSGIMiddleware|uvicorn\.middleware\.\w+\.\w+|(?:fastapi|starlette)\.middleware\.\w+\.\w+|(?:ariadne|strawberry)\.asgi\.GraphQL|gradio\.mount_gradio_app)\(\)$/,
  ],
  [
    'wsgi',
    /^(?:flask(?:\.app)?\.Flask|bottle\.(?:Bottle|app|default_app)|falcon\.(?:API|App)|apiflask\.APIFlask|flask_openapi3\.OpenAPI|eve\.Eve|pyramid\.config\.Configurator\(\)\.make_wsgi_app|web\.application\(\)\.wsgifunc|cherrypy\.Application)\(\)$/,
  ],
  [
    'wsgi',
    /^(?:django\.core\.wsgi\.get_wsgi_application|whitenoise\.WhiteNoise|werkzeug\.middleware\.\w+\.\w+|dj_static\.(?:Cling|MediaCling)|(?:socketio|engineio)\.WSGIApp|socketio\.Middleware|a2wsgi\.ASGIMiddleware|ariadne\.wsgi\.GraphQL)\(\)$/,
  ],
  ['wsgi', /^dash(?:\.dash)?\.Dash\(\)\.server$/],
  ['aiohttp', /^aiohttp\.web(?:\.|_app\.)Application\(\)$/],
  ['tornado', /^tornado\.web\.Application\(\)$/],
]

/** How requests reach an object; undefined for one that isn't known. */
export function interfaceOf(path: string): AppInterface | undefined {
  return INTERFACES.find(([, form]) => form.test(path))?.[0]
}

/** An object that a web app is often taken for, and which no server can call. */
export interface NoApp {
  /** As its documentation calls it. */
  name: string
  /** What to load instead. */
  instead: string
}

const NO_APPS: readonly (readonly [RegExp, NoApp])[] = [
  [/^flask_socketio\.SocketIO\(\)$/, {instead: 'Load the Flask app that it was created with.', name: 'a SocketIO object'}],
  [/^(?:flask_restful|flask_restx|flask_smorest|flask_api)\.Api\(\)$/, {instead: 'Load the Flask app.', name: 'an Api object'}],
  [/^flask_sqlalchemy\.SQLAlchemy\(\)$/, {instead: 'Load the Flask app.', name: 'a SQLAlchemy object'}],
  [
    /^flask(?:\.blueprints)?\.Blueprint\(\)$/,
    {instead: 'Load the Flask app that it is registered with.', name: 'a Flask blueprint'},
  ],
  [/^celery(?:\.app)?\.Celery\(\)$/, {instead: 'Run it with celery -A in a worker.', name: 'a Celery app'}],
  [
    /^gradio\.(?:Blocks|ChatInterface|Interface|TabbedInterface)\(\)$/,
    {instead: 'Start the script with python, or mount it in a FastAPI app.', name: 'a Gradio app'},
  ],
]

export function noAppOf(path: string): NoApp | undefined {
  return NO_APPS.find(([form]) => form.test(path))?.[1]
}

/** Instances of Dash are WSGI apps from 3.1 on; in earlier versions the Flask app inside is. Source: dash/dash.py of 3.0.4 and 3.1.0. */
export function isBareDash(context: CheckContext, path: string): boolean {
  const version = findDependency(context, 'dash')?.version ?? null
  return /^dash(?:\.dash)?\.Dash\(\)$/.test(path) && version !== null && isBefore(version, '3.1')
}
