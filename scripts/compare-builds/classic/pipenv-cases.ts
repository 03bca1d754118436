import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import type {Case} from '../cases.js'
import {type Files, one, type Tree, twice, V, type Writer} from '../case-writer.js'
import {library} from './pip-cases.js'

const LOOKS = `#!/usr/bin/env bash
pip --version 2>&1 | cut -c1-10; pipenv --version; pipenv --venv; pipenv verify
cat .heroku/python/lib/python*/site-packages/*.pth 2>/dev/null; ls -A | cat
`

/** What a Pipfile can ask for. */
export function pipenvCases({app, locks}: Writer): Case[] {
  const source = `[[source]]\nurl = "${locks.index}"\nverify_ssl = true\nname = "main"\n`
  const pipenv = (text: string, files: Files = {}) => app({...V, Pipfile: source + text, ...files}, locks.pipenv)
  const unlocked =
    (tree: Tree, file: string, edit: (text: string) => string): Tree =>
    (folder) => {
      tree(folder)
      const name = path.join(folder, file)
      writeFileSync(name, edit(readFileSync(name, 'utf8')))
    }

  const groups =
    '[packages]\nsix = "==1.16.0"\n[dev-packages]\nidna = "==3.6"\n[docs]\npackaging = "*"\n[scripts]\nhello = "python -c \'print(1)\'"\n'
  const plain = '[packages]\nsix = "==1.16.0"\n'
  return [
    twice(
      'pipenv-extras',
      pipenv(
        '[packages]\nrequests = {version = "==2.32.3", extras = ["socks"]}\npywin32 = {version = "==306", sys_platform = "== \'win32\'"}\ncolorama = {version = "*", markers = "python_version < \'3.9\'"}\n',
        {'bin/post_compile': LOOKS},
      ),
    ),
    twice(
      'pipenv-editable',
      pipenv('[packages]\nownlib = {path = "./libs/ownlib", editable = true}\n', {
        ...library('ownlib'),
        'bin/post_compile': `${LOOKS}ownlib-cmd\n`,
      }),
    ),
    twice('pipenv-local', pipenv('[packages]\nownlib = {path = "./libs/ownlib"}\n', library('ownlib'))),
    ...[false, true].map((ci): Case => ({
      ...twice(`pipenv-groups${ci ? '-ci' : ''}`, pipenv(groups, {'bin/post_compile': `${LOOKS}pipenv run hello\n`})),
      ci,
    })),
    one(
      'pipenv-stale',
      unlocked(pipenv(plain), 'Pipfile', (text) => text.replace('1.16.0', '1.17.0')),
    ),
    one(
      'pipenv-package-missing',
      unlocked(pipenv(plain), 'Pipfile.lock', (text) => text.replaceAll('1.16.0', '99.0')),
    ),
    one(
      'pipenv-full-version',
      unlocked(pipenv(`${plain}[requires]\npython_full_version = "3.13.0"\n`), '.python-version', () => '3.13.0\n'),
    ),
    one(
      'pipenv-other-version',
      unlocked(pipenv(`${plain}[requires]\npython_version = "3.13"\n`), '.python-version', () => '3.12\n'),
    ),
    one('pipenv-settings', {
      env: {PIPENV_DEV: '1', PIPENV_IGNORE_PIPFILE: '1', PIPENV_VERBOSE: '1', PIP_EXTRA_INDEX_URL: 'http://127.0.0.1:9/simple'},
      tree: pipenv(groups, {'bin/post_compile': LOOKS}),
    }),
    one(
      'pipenv-two-sources',
      pipenv(
        `[[source]]\nurl = "${locks.index}/"\nverify_ssl = true\nname = "other"\n[packages]\nsix = {version = "==1.16.0", index = "other"}\nidna = "==3.6"\n`,
      ),
    ),
    one('pipenv-and-requirements', pipenv(plain, {'requirements.txt': 'idna==3.6\n'})),
    one(
      'pipenv-changes',
      pipenv(plain),
      pipenv('[packages]\nsix = "==1.17.0"\nidna = "==3.6"\n'),
      unlocked(pipenv('[packages]\nidna = "==3.6"\n'), '.python-version', () => '3.12\n'),
    ),
  ]
}
