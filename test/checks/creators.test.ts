import assert from 'node:assert/strict'

import {creatorOf} from '../../src/checks/creators.js'
import {appOf, checkContext, committed, treeOf} from '../support/checks.js'

const REQUIREMENTS = ['requirements.txt']

/** What writes a file before the build: the hook's text, the buildpacks of the app, and who may write which file. */
const ROWS: readonly {
  name: string
  files?: Record<string, string>
  buildpacks?: readonly string[]
  wanted?: readonly string[]
  creator: RegExp | null
}[] = [
  {creator: null, name: 'nothing that runs before'},
  {creator: /bin\/pre_compile/, files: hook('cp deploy/requirements.txt .'), name: 'a hook that names the file'},
  {creator: null, files: hook('# requirements.txt\necho hello'), name: 'a hook that names it in a comment'},
  {creator: null, files: hook('npm ci && npm run build'), name: 'a hook that runs Node.js without scripts'},
  {
    creator: /bin\/pre_compile/,
    files: {...hook('npm run build'), 'package.json': '{"scripts": {"build": "cat a > requirements.txt"}}'},
    name: 'a hook that runs a script of package.json which names it',
  },
  {creator: /bin\/pre_compile/, files: hook('curl -s https://example.com/x | bash'), name: 'a hook that runs what it downloads'},
  {
    creator: /bin\/pre_compile/,
    files: {...hook('bash ./ci/prepare.sh'), 'ci/prepare.sh': 'touch requirements.txt'},
    name: 'a script that a hook runs',
  },
  {
    creator: null,
    files: {...hook('bash ./ci/prepare.sh'), 'ci/prepare.sh': 'echo hello'},
    name: 'a script that a hook runs, which writes nothing',
  },
  {
    creator: /bin\/pre_compile/,
    files: hook('uv python pin 3.13'),
    name: 'a command that writes it without naming it',
    wanted: ['.python-version'],
  },
  {buildpacks: ['heroku-community/apt', 'heroku/python'], creator: null, name: 'apt'},
  {buildpacks: ['heroku/nodejs', 'heroku/python'], creator: null, files: {'package.json': '{}'}, name: 'nodejs'},
  {
    buildpacks: ['heroku/nodejs', 'heroku/python'],
    creator: null,
    files: {'package.json': '{"scripts": {"build": "vite build"}}'},
    name: 'nodejs with a bundler, and a file of Python’s',
  },
  {
    buildpacks: ['heroku/nodejs', 'heroku/python'],
    creator: /heroku\/nodejs/,
    files: {'package.json': '{"scripts": {"build": "vite build"}}'},
    name: 'nodejs with a bundler, and a folder',
    wanted: ['static/dist'],
  },
  {
    buildpacks: ['heroku/python', 'heroku/nodejs'],
    creator: null,
    files: {'package.json': '{"scripts": {"build": "x"}}'},
    name: 'nodejs after Python',
    wanted: ['static'],
  },
  {
    buildpacks: ['https://github.com/acme/heroku-buildpack-x', 'heroku/python'],
    creator: /acme/,
    name: 'a buildpack that nobody knows',
  },
  {buildpacks: ['moneymeets/python-poetry-buildpack', 'heroku/python'], creator: /moneymeets/, name: 'one that exports a lock'},
  {
    buildpacks: ['moneymeets/python-poetry-buildpack', 'heroku/python'],
    creator: null,
    name: 'one that exports a lock, and another file',
    wanted: ['Procfile'],
  },
]

describe('what may create a missing file', () => {
  for (const {buildpacks, creator, files = {}, name, wanted = REQUIREMENTS} of ROWS) {
    it(name, () => {
      const app = buildpacks ? appOf({buildpacks}) : null
      const found = creatorOf(checkContext(committed(treeOf(files)), {app}), {files: wanted})
      if (creator === null) assert.equal(found, null)
      else assert.match(found ?? 'nothing', creator)
    })
  }
})

function hook(text: string): Record<string, string> {
  return {'bin/pre_compile': `#!/usr/bin/env bash\n${text}\n`}
}
