import type {TestApp} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'
import {built, type Case, FIR, fixture, PIP, within} from './case.js'

const REQUIREMENTS = 'django==5.2.8\ngunicorn==23.0.0\n'

const manage = (module: string) => `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")\n`

/** A Django app with these settings, and whatever else. */
const django = (settings: string, more: TestFiles = {}): TestFiles => ({
  '.python-version': '3.13\n',
  Procfile: 'web: gunicorn mysite.wsgi\n',
  'manage.py': manage('mysite.settings'),
  'mysite/__init__.py': '',
  'mysite/settings.py': settings,
  'mysite/wsgi.py': manage('mysite.settings'),
  'requirements.txt': REQUIREMENTS,
  ...more,
})

const STATIC = 'INSTALLED_APPS = ["django.contrib.staticfiles"]\n'
const FINE = `${STATIC}STATIC_ROOT = "static"\n`
const HOST = 'example-app-0123456789ab.herokuapp.com'

const STATIC_FILES: readonly Case[] = [
  fixture('django_startproject', ['django/static-root warning', 'django/sqlite warning', 'django/debug warning']),
  fixture(
    'django_startproject',
    ['django/static-root error', 'django/allowed-hosts error', 'django/sqlite warning', 'django/debug warning'],
    {app: {}},
  ),
  fixture(
    'django_startproject',
    ['django/static-root error', 'django/allowed-hosts error', 'django/sqlite warning', 'django/debug warning'],
    {app: FIR},
  ),
  fixture('django_startproject', ['django/allowed-hosts error', 'django/sqlite warning', 'django/debug warning'], {
    app: {configVars: {DISABLE_COLLECTSTATIC: '1'}},
  }),
  fixture('django_healthy', []),
  fixture('django_healthy', [], {app: {}}),
  built(
    'a STATIC_ROOT that is empty',
    django(`${STATIC}import os\nBASE_DIR = os.path.dirname(__file__)\nSTATIC_ROOT = ""\n`),
    ['django/static-root error'],
    {
      app: {webUrl: null},
    },
  ),
  built('a STATIC_ROOT from the environment', django(`import os\n${STATIC}STATIC_ROOT = os.environ.get("STATIC_ROOT")\n`), [], {
    app: {webUrl: null},
  }),
  built('a STATIC_ROOT in the settings that others build on', django('from .base import *\n', {'mysite/base.py': FINE}), [], {
    app: {webUrl: null},
  }),
  built(
    'static files in a storage of their own',
    django(`${STATIC}STORAGES = {"staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}\n`),
    [],
    {
      app: {webUrl: null},
    },
  ),
  built(
    'static files in WhiteNoise’s storage',
    django(`${STATIC}STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}\n`),
    ['django/static-root error'],
    {
      app: {webUrl: null},
    },
  ),
  built(
    'static files in an old setting’s storage',
    django(`${STATIC}STATICFILES_STORAGE = "storages.backends.s3boto3.S3StaticStorage"\n`),
    ['django/setting-removed warning'],
    {
      app: {webUrl: null},
    },
  ),
  built('no app for static files', django('INSTALLED_APPS = ["django.contrib.auth"]\n'), [], {app: {webUrl: null}}),
  built('a collectstatic of its own', django(STATIC, {'core/management/commands/collectstatic.py': ''}), [], {
    app: {webUrl: null},
  }),
  built(
    'settings that django_heroku completes',
    django(`${STATIC}import django_heroku\ndjango_heroku.settings(locals())\n`),
    [],
    {app: {webUrl: null}},
  ),
  built('settings of another package', django(`${STATIC}from company_settings import *\n`), [], {app: {webUrl: null}}),
  built('a config var that names other settings', django(STATIC, {'mysite/heroku.py': FINE}), [], {
    app: {configVars: {DJANGO_SETTINGS_MODULE: 'mysite.heroku'}, webUrl: null},
  }),
  built(
    'a .env file that may name other settings',
    django(STATIC, {'.env': '', 'manage.py': `import dotenv\ndotenv.load_dotenv()\n${manage('mysite.settings')}`}),
    [],
    {
      app: {webUrl: null},
    },
  ),
  built(
    'a manage.py that chooses its settings',
    django(STATIC, {'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", choose())\n'}),
    [],
    {
      app: {webUrl: null},
    },
  ),
  built('settings beside those of production', django(STATIC, {'mysite/settings_production.py': FINE}), []),
  built(
    'a manage.py in a folder',
    {
      '.python-version': '3.13\n',
      'backend/core/settings.py': STATIC,
      'backend/manage.py': manage('core.settings'),
      'requirements.txt': REQUIREMENTS,
    },
    ['django/static-root error'],
    {app: {webUrl: null}},
  ),
  built('no Django among the dependencies', django(STATIC, {'requirements.txt': 'flask==3.1.2\n'}), [], {app: {webUrl: null}}),
  built('DISABLE_COLLECTSTATIC in app.json', django(STATIC, {'app.json': '{"env": {"DISABLE_COLLECTSTATIC": "1"}}'}), [
    'django/allowed-hosts error',
  ]),
  built('a file that disables collectstatic', django(STATIC, {'.heroku/collectstatic_disabled': ''}), [], {app: {webUrl: null}}),
  built(
    'a file that disables collectstatic, on Fir',
    django(STATIC, {'.heroku/collectstatic_disabled': ''}),
    ['django/static-root error'],
    {
      app: {...FIR, webUrl: null},
    },
  ),
]

const at = (configVars: Record<string, string> = {}, more: TestApp = {}): {app: TestApp} => ({
  app: {configVars, webUrl: null, ...more},
})
const READS = `import os\n${FINE}`

const ENVIRONMENT: readonly Case[] = [
  fixture('django_settings-package', []),
  fixture('django_settings-package', ['django/static-root error', 'django/allowed-hosts warning'], {
    app: {configVars: {DATABASE_URL: 'x'}},
  }),
  fixture('django_settings-package', ['django/build-config-missing error', 'django/allowed-hosts warning'], {
    app: {configVars: {DATABASE_URL: 'x', DJANGO_SETTINGS_MODULE: 'config.settings.production'}},
  }),
  built(
    'a config var that the settings demand',
    django(`${READS}SECRET_KEY = os.environ["SECRET_KEY"]\nAGAIN = os.environ["SECRET_KEY"]\n`),
    ['django/build-config-missing error'],
    at(),
  ),
  built(
    'a config var that the settings demand and get',
    django(`${READS}SECRET_KEY = os.environ["SECRET_KEY"]\n`),
    [],
    at({SECRET_KEY: 'x'}),
  ),
  built(
    'two, with django-environ and decouple',
    django(
      `${FINE}import environ\nfrom decouple import config\nenv = environ.Env(A=(str, ""))\nA = env("A")\nB = env("B")\nC = config("C")\nD = config("D", default=1)\n`,
    ),
    ['django/build-config-missing error'],
    at(),
  ),
  built(
    'reads that may not be made',
    django(
      `${READS}if os.environ.get("X"):\n    A = os.environ["A"]\ntry:\n    B = os.environ["B"]\nexcept KeyError:\n    pass\n\ndef f():\n    return os.environ["C"]\nD = os.environ.get("D") or os.environ.get("E")\n`,
    ),
    [],
    at(),
  ),
  built(
    'variables of the platform',
    django(`${READS}A = [os.environ["STACK"], os.environ["HOME"], os.environ["SOURCE_VERSION"]]\n`),
    [],
    at(),
  ),
  built(
    'a committed .env',
    django(`${FINE}import environ\nenv = environ.Env()\nenv.read_env()\nA = env("A")\n`, {'.env': 'A=1'}),
    [],
    at(),
  ),
  built('a demand that a hook may meet', django(`${READS}A = os.environ["A"]\n`, {'bin/pre_compile': ''}), [], at()),
  built(
    'a committed .env.example',
    django(`${FINE}import environ\nenv = environ.Env()\nenv.read_env()\nA = env("A")\n`, {'.env.example': 'A=1'}),
    ['django/build-config-missing error'],
    at(),
  ),
  built(
    'a demand where collectstatic is disabled',
    django(`${READS}A = os.environ["A"]\n`),
    [],
    at({DISABLE_COLLECTSTATIC: '1'}),
  ),
  built(
    'a demand that an earlier buildpack may meet',
    django(`${READS}A = os.environ["GDAL_LIBRARY_PATH"]\n`),
    ['django/build-config-missing warning'],
    at({}, {buildpacks: ['https://github.com/heroku/heroku-geo-buildpack', 'heroku/python']}),
  ),
  built(
    'a demand that an earlier buildpack of the registry may meet',
    django(`${READS}A = os.environ["A"]\n`),
    ['django/build-config-missing warning'],
    at({}, {buildpacks: ['https://buildpack-registry.s3.amazonaws.com/buildpacks/example/env.tgz', 'heroku/python']}),
  ),
]

const LOCAL = {
  'manage.py': manage('mysite.local'),
  'mysite/base.py': FINE,
  'mysite/cabotage.py': 'from .base import *\n',
  'mysite/local.py': 'from .base import *\nDEBUG = True\n',
  'mysite/wsgi.py': manage('mysite.local'),
}

const DEVELOPERS: readonly Case[] = [
  built('settings of a developer by default', django('', LOCAL), []),
  built('settings of a developer, and no config var that names others', django('', LOCAL), ['django/debug warning'], at()),
]

const hosts = (list: string, more = '') => django(`${FINE}${more}ALLOWED_HOSTS = ${list}\n`)
const ON = {app: {}}

const RUNNING: readonly Case[] = [
  built('ALLOWED_HOSTS of this machine', hosts('["localhost", "127.0.0.1", "[::1]"]'), ['django/allowed-hosts error'], ON),
  built('ALLOWED_HOSTS of another app', hosts('["other-app.herokuapp.com"]'), ['django/allowed-hosts error'], ON),
  built('ALLOWED_HOSTS of an own domain', hosts('["www.example.org"]'), ['django/allowed-hosts warning'], ON),
  built('ALLOWED_HOSTS with the host', hosts(`["localhost", "${HOST}"]`), [], ON),
  built('ALLOWED_HOSTS with the host’s domain', hosts('(".herokuapp.com",)'), [], ON),
  built(
    'many ALLOWED_HOSTS',
    hosts('["a.test", "b.test", "c.test", "d.test", "e.test", "f.test"]'),
    ['django/allowed-hosts error'],
    ON,
  ),
  built('ALLOWED_HOSTS with a star', hosts('["*"]'), [], ON),
  built('ALLOWED_HOSTS that may grow', hosts('["localhost"] + more'), [], ON),
  built('no ALLOWED_HOSTS', django(FINE), ['django/allowed-hosts error'], ON),
  built('ALLOWED_HOSTS of a worker', {...hosts('[]'), Procfile: 'worker: python manage.py work\n'}, [], ON),
  built(
    'ALLOWED_HOSTS that another command’s settings have',
    {...hosts('[]'), Procfile: 'web: DJANGO_SETTINGS_MODULE=mysite.other gunicorn mysite.wsgi\n'},
    [],
    ON,
  ),
  built(
    'ALLOWED_HOSTS of settings that wsgi.py does not use',
    {...hosts('[]'), 'mysite/live.py': 'ALLOWED_HOSTS = ["*"]\n', 'mysite/wsgi.py': manage('mysite.live')},
    [],
    ON,
  ),
  built(
    'SQLite in memory',
    django(`${FINE}DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}\n`),
    [],
    at(),
  ),
  built(
    'SQLite with a DATABASE_URL that is not read',
    django(`${FINE}DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}}\n`),
    ['django/sqlite warning'],
    at({DATABASE_URL: 'postgres://u:p@host/db'}),
  ),
  built(
    'SQLite unless there is a DATABASE_URL',
    django(
      `${FINE}import os, dj_database_url\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}}\nDATABASES["default"] = dj_database_url.config(default="sqlite:///x")\n`,
    ),
    [],
    at(),
  ),
  built(
    'DEBUG unless a config var says otherwise',
    django(`${FINE}import os\nDEBUG = os.environ.get("DEBUG", "True") == "True"\n`),
    ['django/debug warning'],
    at(),
  ),
  built(
    'DEBUG unless one says otherwise, and none is known',
    django(`${FINE}import os\nDEBUG = bool(int(os.environ.get("DEBUG", 1)))\n`),
    ['django/debug warning'],
  ),
  built(
    'DEBUG unless one of two config vars is set',
    django(`${FINE}import os\nDEBUG = not (os.environ.get("A") or os.environ.get("B"))\n`),
    ['django/debug warning'],
    at(),
  ),
  built(
    'DEBUG behind a script that may choose other settings',
    {...django(`${FINE}DEBUG = True\n`), Procfile: 'web: bash start.sh\n'},
    [],
    at(),
  ),
  built('DEBUG behind a .profile', {...django(`${FINE}DEBUG = True\n`), '.profile': ''}, [], at()),
  built(
    'DEBUG in the settings of a plain command',
    {...django(`${FINE}DEBUG = True\n`), Procfile: 'web: python manage.py serve\n'},
    ['django/debug warning'],
    at(),
  ),
  built(
    'DEBUG that a config var decides',
    django(`${FINE}import os\nDEBUG = os.environ.get("DEBUG", "True") == "True"\n`),
    [],
    at({DEBUG: 'False'}),
  ),
  built(
    'DEBUG that is off by default',
    django(`${FINE}from decouple import config\nDEBUG = config("DEBUG", default=False, cast=bool)\n`),
    [],
    at(),
  ),
]

const PLACES: readonly Case[] = [
  built('django-heroku', {...PIP, 'requirements.txt': 'flask==3.1.2\ndjango_heroku==0.3.1\n'}, ['django/django-heroku warning']),
  built('django-on-heroku', {...PIP, 'requirements.txt': 'flask==3.1.2\ndjango-on-heroku==1.1.2\n'}, []),
  built('a manage.py too deep', {'a/b/c/manage.py': '', 'requirements.txt': REQUIREMENTS}, ['django/manage-py info']),
  built('a manage.py just not too deep', {'a/b/manage.py': '', 'requirements.txt': REQUIREMENTS}, []),
  built('a manage.py in a folder, on Fir', {'a/manage.py': '', 'requirements.txt': REQUIREMENTS}, ['django/manage-py info'], {
    app: FIR,
  }),
  built(
    'a manage.py that is a link',
    {'manage.py': {link: 'a/b/c/manage.py'}, 'a/b/c/manage.py': '', 'requirements.txt': REQUIREMENTS},
    ['django/manage-py info'],
  ),
  built(
    'a manage.py that is a link, on Fir',
    {'manage.py': {link: 'a/b/c/manage.py'}, 'a/b/c/manage.py': '', 'requirements.txt': REQUIREMENTS},
    [],
    {app: FIR},
  ),
  built('a manage.py of a template', {'templates/a/b/manage.py': '', 'requirements.txt': REQUIREMENTS}, []),
  built(
    'a first deploy with psycopg2',
    {'manage.py': '', 'requirements.txt': `${REQUIREMENTS}psycopg2-binary==2.9.11\n`},
    ['django/postgres-autoprovision info'],
    {app: {lastBuild: null}},
  ),
  built('a second deploy with psycopg2', {'manage.py': '', 'requirements.txt': `${REQUIREMENTS}psycopg2-binary==2.9.11\n`}, [], {
    app: {},
  }),
  built('a first deploy with psycopg', {'manage.py': '', 'requirements.txt': `${REQUIREMENTS}psycopg==3.2.12\n`}, [], {
    app: {lastBuild: null},
  }),
  built('a first deploy with a database', {'manage.py': '', 'requirements.txt': `${REQUIREMENTS}psycopg2==2.9.11\n`}, [], {
    app: {configVars: {DATABASE_URL: 'x'}, lastBuild: null},
  }),
]

export const DJANGO: readonly Case[] = within(['django'], [...STATIC_FILES, ...ENVIRONMENT, ...DEVELOPERS, ...RUNNING, ...PLACES])

export const NEAR_MISSES_OF_DJANGO: Readonly<Record<string, string>> = {
  'django/static-root': 'django_healthy, with ',
  'django/build-config-missing': 'reads that may not be made',
  'django/allowed-hosts': 'ALLOWED_HOSTS with the host’s domain',
  'django/sqlite': 'SQLite unless there is a DATABASE_URL',
  'django/debug': 'DEBUG that a config var decides',
  'django/django-heroku': 'django-on-heroku',
  'django/manage-py': 'a manage.py just not too deep',
  'django/postgres-autoprovision': 'a second deploy with psycopg2',
}
