import type {Check, CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {filesWith, type Value} from '../../project/python-source/index.js'
import {productionDependencies} from '../dependencies.js'
import {runtimeSettings} from '../shared/django-settings.js'
import {managerWords} from '../facts.js'

/** Drivers of Postgres, and packages that bring one. */
const DRIVERS = /psycopg|asyncpg|pg8000|aiopg|pygresql|postgres|^records$|^databases$|cockroach|redshift|django-heroku|^adbc/
/** What connects to a database through a driver that the app must have. */
const CONNECTS = new Set(['django', 'flask-sqlalchemy', 'peewee', 'piccolo', 'pony', 'sqlalchemy', 'sqlmodel', 'tortoise-orm'])

export const psycopgMissing: Check = {
  id: 'deps/psycopg-missing',
  title: 'the app has no Postgres driver',
  severity: 'error',
  docs: {
    what: "The app uses Postgres (Django's settings name it, or the code reads a `DATABASE_URL` for Postgres), and its dependencies don't include a driver.",
    why: "Django and SQLAlchemy need a driver such as psycopg, which they don't install. Without it the app fails when it first connects, or collectstatic fails in the build.",
    fix: 'Add `psycopg[binary]` (Django 4.2 and newer, SQLAlchemy 2), or `psycopg2-binary`.',
    example: '`"ENGINE": "django.db.backends.postgresql"`, and only Django in `requirements.txt`',
    link: 'https://devcenter.heroku.com/articles/connecting-heroku-postgres#connecting-in-python',
  },
  run(context) {
    const {complete, list} = productionDependencies(context)
    // What is installed from elsewhere than an index may depend on anything, and only a lock tells on what.
    const mayBring = list.some(({name, source}) => DRIVERS.test(name) || (!complete && source !== 'index'))
    if (mayBring || !list.some(({name}) => CONNECTS.has(name))) return []
    const use = engine(context) ?? databaseUrl(context)
    if (!use) return []
    const driver = "'psycopg[binary]'"
    const add = managerWords(context)?.add
    return [
      {
        ...use.place,
        fix: {command: add === undefined ? null : `${add} ${driver}`, kind: 'ask'},
        message: `${use.what}, but the dependencies don't include a driver, so connecting fails. Add psycopg[binary] or psycopg2-binary.`,
        ...(!complete && {fineIf: ['another package depends on one'], severity: 'warning' as const}),
      },
    ]
  },
}

interface Use {
  place: {file?: string; line?: number}
  what: string
}

function engine(context: CheckContext): undefined | Use {
  const databases = runtimeSettings(context)?.names.get('DATABASES')
  const name = textAt(databases?.value, 'default', 'ENGINE')
  if (!databases || !name || !/\.(?:postgresql|postgresql_psycopg2|postgis)$/.test(name)) return undefined
  return {place: {file: databases.file, line: databases.line}, what: "Django's settings use Postgres"}
}

function textAt(value: undefined | Value, ...keys: string[]): string | undefined {
  let found = value
  for (const key of keys) found = found?.kind === 'dictionary' ? found.entries.get(key) : undefined
  return found?.kind === 'string' ? found.value : undefined
}

function databaseUrl({app, project: {tree}}: CheckContext): undefined | Use {
  if (!app || !isAvailable(app.configVars)) return undefined
  const isPostgres = /^postgres(?:ql)?:/.test(app.configVars.get('DATABASE_URL')?.reveal() ?? '')
  const [file] = isPostgres ? filesWith(tree, /\bDATABASE_URL\b|\bdj_database_url\b/) : []
  return file === undefined ? undefined : {place: {file}, what: 'The config var DATABASE_URL is a Postgres URL'}
}
