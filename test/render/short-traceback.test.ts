import assert from 'node:assert/strict'

import {shortTracebacks} from '../../src/render/local-build/short-traceback.js'

const HOME = '/app/.heroku/python/lib/python3.13'

/** As gunicorn, Python's import system and an app print them. */
const frame = (file: string, code: string, margin = '  ') => [
  `${margin}File "${file}", line 12, in <module>`,
  `${margin}  ${code}`,
]
const gunicorn = [
  ...frame('/app/.heroku/python/bin/gunicorn', 'sys.exit(run())'),
  ...frame(`${HOME}/site-packages/gunicorn/arbiter.py`, 'worker.init_process()'),
  ...frame(`${HOME}/importlib/__init__.py`, 'return _bootstrap._gcd_import(name)'),
  '                          ~~~~~~~~~~^^^^^^^^',
  '  File "<frozen importlib._bootstrap>", line 1387, in _gcd_import',
]

describe('a traceback among the last lines of a program', () => {
  it('has the frames of the app, and says where others are left out', () => {
    const lines = [
      '[2026-12-01 02:24:15 +0000] [7] [ERROR] Exception in worker process',
      'Traceback (most recent call last):',
      ...gunicorn,
      ...frame('/app/app.py', 'import settings'),
      ...frame('/app/settings.py', 'import decouple'),
      "ModuleNotFoundError: No module named 'decouple'",
      '[2026-12-01 02:24:15 +0000] [7] [INFO] Worker exiting (pid: 7)',
    ]
    assert.deepEqual(shortTracebacks(lines), [
      lines[0],
      lines[1],
      '  …',
      ...frame('/app/app.py', 'import settings'),
      ...frame('/app/settings.py', 'import decouple'),
      ...lines.slice(-2),
    ])
  })

  it('has the frame where the exception came from, whoever it belongs to', () => {
    const raised = frame(`${HOME}/site-packages/flask/__init__.py`, 'from jinja2 import Markup')
    const lines = [
      'Traceback (most recent call last):',
      ...frame('/app/app.py', 'import flask'),
      ...gunicorn,
      ...raised,
      'ImportError: x',
    ]
    const [header] = lines
    assert.deepEqual(shortTracebacks(lines), [
      header,
      ...frame('/app/app.py', 'import flask'),
      '  …',
      ...raised,
      'ImportError: x',
    ])
  })

  it('is one of several, and of a group of exceptions', () => {
    const inGroup = (margin: string) => [
      `${margin}Traceback (most recent call last):`,
      ...gunicorn.map((line) => margin + line),
      ...frame('/app/tasks.py', 'raise ValueError(1)', `${margin}  `),
      `${margin}ValueError: 1`,
    ]
    const short = (margin: string) => [
      `${margin}Traceback (most recent call last):`,
      `${margin}  …`,
      ...frame('/app/tasks.py', 'raise ValueError(1)', `${margin}  `),
      `${margin}ValueError: 1`,
    ]
    const between = ['', 'During handling of the above exception, another exception occurred:', '']
    assert.deepEqual(shortTracebacks([...inGroup(''), ...between, ...inGroup('    | ')]), [
      ...short(''),
      ...between,
      ...short('    | '),
    ])
  })

  it('begins before what was kept', () => {
    const lines = [...gunicorn.slice(3), ...frame('/app/app.py', 'x'), 'NameError: x']
    assert.deepEqual(shortTracebacks(lines), [lines[0], '  …', ...frame('/app/app.py', 'x'), 'NameError: x'])
  })

  for (const [what, lines] of Object.entries({
    'no traceback': ['npm ERR! code 1', '  File not found', ''],
    "the app's own frames only": ['Traceback (most recent call last):', ...frame(String.raw`C:\app\app.py`, 'x'), 'NameError: x'],
    'a folder of the app called lib': [...frame('/app/lib/a.py', 'x'), ...frame('/app/lib/python/b.py', 'x'), 'NameError: x'],
  }))
    it(`is left alone: ${what}`, () => assert.deepEqual(shortTracebacks(lines), lines))
})
