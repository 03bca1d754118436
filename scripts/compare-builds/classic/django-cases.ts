import {rmSync} from 'node:fs'
import path from 'node:path'

import type {Case} from '../cases.js'
import {type Files, one, type Tree, twice, V, type Writer} from '../case-writer.js'
import {DJANGO_SITE} from '../django-site.js'
import {library} from './pip-cases.js'

const MANIFEST = 'STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}\n'
const STORED = 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}\n'

/** Sites, and how their static files are collected or not. */
export function djangoCases({app}: Writer): Case[] {
  const site = (files: Files = {}, then?: Tree) =>
    app({...V, 'requirements.txt': 'Django==5.1.4\n', ...DJANGO_SITE, ...files}, then)
  const settings = (more: string, files: Files = {}) =>
    site({...files, 'site1/settings.py': DJANGO_SITE['site1/settings.py'] + more})
  const whitenoise = {'requirements.txt': 'Django==5.1.4\nwhitenoise==6.8.2\n'}
  const script = (name: string) => ({
    [name]: DJANGO_SITE['manage.py'].replace('import os, sys', 'import os, sys; print(__file__)'),
  })
  return [
    twice('django-whitenoise', settings(MANIFEST, whitenoise)),
    one(
      'django-whitenoise-missing',
      settings(MANIFEST, {...whitenoise, 'assets/b.css': '@import url("gone.css"); a{background:url(x.png)}\n'}),
    ),
    one(
      'django-other-settings',
      {
        env: {DJANGO_SETTINGS_MODULE: 'site1.production'},
        tree: site({'site1/production.py': 'from .settings import *\nimport os\nSECRET_KEY = os.environ["KEY_OF_OURS"]\n'}),
      },
      {
        env: {DJANGO_SETTINGS_MODULE: 'site1.production', KEY_OF_OURS: 'abc123'},
        tree: site({'site1/production.py': 'from .settings import *\nimport os\nSECRET_KEY = os.environ["KEY_OF_OURS"]\n'}),
      },
    ),
    one('django-settings-nowhere', {env: {DEBUG_COLLECTSTATIC: '1', DJANGO_SETTINGS_MODULE: 'nowhere.settings'}, tree: site()}),
    one('django-two-scripts', site({...script('zoo/manage.py'), ...script('ape/manage.py')})),
    one(
      'django-two-below',
      site({...script('zoo/manage.py'), ...script('ape/manage.py')}, (folder) => rmSync(path.join(folder, 'manage.py'))),
    ),
    one(
      'django-hook-migrates',
      site({
        'bin/post_compile':
          '#!/usr/bin/env bash\nset -e\npython manage.py migrate --noinput\npython manage.py check --deploy 2>&1 | head -3\n',
        'site1/settings.py': `${DJANGO_SITE['site1/settings.py']}${STORED}INSTALLED_APPS += ["django.contrib.contenttypes", "django.contrib.auth"]\n`,
      }),
    ),
    one(
      'django-hook-collects',
      site({
        '.heroku/collectstatic_disabled': '',
        'bin/post_compile': '#!/usr/bin/env bash\npython manage.py collectstatic --noinput -v 2; ls staticfiles\n',
      }),
    ),
    one('django-debug', {
      env: {DEBUG_COLLECTSTATIC: '1', PASSWORD_OF_OURS: 'correct horse'},
      tree: settings('raise RuntimeError(os.environ["PASSWORD_OF_OURS"])\n'),
    }),
    one('django-warns', settings('import warnings\nwarnings.warn("said by the settings")\nprint("said to stdout")\n')),
    one('django-same-file-twice', settings('STATICFILES_DIRS.append(os.path.join(BASE, "more"))\n', {'more/a.css': 'b{}\n'})),
    one('django-odd-names', settings('', {'assets/deep/ünï ✓.css': 'b{}\n'})),
    one('django-path', {
      env: {PYTHONPATH: 'src'},
      tree: site({'src/helper.py': 'X = 1\n', 'site1/settings.py': `from helper import X\n${DJANGO_SITE['site1/settings.py']}`}),
    }),
    twice('django-psycopg', site({'requirements.txt': 'Django==5.1.4\n-e libs/psycopg\n', ...library('psycopg')})),
    {...one('django-ci', site({'requirements-test.txt': 'idna==3.6\n'}), site()), ci: true},
  ]
}
