import {byName} from '../../common/by-name.js'

interface Needs {
  /** The versions of which `needs` is known: a later one may have dropped a package, as gunicorn did. */
  since: string
  to: string
  needs: readonly string[]
}

/**
 * What some of the most used packages bring along on Linux, whatever their extras and the version of Python. Each row was
 * compared with the metadata of both versions, `to` being the newest of November 2026 where it still needs them all. Names as in
 * PEP 503.
 */
export const SECONDARY_PACKAGES: Readonly<Record<string, Needs>> = byName({
  aiohttp: {since: '3.10', to: '3.14.5', needs: ['aiosignal', 'attrs', 'frozenlist', 'multidict', 'yarl']},
  boto3: {since: '1.4', to: '1.44.5', needs: ['botocore', 'jmespath', 's3transfer']},
  celery: {since: '5.2.7', to: '5.7.0', needs: ['billiard', 'click', 'kombu', 'vine']},
  django: {since: '3.0', to: '6.1.3', needs: ['asgiref', 'sqlparse']},
  fastapi: {since: '0.100', to: '0.165.0', needs: ['pydantic', 'starlette']},
  flask: {since: '1.0', to: '3.1.3', needs: ['click', 'itsdangerous', 'jinja2', 'werkzeug']},
  gunicorn: {since: '21.0', to: '23.0.0', needs: ['packaging']},
  httpx: {since: '0.24', to: '0.28.1', needs: ['certifi', 'httpcore', 'idna']},
  jinja2: {since: '3.0', to: '3.1.6', needs: ['markupsafe']},
  matplotlib: {since: '3.6', to: '3.11.2', needs: ['cycler', 'kiwisolver', 'numpy', 'packaging', 'pillow', 'pyparsing']},
  pandas: {since: '1.0', to: '3.1.1', needs: ['numpy', 'python-dateutil']},
  pydantic: {since: '2.0', to: '2.14.3', needs: ['annotated-types', 'pydantic-core', 'typing-extensions']},
  requests: {since: '2.26', to: '2.34.2', needs: ['certifi', 'charset-normalizer', 'idna', 'urllib3']},
  'scikit-learn': {since: '0.24', to: '1.9.1', needs: ['joblib', 'numpy', 'scipy', 'threadpoolctl']},
  'sentry-sdk': {since: '1.0', to: '2.75.0', needs: ['certifi', 'urllib3']},
  sqlalchemy: {since: '2.0', to: '2.1.9', needs: ['typing-extensions']},
  starlette: {since: '0.15', to: '1.10.0', needs: ['anyio']},
  uvicorn: {since: '0.13', to: '0.54.0', needs: ['click', 'h11']},
})
