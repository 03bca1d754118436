import {built, type Case, within} from '../../case.js'
import type {TestApp} from '../../../support/checks.js'

const ID = 'django/allowed-hosts'
const SETTINGS = 'import os\nSECRET_KEY = "x"\nROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = []\n'

function hosts(name: string, lines: string, severity?: string, app?: TestApp, more: Record<string, string> = {}): Case {
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
  hosts('an empty list of hosts, and no app', `${OFF}ALLOWED_HOSTS = []`, 'error'),
  hosts(
    'hosts of this machine, DEBUG off unless a variable says so',
    'DEBUG = os.environ.get("DEBUG") == "1"\nALLOWED_HOSTS = ["localhost"]',
    'error',
  ),
  hosts('a host with a scheme, and no app', `${OFF}ALLOWED_HOSTS = ["https://shop.herokuapp.com"]`, 'error'),
  hosts('hosts as a text', `${OFF}ALLOWED_HOSTS = "*"`, 'error'),
  hosts('an empty list of hosts with DEBUG on, and no app', 'DEBUG = True\nALLOWED_HOSTS = []'),
  hosts('a host on Heroku, and no app', `${OFF}ALLOWED_HOSTS = ["shop.herokuapp.com"]`),
  hosts('an own domain, and no app', `${OFF}ALLOWED_HOSTS = ["shop.example.com"]`),
  hosts('a host on another platform, and no app', `${OFF}ALLOWED_HOSTS = ["me.pythonanywhere.com"]`),
  hosts('hosts by a variable, and no app', `${OFF}${SPLIT}`),
  hosts('hosts of this machine beside settings for production', `${OFF}ALLOWED_HOSTS = []`, undefined, undefined, {
    'shop/settings_production.py': 'from .settings import *\nALLOWED_HOSTS = ["*"]\n',
  }),
]

const WITH_APP: readonly Case[] = [
  hosts('hosts by a variable that is not set', `${OFF}${SPLIT}`, 'error', {}),
  hosts('hosts by an empty default', `${OFF}ALLOWED_HOSTS = os.environ.get("HOSTS", "").split(",")`, 'error', {}),
  hosts(
    'one host by a variable that is not set',
    `${OFF}ALLOWED_HOSTS = ["localhost", os.environ.get("HOST", "127.0.0.1")]`,
    'error',
    {},
  ),
  hosts('hosts with spaces', `${OFF}ALLOWED_HOSTS = "localhost, .herokuapp.com".split(",")`, 'error', {}),
  hosts('a host on another platform', `${OFF}ALLOWED_HOSTS = ["shop.onrender.com"]`, 'error', {}),
  hosts('hosts by a variable that is set', `${OFF}${SPLIT}`, undefined, {configVars: {ALLOWED_HOSTS: 'a.example.com'}}),
  hosts(
    'hosts by a variable of the platform',
    `${OFF}ALLOWED_HOSTS = [os.environ.get("HEROKU_APP_DEFAULT_DOMAIN_NAME", "localhost")]`,
    undefined,
    {},
  ),
  hosts('a host that is worked out', `${OFF}ALLOWED_HOSTS = [h.strip() for h in os.environ["HOSTS"].split(",")]`, undefined, {
    configVars: {HOSTS: 'a'},
  }),
]

export const ROWS: readonly Case[] = within([ID], [...WITHOUT_APP, ...WITH_APP])
