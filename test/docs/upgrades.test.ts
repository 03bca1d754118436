import assert from 'node:assert/strict'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import Doctor from '../../src/commands/python/doctor.js'
import {calendarOf} from '../../src/move/calendar.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {setColumns} from '../support/columns.js'
import {PROJECT} from '../support/heroku-cli.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

const FILE = path.join(PROJECT, 'docs/upgrades.md')
const text = readFileSync(FILE, 'utf8')

/** Lines are broken elsewhere where a sentence about this machine's Pythons is among them. */
const tidy = (shown: string) =>
  shown
    .replaceAll(/\s+/g, ' ')
    .replace(/ The syntax of the app's files wasn't checked: [^.]*(?:\.\d[^.]*)*\./, '')
    .trim()

/** `UPDATE_SNAPSHOTS=1` rewrites the examples. */
describe('docs/upgrades.md', () => {
  const folders = new TemporaryFolders()
  const cwd = process.cwd()
  let putBack: () => void

  beforeEach(() => {
    putBack = setColumns(80)
  })

  afterEach(() => {
    putBack()
    process.chdir(cwd)
    folders.remove()
  })

  const commands = [...text.matchAll(/^ {4}\$ heroku python:doctor (?<argv>.*)$/gm)].map(({groups}) => groups!.argv!)

  it('has three worked examples', () => {
    assert.equal(commands.length, 3)
  })

  for (const argv of commands)
    it(`shows what ${argv} prints`, async () => {
      const example = argv.split(' ').at(-1)!
      const names = readdirSync(path.join(PROJECT, example))
      const read = (name: string) => readFileSync(path.join(PROJECT, example, name))
      process.chdir(folders.make(Object.fromEntries(names.map((name) => [`${example}/${name}`, read(name)]))))
      const {stdout} = await runCommand(Doctor, argv.split(' '), {HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9'})
      const prompt = `    $ heroku python:doctor ${argv}\n`
      const current = readFileSync(FILE, 'utf8')
      const after = current.split(prompt)[1]!
      const shown = /^(?:(?: {4}.*)?\n)*/.exec(after)![0]
      if (process.env.UPDATE_SNAPSHOTS) {
        const indented = stdout.trimEnd().replaceAll(/^(?=.)/gm, '    ')
        writeFileSync(
          FILE,
          current.replace(prompt + shown, () => `${prompt}\n${indented}\n\n`),
        )
      } else assert.equal(tidy(shown), tidy(stdout))
    })

  it('has the dates that the data has', () => {
    const standings = [
      {kind: 'classic' as const, python: '3.10', stack: 'heroku-22'},
      {kind: 'classic' as const, python: '3.11', stack: 'heroku-22'},
    ]
    for (const {date} of standings.flatMap((standing) => calendarOf(standing, builtInReleases)))
      assert.ok(text.includes(`| ${date} |`), date)
  })
})
