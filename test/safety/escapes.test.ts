import assert from 'node:assert/strict'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'
import {type Command, CommandProcess} from './support/command-process.js'

/** Sets the title, clears the screen, a C1 sequence, text that runs backwards, a colour, and a line over the line before. */
const WORD = '\u001B]0;owned\u0007\u001B[2J\u009B1m\u202Egnp.\u2066\u200F\u2028\u001B[31m\u007F'
const EVIL = `${WORD}\r\nFAKE LINE\b\b`

/** What may never reach a terminal: all control characters but tab and line feed, and what reorders text. */
const UNPRINTABLE = /[\0-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/

const inJson = (text: string) => JSON.stringify(text)

/** Sources in which every word that a command may repeat tries to write to the terminal. */
const SOURCES: Record<string, TestFiles> = {
  pip: {
    [`${WORD}.py`]: 'import os\nos.system("pip install flask")\n',
    [`${WORD}/manage.py`]: '',
    '.heroku-python.json': JSON.stringify({suppress: {[EVIL]: EVIL, 'procfile/missing': EVIL}}),
    '.python-version': `${EVIL}\n`,
    '.slugignore': `${WORD}[a\n!${WORD}\n`,
    Procfile: `web: gunicorn ${WORD}:app --bind ${EVIL}\n${WORD}: x\nworker ${WORD}\nrelease: python ${WORD}.py\n`,
    'app.json': JSON.stringify({buildpacks: [{url: EVIL}], env: {[EVIL]: {value: EVIL}}, scripts: {[EVIL]: EVIL}}),
    'nltk.txt': `${EVIL}\n`,
    python_version: `${EVIL}\n`,
    'requirements.txt': `flask==${EVIL}\n${WORD}\n-r ${WORD}.txt\n-e git+https://h/${WORD}#egg=${WORD}\n--${WORD}\nx @ file:///${WORD}\n./${WORD}\n`,
    'runtime.txt': `python-${EVIL}\n`,
    'settings.py': `DEBUG = True\nSTATIC_ROOT = '${WORD}'\nROOT_URLCONF = '${WORD}'\nINSTALLED_APPS = ['${WORD}', 'django.contrib.staticfiles']\n`,
  },
  pipenv: {
    Pipfile: `[packages]\n${inJson(WORD)} = ${inJson(EVIL)}\n[requires]\npython_version = ${inJson(EVIL)}\n`,
    'Pipfile.lock': JSON.stringify({
      _meta: {hash: {sha256: EVIL}, requires: {python_full_version: EVIL, python_version: EVIL}},
      default: {[EVIL]: {version: EVIL}, psycopg2: {version: `==${EVIL}`}},
    }),
  },
  poetry: {
    '.python-version': '3.13\n',
    'poetry.lock': `[[package]]\nname = ${inJson(EVIL)}\nversion = ${inJson(EVIL)}\n\n[[package]]\nname = "psycopg2"\nversion = ${inJson(EVIL)}\n`,
    'pyproject.toml': `[tool.poetry.dependencies]\npython = ${inJson(EVIL)}\n${inJson(EVIL)} = ${inJson(EVIL)}\n`,
  },
  uv: {
    '.python-version': `3.13\n${EVIL}\n`,
    'pyproject.toml': `[project]\nname = ${inJson(EVIL)}\nrequires-python = ${inJson(`>=3.12${EVIL}`)}\ndependencies = [${inJson(EVIL)}]\n`,
    'uv.lock': `version = 1\n[[package]]\nname = ${inJson(EVIL)}\nversion = ${inJson(EVIL)}\n`,
  },
  'a broken lock': {
    '.python-version': '3.13\n',
    'pyproject.toml': `[${WORD}`,
    'uv.lock': `<<<<<<< ${WORD}\n=======\n>>>>>>> ${WORD}\n`,
  },
}

describe('nothing that others wrote reaches the terminal raw', () => {
  const folders = new TemporaryFolders()
  let api: FakePlatformApi
  let runs: CommandProcess

  before(async () => {
    const home = folders.make()
    const evil = {
      addons: [{configVars: {DATABASE_URL: 'postgres://h/d'}, name: WORD, plan: `${WORD}:plan`}],
      buildpacks: [
        `https://h.example.com/${WORD.replace('\u2028', '')}`,
        'https://github.com/heroku/heroku-buildpack-python',
        'heroku/nodejs',
      ],
      builds: [{}, {log: `-----> ${EVIL}\n !     Error: ${EVIL}\n ${EVIL}`, status: 'failed' as const}],
      configVars: {[EVIL]: EVIL, BUILDPACK_URL: EVIL, PROJECT_PATH: WORD, WEB_CONCURRENCY: EVIL},
      formation: [
        {command: EVIL, type: 'web'},
        {command: EVIL, size: EVIL, type: WORD},
      ],
      team: 'acme',
    }
    api = await FakePlatformApi.start({
      apps: [
        {...evil, name: 'evil'},
        {...evil, fields: {build_stack: {id: 'x', name: EVIL}, name: EVIL, stack: {id: 'x', name: EVIL}}, name: 'renamed'},
        {...evil, generation: 'fir', builds: [{cnbs: [{homepage: EVIL, id: EVIL, version: EVIL}]}], buildpacks: [], name: 'fir'},
        {buildpacks: ['heroku/python'], configVars: {EVIL}, name: 'plain'},
      ],
    })
    runs = CommandProcess.inHome(home, api.env)
  })

  after(async () => {
    await runs.end()
    folders.remove()
    // Answers that no real platform gives are the point here.
    api.schemaErrors.length = 0
    await api.stop()
  })

  afterEach(() => api.clearFaults())

  const run = async (command: Command, argv: string[], cwd?: string): Promise<string> => {
    const {stderr, stdout} = await runs.run(command, argv, {...(cwd && {cwd})})
    const told = `${command} ${JSON.stringify(argv)}`
    assert.ok((stdout + stderr).length > 20, told)
    for (const text of [stdout, stderr]) {
      const at = text.search(UNPRINTABLE)
      assert.equal(at, -1, `${told}: ${JSON.stringify(text.slice(Math.max(0, at - 200), at + 40))}`)
    }

    assert.doesNotMatch(stdout, /^FAKE LINE/m, told)
    if (argv.includes('--json')) JSON.parse(stdout)
    return stderr
  }

  const reports: [Command, ...string[]][] = [
    ['doctor', '--verbose'],
    ['doctor', '--json'],
    ['doctor', '--format', 'sarif'],
    ['doctor', '--format', 'github'],
    ['doctor', '--fix', '--dry-run'],
    ['pin', '--dry-run'],
    ['pin', '--dry-run', '--json'],
    ['migrate-buildpack', '--dry-run', '--app', 'evil'],
    ['build-local', '--plan'],
    ['build-local', '--plan', '--json'],
  ]

  for (const [name, files] of Object.entries(SOURCES)) {
    it(`of a source: ${name}`, async () => {
      const repository = folders.repository(files)
      repository.write({[`untracked ${WORD}`]: ''})
      const plain = folders.make(files)
      for (const [command, ...argv] of reports) await run(command, [...argv, '--source', repository.folder])
      for (const folder of [plain, repository.folder]) await run('doctor', ['--dirty', '--verbose', '--source', folder])
    })
  }

  for (const app of ['evil', 'renamed', 'fir', 'plain']) {
    it(`of an app: ${app}`, async () => {
      const {folder} = folders.repository({'.python-version': '3.13\n', 'requirements.txt': 'flask==3.1.2\n'})
      for (const [command, ...argv] of reports)
        await run(command, [...argv.filter((part) => part !== 'evil' && part !== '--app'), '--app', app, '--source', folder])
      await run('migrate-buildpack', ['--yes', '--json', '--app', app, '--source', folder])
    })
  }

  it('of a fleet', async () => {
    for (const argv of [
      ['--team', 'acme'],
      ['--team', 'acme', '--verbose'],
      ['--all', '--json'],
      ['--team', WORD],
    ])
      await run('doctor', argv)
  })

  it("of the API's words", async () => {
    const {folder} = folders.repository({'.python-version': '3.13\n', 'requirements.txt': 'flask==3.1.2\n'})
    for (const path of [/./, /config-vars|builds|buildpack/]) {
      api.clearFaults()
      api.fault({path}, {body: {id: EVIL, message: EVIL}, headers: {'x-heroku-warning': 'careful'}, status: 403})
      for (const [command, ...argv] of reports) await run(command, [...argv, '--app', 'plain', '--source', folder])
    }

    await run('doctor', ['--all'])
  })

  it("of the API's warnings, which come in headers", async () => {
    const {folder} = folders.repository({'.python-version': '3.13\n', 'requirements.txt': 'flask==3.1.2\n'})
    for (const name of ['X-Heroku-Warning', 'Warning-Message']) {
      api.clearFaults()
      api.fault({path: /./}, {body: {}, headers: {[name]: `\u009B2J${name}\u009D0;owned\u009C`}, status: 200})
      const before = runs.output.length
      const stderr = await run('doctor', ['--app', 'plain', '--source', folder])
      assert.match(runs.output.slice(before) + stderr, new RegExp(`<U\\+009B>2J${name}`))
      assert.doesNotMatch(runs.output.slice(before), UNPRINTABLE)
    }
  })

  it('of the names of folders', async () => {
    const repository = folders.repository({[`${WORD}/requirements.txt`]: 'flask\n', [`${WORD}/.python-version`]: '3.13\n'})
    for (const [command, ...argv] of reports) await run(command, [...argv, '--source', `${repository.folder}/${WORD}`])
    for (const [command, ...argv] of reports) await run(command, [...argv, '--source', `${repository.folder}/no-${EVIL}`])
  })

  it('of what is typed', async () => {
    const {folder} = folders.repository({'.python-version': '3.13\n', 'requirements.txt': 'flask\n'})
    const wrong: [Command, ...string[]][] = [
      ['doctor', '--ref', EVIL],
      ['doctor', '--only', EVIL],
      ['doctor', '--explain', EVIL],
      ['doctor', '--app', EVIL],
      ['doctor', `--${WORD}`],
      ['doctor', EVIL],
      ['doctor', '--format', EVIL],
      ['doctor', '--remote', EVIL],
      ['pin', EVIL],
      ['pin', `3.13.${WORD}`],
      ['migrate-buildpack', '--app', 'evil', '--order', EVIL],
      ['migrate-buildpack', '--app', 'evil', '--ref', EVIL],
      ['build-local', '--python', EVIL],
      ['build-local', '--env-file', EVIL],
      ['build-local', '--output', `/${EVIL}`],
      ['build-local', '--stack', EVIL, '--plan'],
      ['build-local', '--app', 'plain', '--config-vars', 'all', '--confirm', EVIL],
    ]
    for (const [command, ...argv] of wrong) {
      await run(command, [...argv, '--source', folder])
      await run(command, [...argv, '--source', folder, '--json'])
    }
  })

  it('of what a build prints', async () => {
    const shown = Buffer.from(`${EVIL}\nafter\n`).toString('base64')
    for (const ending of ['exit 1', 'mv requirements.txt gone']) {
      const {folder} = folders.repository({
        '.python-version': '3.13\n',
        'bin/pre_compile': `#!/usr/bin/env bash\necho ${shown} | base64 -d\necho ${shown} | base64 -d >&2\n${ending}\n`,
        'requirements.txt': '-r gone.txt\n',
      })
      for (const mode of [[], ['--verbose'], ['--json']]) await run('build-local', [...mode, '--no-cache', '--source', folder])
    }
  })
})
