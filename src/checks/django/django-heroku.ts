import type {Check} from '../check.js'

import {findDependency} from '../dependencies.js'

export const djangoHeroku: Check = {
  id: 'django/django-heroku',
  title: 'django-heroku is unmaintained',
  severity: 'warning',
  docs: {
    what: 'The app depends on `django-heroku`.',
    why: "Heroku retired the package. It needs psycopg2 built from source, and wasn't updated for Django since 2018: parts of it don't work with Django 4 and later.",
    fix: "Do what it did in your settings: `dj-database-url` for `DATABASES`, WhiteNoise for static files, `ALLOWED_HOSTS` and `SECRET_KEY` from config vars. Heroku's guide shows how.",
    example: '`django-heroku==0.3.1` in requirements.txt',
    link: 'https://devcenter.heroku.com/articles/django-app-configuration',
  },
  run(context) {
    const found = findDependency(context, 'django-heroku')
    if (!found?.certain) return []
    return [
      {
        file: found.file,
        fix: {command: null, kind: 'hand'},
        ...(found.line !== undefined && {line: found.line}),
        message: 'django-heroku is unmaintained. Use dj-database-url and WhiteNoise in the settings instead, and remove it.',
      },
    ]
  },
}
