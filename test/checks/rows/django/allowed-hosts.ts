import {built, type Case, within} from '../../case.js'
import type {TestApp} from '../../../support/checks.js'

const ID = 'django/allowed-hosts'
const SETTINGS = 'import os\nSECRET_KEY = "x"\nROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = []\n'

interface More {
  severity?: string
  app?: TestApp
  files?: Record<string, string>
}

function hosts(name: string, lines: string, {app, files: more = {}, severity}: More = {}): Case {
  const files = {
    Procfile: 'web: gunicorn shop.wsgi\n',
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    'requirements.txt': 'django==5.2.4\ngunicorn==23.0.0\n',
    'shop/settings.py': `${SETTINGS}${lines}\n`,
    'shop/wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    ...more,
  }
  return built(name, files, severity === undefined ? [] : [`${ID} ${severity}`], app ? {app} : {})
}

const SPLIT = 'ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")'
const OFF = 'DEBUG = False\n'

const WITHOUT_APP: readonly Case[] = [
  hosts('an empty list of hosts, and no app', `${OFF}ALLOWED_HOSTS = []`, {severity: 'error'}),
  hosts(
    'hosts of this machine, DEBUG off unless a variable says so',
    'DEBUG = os.environ.get("DEBUG") == "1"\nALLOWED_HOSTS = ["localhost"]',
    {severity: 'error'},
  ),
  hosts('a host with a scheme, and no app', `${OFF}ALLOWED_HOSTS = ["https://shop.herokuapp.com"]`, {severity: 'error'}),
  hosts('hosts as a text', `${OFF}ALLOWED_HOSTS = "*"`, {severity: 'error'}),
  hosts('an empty list of hosts with DEBUG on, and no app', 'DEBUG = True\nALLOWED_HOSTS = []'),
  hosts('a host on Heroku, and no app', `${OFF}ALLOWED_HOSTS = ["shop.herokuapp.com"]`),
  hosts('an own domain, and no app', `${OFF}ALLOWED_HOSTS = ["shop.example.com"]`),
  hosts('a host on another platform, and no app', `${OFF}ALLOWED_HOSTS = ["me.pythonanywhere.com"]`),
  hosts('hosts by a variable, and no app', `${OFF}${SPLIT}`),
  hosts('hosts of this machine beside settings for production', `${OFF}ALLOWED_HOSTS = []`, {
    files: {
      'shop/settings_production.py': 'from .settings import *\nALLOWED_HOSTS = ["*"]\n',
    },
  }),
]

const WITH_APP: readonly Case[] = [
  hosts('hosts by a variable that is not set', `${OFF}${SPLIT}`, {severity: 'error', app: {}}),
  hosts('hosts by an empty default', `${OFF}ALLOWED_HOSTS = os.environ.get("HOSTS", "").split(",")`, {
    severity: 'error',
    app: {},
  }),
  hosts('one host by a variable that is not set', `${OFF}ALLOWED_HOSTS = ["localhost", os.environ.get("HOST", "127.0.0.1")]`, {
    severity: 'error',
    app: {},
  }),
  hosts('hosts with spaces', `${OFF}ALLOWED_HOSTS = "localhost, .herokuapp.com".split(",")`, {severity: 'error', app: {}}),
  hosts('a host on another platform', `${OFF}ALLOWED_HOSTS = ["shop.onrender.com"]`, {severity: 'error', app: {}}),
  hosts('hosts by a variable that has the host', `${OFF}${SPLIT}`, {
    app: {
      configVars: {ALLOWED_HOSTS: 'localhost,.herokuapp.com'},
    },
  }),
  hosts('hosts by a variable that has another host', `${OFF}${SPLIT}`, {
    severity: 'error',
    app: {
      configVars: {ALLOWED_HOSTS: 'other.herokuapp.com'},
    },
  }),
  hosts('hosts by a variable that has a scheme', `${OFF}${SPLIT}`, {
    severity: 'error',
    app: {
      configVars: {ALLOWED_HOSTS: 'https://example-app-0123456789ab.herokuapp.com'},
    },
  }),
  hosts('hosts by a variable that has an own domain', `${OFF}${SPLIT}`, {
    severity: 'warning',
    app: {
      configVars: {ALLOWED_HOSTS: 'a.example.com'},
    },
  }),
  hosts(
    'hosts by django-environ, with spaces',
    `${OFF}import environ\nenv = environ.Env()\nALLOWED_HOSTS = env.list("HOSTS", default=["localhost"])`,
    {app: {configVars: {HOSTS: 'localhost, .herokuapp.com'}}},
  ),
  hosts('hosts as the text of a variable', `${OFF}ALLOWED_HOSTS = os.environ.get("HOSTS", "localhost")`, {
    severity: 'error',
    app: {
      configVars: {HOSTS: '*'},
    },
  }),
  hosts('hosts by a variable, or a list', `${OFF}ALLOWED_HOSTS = os.environ.get("HOSTS") or ["*"]`, {app: {}}),
  hosts(
    'hosts by a variable of the platform',
    `${OFF}ALLOWED_HOSTS = [os.environ.get("HEROKU_APP_DEFAULT_DOMAIN_NAME", "localhost")]`,
    {app: {}},
  ),
  hosts('a host that is worked out', `${OFF}ALLOWED_HOSTS = [h.strip() for h in os.environ["HOSTS"].split(",")]`, {
    app: {
      configVars: {HOSTS: 'a'},
    },
  }),
]

export const ROWS: readonly Case[] = within([ID], [...WITHOUT_APP, ...WITH_APP])
