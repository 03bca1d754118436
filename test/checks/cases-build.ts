import {built, type Case, FIR, fixture} from './case.js'
import {APP, UV} from './samples.js'

export const hook = (text: string, name: 'post' | 'pre' = 'post') => ({[`bin/${name}_compile`]: text})

export const HOOKS: readonly Case[] = [
  fixture('build_hook', []),
  built('a hook with Windows line ends', {...APP, ...hook('#!/usr/bin/env bash\r\necho hello\r\n')}, ['build/hook-broken error']),
  built('a hook without a first line, with Windows line ends', {...APP, ...hook('echo hello\r\n', 'pre')}, [
    'build/hook-broken warning',
  ]),
  built('a hook with one Windows line end', {...APP, ...hook('#!/bin/sh\necho hello\r\n')}, ['build/hook-broken warning']),
  built(
    'a hook with Windows line ends and bytes that are no UTF-8',
    {
      ...APP,
      ...hook(''),
      'bin/post_compile': Buffer.from('#!/bin/bash\r\n# \u00E9\r\n', 'latin1'),
    },
    ['build/hook-broken error'],
  ),
  built('hooks with Windows line ends on Fir', {...APP, ...hook('#!/bin/bash\r\n')}, ['fir/hooks-ignored warning'], {app: FIR}),
  built('a hook run by a shell that is not there', {...APP, ...hook('#!/bin/zsh\n')}, ['build/hook-broken error']),
  built('a hook run by what is on a Mac', {...APP, ...hook('#!/usr/local/bin/bash\n')}, ['build/hook-broken error']),
  built(
    'a hook run by Node.js, with its buildpack',
    {...APP, ...hook('#!/usr/bin/env node\n'), 'package.json': '{}'},
    ['build/hook-broken warning'],
    {app: {buildpacks: ['heroku/nodejs', 'heroku/python']}},
  ),
  built(
    'a hook run by Node.js, without its buildpack',
    {...APP, ...hook('#!/usr/bin/env -S node --no-warnings\n')},
    ['build/hook-broken error'],
    {app: {}},
  ),
  built('a first hook run by Python', {...APP, ...hook('#!/usr/bin/env python\n', 'pre')}, ['build/hook-broken error'], {
    app: {},
  }),
  built('a first hook run by Python, without an app', {...APP, ...hook('#!/usr/bin/env python\n', 'pre')}, [
    'build/hook-broken warning',
  ]),
  built('a first hook run by Python on heroku-22', {...APP, ...hook('#!/usr/bin/env python\n', 'pre')}, [], {
    app: {stack: 'heroku-22'},
  }),
  built('a first hook run by python3', {...APP, ...hook('#!/usr/bin/env python3\n', 'pre')}, []),
  built('a last hook run by Python', {...APP, ...hook('#!/usr/bin/env python\nimport pip\n')}, []),
  built('a last hook that runs pip with pip', {...APP, ...hook('#!/bin/bash -e\npip install awscli\n')}, []),
  built('a first hook that runs pip', {...APP, ...hook('#!/bin/bash\npip install awscli\n', 'pre')}, ['build/hook-broken error']),
  built(
    'a first hook that runs Python',
    {...APP, ...hook('#!/bin/sh\nset -e\npython scripts/version.py\necho done\n', 'pre')},
    ['build/hook-broken error'],
    {app: {}},
  ),
  built('a first hook that runs Python, without an app', {...APP, ...hook('python scripts/version.py\n', 'pre')}, [
    'build/hook-broken warning',
  ]),
  built('a first hook that runs Python on heroku-22', {...APP, ...hook('python scripts/version.py\n', 'pre')}, [], {
    app: {stack: 'heroku-22'},
  }),
  built('a first hook that runs python3', {...APP, ...hook('python3 scripts/version.py\n', 'pre')}, []),
  built(
    'a hook that runs pip with uv',
    {...UV, ...hook('#!/usr/bin/env bash\nset -euo pipefail\n\npip install awscli\necho done\n')},
    ['build/hook-broken error'],
  ),
  built('a hook that tries pip with uv', {...UV, ...hook('python -m pip install awscli || true\necho done\n')}, [
    'build/hook-broken warning',
  ]),
  built('a hook that brings pip with it', {...UV, ...hook('python -m ensurepip\npython -m pip install awscli\n')}, []),
  built('a hook that runs uv pip with uv', {...UV, ...hook('uv pip install awscli\n# pip install awscli\n')}, []),
]

const nltk = (list: Buffer | string) => ({...APP, 'nltk.txt': list, 'requirements.txt': 'nltk==3.9.2\n'})

const LOCKED = [
  'name = "shop"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "textblob" }]',
  'name = "textblob"\nversion = "0.19.0"\nsource = { registry = "https://example.com/simple" }\ndependencies = [{ name = "nltk" }]',
  'name = "nltk"\nversion = "3.9.2"\nsource = { registry = "https://example.com/simple" }',
]
const SECONDARY_NLTK = `version = 1\nrequires-python = ">=3.13"\n${LOCKED.map((text) => `\n[[package]]\n${text}\n`).join('')}`

export const NLTK: readonly Case[] = [
  built('NLTK without nltk.txt', {...APP, 'app.py': 'from nltk.corpus import stopwords\n', 'requirements.txt': 'nltk==3.9.2\n'}, [
    'build/nltk warning',
  ]),
  built(
    'NLTK without nltk.txt, downloaded by the app',
    {
      ...APP,
      'app.py': 'import nltk\n\nnltk.download("stopwords")\n',
      'requirements.txt': 'nltk==3.9.2\n',
    },
    ['build/nltk info'],
  ),
  built(
    'NLTK without nltk.txt, downloaded by a hook',
    {
      ...APP,
      ...hook('python -m nltk.downloader stopwords\n'),
      'requirements.txt': 'nltk==3.9.2\n',
    },
    [],
  ),
  built('NLTK without nltk.txt, and NLTK_DATA', {...APP, 'requirements.txt': 'nltk==3.9.2\n'}, [], {
    app: {configVars: {NLTK_DATA: '/app/data'}},
  }),
  built('NLTK as a dependency of another package', {...UV, 'uv.lock': SECONDARY_NLTK}, []),
  built('NLTK with nltk.txt', nltk('stopwords\nomw-1.4\n'), []),
  built('nltk.txt with Windows line ends', nltk('stopwords\r\npunkt_tab\r\n'), ['build/nltk error']),
  built('nltk.txt with a blank line', nltk('stopwords\n\npunkt_tab\n'), ['build/nltk error']),
  built('nltk.txt with a comment', nltk('# corpora\nstopwords\n'), ['build/nltk error']),
  built('nltk.txt with two names on a line', nltk('stopwords punkt_tab\n'), ['build/nltk error']),
  built('an empty nltk.txt', nltk(''), ['build/nltk error']),
  built('nltk.txt without NLTK', {...APP, 'nltk.txt': 'stopwords\n'}, ['build/nltk info']),
  built('nltk.txt without NLTK in a lock', {...UV, 'nltk.txt': 'stopwords\n'}, ['build/nltk warning']),
  built('nltk.txt on Fir', nltk('stopwords\n'), ['build/nltk warning'], {app: FIR}),
]
