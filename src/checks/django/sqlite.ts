import type {Check, CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {runtimeSettings, type Settings} from '../shared/django-settings.js'

export const sqlite: Check = {
  id: 'django/sqlite',
  title: 'the database is a SQLite file',
  severity: 'warning',
  docs: {
    what: "The default database in the settings is a SQLite file, and the settings don't read `DATABASE_URL`.",
    why: 'Each dyno has its own file system, cleared at each restart, at least once a day. The data in the file is lost.',
    fix: 'Add a Postgres database (`heroku addons:create heroku-postgresql`) and use its URL: `DATABASES = {"default": dj_database_url.config(conn_max_age=600, default="sqlite:///db.sqlite3")}`. If the app doesn\'t store anything, leave it as it is.',
    example: '`"ENGINE": "django.db.backends.sqlite3"`, as `django-admin startproject` writes it',
    link: 'https://devcenter.heroku.com/articles/sqlite3',
  },
  run(context) {
    const settings = runtimeSettings(context)
    if (!settings || !isFile(settings) || readsUrl(context, settings)) return []
    const {app} = context
    const {file, line} = settings.names.get('DATABASES')!
    const hasUrl = app && isAvailable(app.configVars) && app.configVars.has('DATABASE_URL')
    return [
      {
        file,
        fix: {command: hasUrl || !app ? null : `heroku addons:create heroku-postgresql --app ${app.name}`, kind: 'hand'},
        line,
        part: 'DATABASES',
        message: `The database is a SQLite file, and a dyno's file system is cleared at each restart: the app loses its data. Read DATABASE_URL instead${hasUrl ? ' (it is set)' : ''}.`,
      },
    ]
  },
}

/** `:memory:` holds nothing that could be lost. */
function isFile({names}: Settings): boolean {
  const databases = names.get('DATABASES')?.value
  const database = databases?.kind === 'dictionary' ? databases.entries.get('default') : undefined
  if (database?.kind !== 'dictionary' || database.open) return false
  const [engine, name] = ['ENGINE', 'NAME'].map((key) => database.entries.get(key))
  const isSqlite = engine?.kind === 'string' && /\.(?:sqlite3|spatialite)$/.test(engine.value)
  return isSqlite && !(name?.kind === 'string' && name.value === ':memory:')
}

function readsUrl({project: {tree}}: CheckContext, {files}: Settings): boolean {
  return files.some((file) => /DATABASE_URL|dj_database_url|\bdb_url\b|\.db\(/.test(new TextDecoder().decode(tree.read(file))))
}
