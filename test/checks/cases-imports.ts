import type {TestFiles} from '../support/repository.js'
import {built, type Case, within} from './case.js'

/** A Flask app whose list of packages is frozen: all that is installed is named. */
const FROZEN =
  'Flask==3.1.0\nWerkzeug==3.1.3\nJinja2==3.1.6\nMarkupSafe==3.0.2\nitsdangerous==2.2.0\nclick==8.1.8\nblinker==1.9.0\ngunicorn==23.0.0\npackaging==24.2\n'

const flask = (code: string, more: TestFiles = {}): TestFiles => ({
  '.python-version': '3.13\n',
  Procfile: 'web: gunicorn app:app\n',
  'app.py': `${code}\nfrom flask import Flask\napp = Flask(__name__)\n`,
  'requirements.txt': FROZEN,
  ...more,
})

const DJANGO = 'Django==5.2.8\nasgiref==3.8.1\nsqlparse==0.5.3\ngunicorn==23.0.0\npackaging==24.2\n'
const APPS = 'INSTALLED_APPS = ["django.contrib.staticfiles"]\nSTATIC_ROOT = "static"\nALLOWED_HOSTS = [".herokuapp.com"]\n'
const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n'

const django = (settings: string, more: TestFiles = {}): TestFiles => ({
  '.python-version': '3.13\n',
  Procfile: 'web: gunicorn shop.wsgi\n',
  'manage.py': manage,
  'requirements.txt': DJANGO,
  'shop/__init__.py': '',
  'shop/settings.py': `${settings}`,
  'shop/wsgi.py': manage,
  ...more,
})

const IMPORTS: readonly Case[] = [
  built('a package that nothing installs', flask('from decouple import config'), ['deps/import-not-installed error']),
  built('a package of another name, installed', flask('import yaml', {'requirements.txt': `${FROZEN}PyYAML==6.0.2\n`}), []),
  built('a package that another may bring', flask('import jinja2', {'requirements.txt': 'flask\ngunicorn\n'}), []),
  built(
    'a package in a list of top-level packages',
    flask('import requests', {'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n'}),
    ['deps/import-not-installed warning'],
  ),
  built('a package behind try', flask('try:\n    import decouple\nexcept ImportError:\n    decouple = None'), []),
  built('a package in a function', flask('def config():\n    import decouple\n    return decouple'), []),
  built('a package for type checkers', flask('from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import decouple'), []),
  built('a module of the app in another folder', flask('import helpers', {'lib/helpers.py': ''}), []),
  built('a module of Python 2', flask('import urllib2'), ['deps/import-not-installed error']),
  built(
    'an import that follows from another',
    flask('import shop', {'shop/__init__.py': 'from .api import go\n', 'shop/api.py': 'import requests\n'}),
    ['deps/import-not-installed error'],
  ),
  built('an app of Django that nothing installs', django(APPS.replace('"]', '", "rest_framework"]')), [
    'deps/import-not-installed error',
  ]),
  built(
    'an app of Django by its class',
    django(APPS.replace('"]', '", "blog.apps.BlogConfig"]'), {'blog/__init__.py': '', 'blog/apps.py': ''}),
    [],
  ),
]

/** A Pipfile whose lock is older than it: only gunicorn is locked. */
const SOURCE = '[[source]]\nname = "private"\nurl = "https://index.example/simple"\nverify_ssl = true\n\n'
const LOCKED = {gunicorn: {version: '==23.0.0'}, packaging: {version: '==24.2'}}
const pipenv = (code: string): TestFiles => ({
  '.python-version': '3.13\n',
  Pipfile: `${SOURCE}[packages]\ngunicorn = "*"\n"python-Decouple" = "*"\nflask = "*"\n`,
  'Pipfile.lock': JSON.stringify({_meta: {hash: {sha256: '0'}}, default: LOCKED, develop: {}}),
  Procfile: 'web: gunicorn app:app\n',
  'app.py': `${code}\nfrom flask import Flask\napp = Flask(__name__)\n`,
})

const STALE: readonly Case[] = [
  built('a package that the Pipfile names, and its stale lock does not', pipenv('from decouple import config'), []),
  built('a package that neither the Pipfile nor its stale lock names', pipenv('import requests'), [
    'deps/import-not-installed error',
  ]),
]

const GONE: readonly Case[] = [
  built('distutils when the app starts, on Python 3.13', flask('from distutils.util import strtobool'), [
    'deps/module-removed error',
  ]),
  built('cgi on Python 3.13', flask('import cgi'), ['deps/module-removed error']),
  built('cgi on Python 3.12', flask('import cgi', {'.python-version': '3.12\n'}), []),
  built('distutils with setuptools', flask('import distutils', {'requirements.txt': `${FROZEN}setuptools==80.9.0\n`}), []),
  built('a name that left collections', flask('from collections import Mapping'), ['deps/module-removed error']),
  built(
    'a module that WhiteNoise 4 removed',
    flask('from whitenoise.django import DjangoWhiteNoise', {'requirements.txt': `${FROZEN}whitenoise==6.9.0\n`}),
    ['deps/name-removed error'],
  ),
  built(
    'the same with the version that has it',
    flask('from whitenoise.django import DjangoWhiteNoise', {'requirements.txt': `${FROZEN}whitenoise==3.3.1\n`}),
    [],
  ),
]

const OWN: readonly Case[] = [
  built('an import in other letters', flask('import Users', {'users/__init__.py': ''}), ['source/import-letter-case error']),
  built('an import in the letters of its folder', flask('import users', {'users/__init__.py': ''}), []),
  built('a module that is missing from a package', flask('from shop.missing import view', {'shop/__init__.py': ''}), [
    'source/import-missing error',
  ]),
  built(
    'a module that a tool generates',
    flask('from shop import _version', {'shop/__init__.py': 'from ._version import version\n'}),
    [],
  ),
  built('a module that git ignores', flask('import configuration', {'.gitignore': '*.pyc\nconfiguration.py\n'}), [
    'source/import-not-committed error',
  ]),
  built(
    'an ignored module behind try',
    flask('try:\n    import configuration\nexcept ImportError:\n    pass', {'.gitignore': 'configuration.py\n'}),
    [],
  ),
]

const SETTINGS: readonly Case[] = [
  built(
    'a redirect to HTTPS without the header',
    django(`${APPS}MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]\nSECURE_SSL_REDIRECT = True\n`),
    ['django/ssl-redirect-loop error'],
  ),
  built(
    'a redirect to HTTPS with the header',
    django(
      `${APPS}MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]\nSECURE_SSL_REDIRECT = True\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n`,
    ),
    [],
  ),
  built(
    'a storage that Django 5.1 ignores',
    django(`${APPS}STATICFILES_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"\n`, {
      'requirements.txt': `${DJANGO}whitenoise==6.9.0\n`,
    }),
    ['django/setting-removed warning'],
  ),
  built(
    'the storage for Django 4.2',
    django(`${APPS}STATICFILES_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"\n`, {
      'requirements.txt': `${DJANGO.replace('5.2.8', '4.2.16')}whitenoise==6.9.0\n`,
    }),
    [],
  ),
  built('a static folder that is not committed', django(`${APPS}STATICFILES_DIRS = [BASE_DIR / "assets"]\n`), [
    'django/static-dir-missing warning',
  ]),
  built(
    'a static folder of Django 3.2',
    django(`${APPS}STATICFILES_DIRS = [BASE_DIR / "assets"]\n`, {
      '.python-version': '3.10\n',
      'requirements.txt': DJANGO.replace('5.2.8', '3.2.25'),
    }),
    ['django/static-dir-missing error'],
  ),
  built(
    'a static folder that is there',
    django(`${APPS}STATICFILES_DIRS = [BASE_DIR / "assets"]\n`, {'assets/site.css': ''}),
    [],
  ),
  built(
    'migrations that git ignores',
    django(APPS.replace('"]', '", "blog"]'), {
      '.gitignore': 'migrations/\n',
      'blog/__init__.py': '',
      'blog/models.py': 'from django.db import models\nclass Post(models.Model):\n    pass\n',
    }),
    ['django/migrations-not-committed warning'],
  ),
  built(
    'migrations that are committed',
    django(APPS.replace('"]', '", "blog"]'), {
      '.gitignore': 'migrations/\n',
      'blog/__init__.py': '',
      'blog/migrations/0001_initial.py': '',
      'blog/models.py': 'from django.db import models\nclass Post(models.Model):\n    pass\n',
    }),
    [],
  ),
]

const VARIABLES: readonly Case[] = [
  built('a variable that the code demands', flask('import os\nTOKEN = os.environ["API_TOKEN"]'), ['config/var-missing error'], {
    app: {},
  }),
  built(
    'a variable that must be a number',
    flask('import os\nSIZE = int(os.environ.get("SIZE"))'),
    ['config/var-missing error'],
    {app: {}},
  ),
  built(
    'a variable with a default',
    flask('import os\nTOKEN = os.environ.get("API_TOKEN", "")\nSIZE = int(os.environ.get("SIZE", "5"))'),
    [],
    {app: {}},
  ),
  built('a variable in a function', flask('import os\ndef token():\n    return os.environ["API_TOKEN"]'), [], {app: {}}),
  built(
    'a rediss:// URL for Celery',
    {
      ...flask(''),
      'requirements.txt': `${FROZEN}celery==5.5.3\n`,
      'tasks.py': 'import os\nfrom celery import Celery\napp = Celery("tasks", broker=os.environ["REDIS_URL"])\n',
    },
    ['config/redis-tls error'],
    {app: {configVars: {REDIS_URL: 'rediss://:p@example.com:6380'}}},
  ),
  built(
    'a rediss:// URL that says how',
    {
      ...flask(''),
      'requirements.txt': `${FROZEN}celery==5.5.3\n`,
      'tasks.py':
        'import os\nfrom celery import Celery\napp = Celery("tasks", broker=os.environ["REDIS_URL"] + "?ssl_cert_reqs=CERT_NONE")\n',
    },
    [],
    {app: {configVars: {REDIS_URL: 'rediss://:p@example.com:6380'}}},
  ),
]

/** Only the checks of this file's kinds: others find in these small apps what they like. */
const OURS = [
  'config/redis-tls',
  'config/var-missing',
  'deps/import',
  'deps/module-removed',
  'deps/name-removed',
  'django/migrations',
  'django/setting-removed',
  'django/ssl',
  'django/static-dir',
  'source/import',
]

export const IMPORT_CASES: readonly Case[] = within(OURS, [...IMPORTS, ...STALE, ...GONE, ...OWN, ...SETTINGS, ...VARIABLES])

export const IMPORT_NEAR_MISSES: Readonly<Record<string, string>> = {
  'config/redis-tls': 'a rediss:// URL that says how',
  'config/var-missing': 'a variable with a default',
  'deps/import-not-installed': 'a package of another name, installed',
  'deps/module-removed': 'cgi on Python 3.12',
  'deps/name-removed': 'the same with the version that has it',
  'django/migrations-not-committed': 'migrations that are committed',
  'django/setting-removed': 'the storage for Django 4.2',
  'django/ssl-redirect-loop': 'a redirect to HTTPS with the header',
  'django/static-dir-missing': 'a static folder that is there',
  'source/import-letter-case': 'an import in the letters of its folder',
  'source/import-missing': 'a module that a tool generates',
  'source/import-not-committed': 'an ignored module behind try',
}
