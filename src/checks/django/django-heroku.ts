import type {Check} from '../check.js'

import {findDependency} from '../dependencies.js'

export const djangoHeroku: Check = {
  id: 'django/django-heroku',
  title: 'the package django-heroku is no longer maintained',
  severity: 'warning',
  docs: {
    what: 'The app depends on `django-heroku`.',
    why: 'Heroku has retired the package. It asks for psycopg2 in source form, and knows nothing of what Django has changed since 2018: from Django 4 on parts of it no longer do what they did.',
    fix: 'Do in the settings what it did: `dj-database-url` for `DATABASES`, WhiteNoise for static files, `ALLOWED_HOSTS` and `SECRET_KEY` from config vars. Heroku’s guide shows each of them.',
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
        message:
          'django-heroku is retired, and is not kept up with Django. Use dj-database-url and WhiteNoise in the settings instead, and remove it.',
      },
    ]
  },
}
