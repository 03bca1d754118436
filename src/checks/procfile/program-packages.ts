import type {Bringers} from '../shared/installed.js'

import {byName} from '../../common/by-name.js'

/** A package that has a program. */
export interface ProgramPackage {
  name: string
  /** Others that have a program of this name. */
  also?: readonly string[]
  /** Packages that bring it along. */
  bringers?: Bringers
  /** It hardly ever comes with another package than those: a list of direct dependencies without it is enough to be sure. */
  isAlone?: true
}

const CELERY: ProgramPackage = {
  bringers: {
    'apache-airflow': ['celery'],
    'apache-airflow-providers-celery': [],
    'apache-superset': [],
    'celery-redbeat': [],
    'django-celery': [],
    'django-celery-beat': [],
    'django-celery-results': [],
    flower: [],
  },
  isAlone: true,
  name: 'celery',
}

const alone = (name: string, more: Partial<ProgramPackage> = {}): ProgramPackage => ({isAlone: true, name, ...more})

const FLASK: Bringers = Object.fromEntries(
  [
    'apache-superset',
    'apiflask',
    'connexion',
    'dash',
    'flask-admin',
    'flask-appbuilder',
    'flask-caching',
    'flask-cors',
    'flask-login',
    'flask-mail',
    'flask-migrate',
    'flask-restful',
    'flask-restx',
    'flask-smorest',
    'flask-socketio',
    'flask-sqlalchemy',
    'flask-wtf',
    'mlflow',
    'quart',
  ].map((name) => [name, []]),
)

/** The packages of programs that Procfiles run. Source: each package's own metadata (console scripts). */
export const PACKAGES_OF_PROGRAMS: Readonly<Record<string, ProgramPackage>> = byName({
  airflow: alone('apache-airflow', {also: ['apache-airflow-core']}),
  alembic: {bringers: {'flask-alembic': [], 'flask-migrate': []}, name: 'alembic'},
  arq: alone('arq'),
  bokeh: {bringers: {panel: []}, name: 'bokeh'},
  celery: CELERY,
  chainlit: alone('chainlit'),
  daphne: alone('daphne'),
  datasette: alone('datasette'),
  'ddtrace-run': alone('ddtrace'),
  'django-admin': {bringers: {'django-cms': [], djangorestframework: [], mezzanine: [], wagtail: []}, name: 'django'},
  dramatiq: alone('dramatiq', {bringers: {'django-dramatiq': []}}),
  fastapi: {also: ['fastapi-cli'], bringers: {fastapi: ['all', 'standard']}, name: 'fastapi'},
  faststream: alone('faststream'),
  flask: {bringers: FLASK, name: 'flask'},
  'flask db': {also: ['flask-alembic', 'flask-db'], bringers: {'apache-superset': [], 'quart-db': []}, name: 'flask-migrate'},
  flower: alone('flower'),
  gradio: alone('gradio'),
  granian: alone('granian'),
  gunicorn: alone('gunicorn'),
  honcho: alone('honcho'),
  huey_consumer: alone('huey'),
  'huey_consumer.py': alone('huey'),
  hupper: {bringers: {pyramid: []}, name: 'hupper'},
  hypercorn: {name: 'hypercorn'},
  jupyter: {also: ['jupyter-core', 'jupyterlab', 'notebook', 'voila'], name: 'jupyter'},
  luigid: alone('luigi'),
  mlflow: alone('mlflow', {also: ['mlflow-skinny']}),
  'newrelic-admin': alone('newrelic'),
  nltk: {name: 'nltk'},
  'opentelemetry-instrument': {also: ['opentelemetry-distro'], name: 'opentelemetry-instrumentation'},
  panel: alone('panel'),
  prefect: alone('prefect'),
  procrastinate: alone('procrastinate'),
  pserve: {name: 'pyramid'},
  pytest: {name: 'pytest'},
  rasa: alone('rasa'),
  rq: alone('rq', {bringers: {'django-rq': [], 'flask-rq2': [], 'rq-dashboard': [], 'rq-scheduler': []}}),
  rqscheduler: alone('rq-scheduler'),
  scrapy: alone('scrapy'),
  shiny: alone('shiny'),
  streamlit: alone('streamlit'),
  supervisord: alone('supervisor'),
  taskiq: alone('taskiq'),
  uvicorn: {name: 'uvicorn'},
  uwsgi: alone('uwsgi', {also: ['pyuwsgi']}),
  voila: alone('voila'),
  'waitress-serve': {name: 'waitress'},
  watchmedo: {name: 'watchdog'},
})
