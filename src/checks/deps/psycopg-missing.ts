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
  title: 'there is no driver for Postgres',
  severity: 'error',
  docs: {
    what: 'The app uses Postgres (the settings of Django name its engine, or the code reads a `DATABASE_URL` that leads to Postgres), and no driver is among its dependencies.',
    why: 'Django and SQLAlchemy reach Postgres through a driver such as psycopg, which they do not install. Without it the app fails where it first connects, or already in the build, in collectstatic.',
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
    const doubt = complete ? '' : ' If another package brings one, all is well.'
    const driver = "'psycopg[binary]'"
    const add = managerWords(context)?.add
    return [
      {
        ...use.place,
        fix: {command: add === undefined ? null : `${add} ${driver}`, kind: 'ask'},
        message: `${use.what}, and no driver for it is among the dependencies: connecting fails. Add psycopg[binary] or psycopg2-binary.${doubt}`,
        ...(!complete && {severity: 'warning' as const}),
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
  return {place: {file: databases.file, line: databases.line}, what: 'The settings of Django name Postgres as the database'}
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
  return file === undefined ? undefined : {place: {file}, what: 'The config var DATABASE_URL leads to Postgres'}
}
