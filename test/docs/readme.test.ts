import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import Doctor from '../../src/commands/python/doctor.js'
import Pin from '../../src/commands/python/pin.js'
import {Harness} from '../migrate/harness.js'
import {PROJECT} from '../support/heroku-cli.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

const README = readFileSync(path.join(PROJECT, 'README.md'), 'utf8')
/** How old the built-in releaseData is depends on the day; whether a newer release is known, on the machine. */
const DEPENDS_ON_THE_DAY = /\n\nNote: the newest buildpack release known here[^]*/

/** What stands below a command in the README: the lines that are indented as it is. */
function sample(command: string): string {
  const [, after] = README.split(`    $ heroku ${command}\n`)
  assert.ok(after !== undefined, `the README shows no ${command}`)
  const lines = after.split('\n')
  const end = lines.findIndex((line) => line !== '' && !line.startsWith('    '))
  return tidy(lines.slice(0, end).map((line) => line.slice(4)))
}

const tidy = (lines: readonly string[]) =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(DEPENDS_ON_THE_DAY, '')
    .trim()

describe('the README', () => {
  const folders = new TemporaryFolders()
  const cwd = process.cwd()

  afterEach(() => {
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
      assert.equal(sample(argv), tidy(`${stderr}${stdout}`.split('\n')))
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
      assert.equal(sample('python:migrate-buildpack --app example-app --dry-run'), tidy(stdout.split('\n')))
    } finally {
      await harness.stop()
    }
  })
})
