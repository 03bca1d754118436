import type {BuildConfigVars} from '../../../src/local-build/run/config-vars.js'
import type {BuildResult} from '../../../src/local-build/run/result.js'

import {Secret} from '../../../src/platform/secret.js'

/** Results of builds, as the screens' tests need them. */

const MEGABYTE = 1024 * 1024

export const NO_CONFIG_VARS: BuildConfigVars = {
  fromFile: [],
  mode: 'none',
  unavailable: null,
  values: new Map(),
  withheld: [],
}

export const SAFE_CONFIG_VARS: BuildConfigVars = {
  fromFile: [],
  mode: 'safe',
  unavailable: null,
  values: new Map([['SECRET_KEY', new Secret('canary-value')]]),
  withheld: [
    {addon: 'postgresql-cubed-1', name: 'DATABASE_URL', reason: 'add-on'},
    {addon: 'postgresql-cubed-1', name: 'SQLALCHEMY_DATABASE_URI', reason: 'copy'},
  ],
}

export const SUCCEEDED: BuildResult = {
  kind: 'classic',
  addons: ['heroku-postgresql'],
  buildData: {
    cache_status: 'empty',
    package_manager: 'pip',
    pip_version: '26.2.1',
    python_version: '3.13.15',
    total_duration: 74.2,
  },
  buildFolder: '/cache/build_1',
  differences: [
    {
      id: 'system',
      message: 'Built on Linux (arm64); Heroku builds on Ubuntu 24.04 with the packages of the heroku-24 stack (x64).',
    },
    {id: 'python-patch', message: 'Heroku uses Python 3.13.15; this machine has 3.13.5 (pyenv).'},
  ],
  failure: null,
  interpreter: {bundledPip: null, home: '/pyenv', origin: 'pyenv', program: '/pyenv/python3.13', version: '3.13.5'},
  logFile: '/cache/logs/1.log',
  packages: [
    {bytes: 41.3 * MEGABYTE, name: 'django', version: '5.2.8'},
    {bytes: 12 * MEGABYTE, name: 'a-package-with-a-name-that-is-long-enough-to-be-cut', version: '1!2.0.post1+local'},
    ...Array.from({length: 10}, (_item, index) => ({bytes: (index + 1) * 80_000, name: `small-${index}`, version: '1.0'})),
  ],
  processTypes: [
    {command: 'gunicorn config.wsgi', type: 'web'},
    {command: 'celery --broker redis://user:canary-password@host/0 worker', type: 'worker'},
  ],
  status: 'succeeded',
  steps: [
    {id: 'source', log: '', reason: null, seconds: 0.3, status: 'done', title: 'Copy the source'},
    {id: 'detect', log: '', reason: null, seconds: 0.001, status: 'done', title: 'Detect a Python app'},
    {
      id: 'pre-compile',
      log: '',
      reason: 'there is no bin/pre_compile',
      seconds: 0,
      status: 'skipped',
      title: 'bin/pre_compile hook',
    },
    {
      id: 'dependencies',
      log: '',
      reason: null,
      seconds: 65.4,
      status: 'done',
      title: "Installing dependencies using 'pip install -r requirements.txt'",
    },
    {
      id: 'collectstatic',
      log: '',
      reason: null,
      seconds: 8.25,
      status: 'done',
      title: '$ python manage.py collectstatic --noinput',
    },
  ],
  totalBytes: 71 * MEGABYTE,
}

export const FAILED: BuildResult = {
  ...SUCCEEDED,
  addons: [],
  failure: {
    causes: [],
    detail: null,
    explanation: [
      'Settings that read config vars also need them during the build.',
      'https://devcenter.heroku.com/articles/django-assets',
    ],
    lastLines: [
      'Traceback (most recent call last):',
      `  File "/app/config/settings.py", line 12, in <module>${' and more'.repeat(30)}`,
      'KeyError: \u001B[31m"DATABASE_URL"\u001B[0m',
    ],
    reason: 'collectstatic-improper-configuration',
    step: 'collectstatic',
    title: "Django's settings are incomplete",
  },
  packages: [],
  processTypes: [],
  status: 'failed',
}
