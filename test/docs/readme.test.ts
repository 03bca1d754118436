import assert from 'node:assert/strict'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import Doctor from '../../src/commands/python/doctor.js'
import Pin from '../../src/commands/python/pin.js'
import {Harness} from '../migrate/harness.js'
import {setColumns} from '../support/columns.js'
import {PROJECT} from '../support/heroku-cli.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

const FILE = path.join(PROJECT, 'README.md')
const README = readFileSync(FILE, 'utf8')
/** How old the built-in releaseData is depends on the day; whether a newer release is known, on the machine. */
const DEPENDS_ON_THE_DAY = /\n\nNote: this check used buildpack[^]*?(?=\n\n)/

/** What stands below a command in the README: the lines that are indented as it is. `UPDATE_SNAPSHOTS=1` rewrites it. */
function assertShown(command: string, printed: string): void {
  const prompt = `    $ heroku ${command}\n`
  const [, after] = README.split(prompt)
  assert.ok(after !== undefined, `the README shows no ${command}`)
  const lines = after.split('\n')
  const shown = lines.slice(
    0,
    lines.findIndex((line) => line !== '' && !line.startsWith('    ')),
  )
  const actual = tidy(printed.split('\n'))
  if (process.env.UPDATE_SNAPSHOTS) {
    const indented = actual.split('\n').map((line) => (line === '' ? '' : `    ${line}`))
    const text = readFileSync(FILE, 'utf8')
    writeFileSync(
      FILE,
      text.replace(`${prompt}${shown.join('\n').trimEnd()}`, () => `${prompt}\n${indented.join('\n')}`),
    )
  } else assert.equal(tidy(shown.map((line) => line.slice(4))), actual)
}

const tidy = (lines: readonly string[]) =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(DEPENDS_ON_THE_DAY, '')
    .trim()

describe('the README', () => {
  let putBack: () => void

  beforeEach(() => {
    putBack = setColumns(80)
  })

  const folders = new TemporaryFolders()
  const cwd = process.cwd()

  afterEach(() => {
    putBack()
    process.chdir(cwd)
    folders.remove()
  })

  for (const [command, argv] of [
    [Doctor, 'python:doctor --offline --source examples/broken-version'],
    [Pin, 'python:pin --dry-run --source examples/broken-version'],
  ] as const)
    it(`shows what ${argv} prints`, async () => {
      const example = path.join(PROJECT, 'examples/broken-version')
      const files = readdirSync(example).map((name) => [
        `examples/broken-version/${name}`,
        readFileSync(path.join(example, name)),
      ])
      process.chdir(folders.repository(Object.fromEntries(files) as Record<string, Uint8Array>).folder)
      const {stderr, stdout} = await runCommand(command, argv.split(' ').slice(1))
      // A terminal shows both.
      assertShown(argv, `${stderr}${stdout}`)
    })

  it('shows what python:migrate-buildpack prints', async () => {
    const harness = new Harness()
    await harness.start(
      {
        buildpacks: [
          'heroku/nodejs',
          'https://github.com/moneymeets/python-poetry-buildpack.git',
          'https://github.com/heroku/heroku-buildpack-python#v256',
        ],
        configVars: {DISABLE_POETRY_CREATE_RUNTIME_FILE: '1'},
        name: 'example-app',
      },
      {
        '.python-version': '3.13\n',
        'package.json': '{}\n',
        'poetry.lock': '',
        'pyproject.toml': '[tool.poetry]\nname = "shop"\n',
      },
    )
    try {
      const {stdout} = await harness.run(['--dry-run'], {app: 'example-app'})
      assertShown('python:migrate-buildpack --app example-app --dry-run', stdout)
    } finally {
      await harness.stop()
    }
  })
})
