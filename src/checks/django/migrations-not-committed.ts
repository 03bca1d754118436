import {posix} from 'node:path'

import type {Check, CheckContext, Finding} from '../check.js'

import {leftOut} from '../shared/uncommitted.js'
import {DJANGO_PAGE, moduleFolders} from '../shared/django-project.js'
import {runtimeSettings} from '../shared/django-settings.js'

export const migrationsNotCommitted: Check = {
  id: 'django/migrations-not-committed',
  title: "an app's migrations aren't in the commit",
  severity: 'warning',
  docs: {
    what: 'One of your apps in `INSTALLED_APPS` has models but no migrations in the commit, because `.gitignore` excludes its `migrations` folder.',
    why: "`manage.py migrate` doesn't create its tables on Heroku. Migrations that you create there (`makemigrations`) are lost when the dyno stops, and differ from those on your machine.",
    fix: 'Remove the rule from `.gitignore`, and commit the migrations.',
    example: '`migrations/` in `.gitignore`',
    link: DJANGO_PAGE,
  },
  run(context) {
    const apps = runtimeSettings(context)?.names.get('INSTALLED_APPS')?.value
    if (apps?.kind !== 'list') return []
    const names = apps.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
    return names.flatMap((name) => ofApp(context, name))
  },
}

function ofApp(context: CheckContext, name: string): Finding[] {
  const {tree} = context.project
  const path = name.replace(/\.apps\.\w+$/, '').replaceAll('.', '/')
  const folder = moduleFolders(context)
    .map((base) => posix.join(base, path))
    .find((one) => tree.isDirectory(one))
  if (folder === undefined) return []
  const models = `${folder}/models.py`
  if (!/\(\s*(?:models\.Model|AbstractUser|AbstractBaseUser|TimeStampedModel)\b/.test(text(context, models))) return []
  const isThere = tree.list(`${folder}/migrations`).some((file) => /^\d{4}_\w+\.py$/.test(file))
  const ignored = isThere ? undefined : leftOut(context.project, `${folder}/migrations/0001_initial.py`)
  if (ignored?.why.by !== '.gitignore') return []
  return [
    {
      file: '.gitignore',
      fix: {command: `git add --force ${folder}/migrations`, kind: 'hand'},
      line: ignored.why.line,
      message: `The tables of ${name} are missing on Heroku: .gitignore excludes ${folder}/migrations (${ignored.why.rule}), so migrate has nothing to run. Remove the rule and commit the migrations.`,
    },
  ]
}

function text({project: {tree}}: CheckContext, file: string): string {
  return new TextDecoder().decode(tree.read(file))
}
