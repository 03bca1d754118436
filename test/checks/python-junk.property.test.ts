import * as fc from 'fast-check'
import assert from 'node:assert/strict'

import {CHECKS} from '../../src/checks/index.js'
import {appOf, committed, reportOf, treeOf} from '../support/checks.js'

/** Pieces of settings, in any order: most of what comes out is no Python. */
const PYTHON = [
  'import os\n',
  'import environ\nenv = environ.Env()\n',
  'from .base import *\n',
  'from .. import x as y\n',
  'DEBUG = ',
  'ALLOWED_HOSTS = [',
  'ALLOWED_HOSTS += ',
  'INSTALLED_APPS = ["django.contrib.staticfiles"]\n',
  'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\n',
  'DATABASES["default"]["NAME"] = ',
  'STATIC_ROOT = ',
  'os.environ["A"]',
  'os.environ.get("B", ',
  'env.bool("C")',
  'True',
  'None',
  '"x"',
  'f"{',
  "'''",
  '1',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ' + ',
  ' or ',
  ' not in ',
  ' if ',
  ' else ',
  'if x:\n',
  'elif y:\n',
  'else:\n',
  'try:\n',
  'except KeyError:\n',
  'finally:\n',
  'with a as b:\n',
  'for i in j:\n',
  'match z:\n',
  'def f():\n',
  'class C:\n',
  '@d\n',
  'del DEBUG\n',
  'raise\n',
  'lambda: ',
  '*',
  ';',
  '\n',
  '    ',
  '\t',
  '#',
  '\\\n',
  '\0',
  '\uFEFF',
  '\u00E9',
]

const SHELL = [
  'web: ',
  'release: ',
  'worker:',
  'gunicorn ',
  'uvicorn ',
  'daphne ',
  'uv run ',
  'poetry run ',
  'python -m ',
  'python manage.py runserver ',
  'bash -c ',
  'exec ',
  'env A=b ',
  'cd mysite && ',
  '-b ',
  '--bind=',
  '--port ',
  '-c ',
  '0.0.0.0:8000 ',
  '$PORT ',
  '${PORT:-1} ',
  'mysite.wsgi:application ',
  '-',
  '"',
  "'",
  '\\',
  '$(',
  '`',
  ')',
  '|',
  '&',
  ';',
  '>',
  '2>&1 ',
  '#',
  ' ',
  '\n',
  '\r\n',
  '\0',
  '\uFEFF',
]

const soup = (pieces: readonly string[]) => fc.array(fc.constantFrom(...pieces), {maxLength: 30}).map((parts) => parts.join(''))

const OURS = CHECKS.filter(({id}) => /^(?:django|procfile)\//.test(id))
const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n'

describe('what is nearly Python, and nearly a Procfile', () => {
  for (const kind of ['classic', 'cnb'] as const) {
    it(`crashes no check (${kind}), and every finding has a place that is there`, () => {
      fc.assert(
        fc.property(soup(PYTHON), soup(PYTHON), soup(SHELL), soup(PYTHON), (settings, base, procfile, config) => {
          const files = {
            Procfile: procfile,
            'gunicorn.conf.py': config,
            'manage.py': MANAGE,
            'mysite/base.py': base,
            'mysite/settings.py': settings,
            'mysite/wsgi.py': MANAGE,
            'requirements.txt': 'django==5.2.8\n',
          }
          const {findings, skipped} = reportOf(committed(treeOf(files)), {app: appOf({formation: [], kind}), checks: OURS})
          assert.deepEqual(skipped, [])
          for (const {file, line, message} of findings) {
            assert.match(message, /^\S.*\.$|^\S.*\?$/s)
            const lines = file === undefined ? undefined : (files as Record<string, string>)[file]?.split(/\r\n?|\n/).length
            assert.ok(line === undefined || (lines !== undefined && line >= 1 && line <= lines), `${file}:${line}`)
          }
        }),
        {numRuns: 600, seed: 20_261_121},
      )
    })
  }
})
