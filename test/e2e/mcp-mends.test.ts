import {execa} from 'execa'
import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {cp} from 'node:fs/promises'
import path from 'node:path'

import type {DoctorJson} from '../../src/doctor/json.js'
import type {McpDoctorAnswer} from '../../src/mcp/json.js'

import {PROJECT} from '../support/heroku-cli.js'
import {type Answered, openMcp} from '../support/mcp-client.js'
import {GIT_ENVIRONMENT, TemporaryFolders} from '../support/repository.js'

/** Each has an error, of which the doctor knows a fix that needs no package index. */
const BROKEN = [
  'procfile_misnamed',
  'source_misspelled-beside-setup-py',
  'source_misspelled-requirements',
  'source_no-package-manager',
  'source_no-python',
  'source_pipfile-beside-requirements',
  'source_requirements-folder',
  'source_setup-py-only',
  'source_subfolder-of-tests',
  'version_eol',
  'version_eol-runtime-txt',
  'version_invalid-comment',
  'version_invalid-prefix',
  'version_invalid-quotes',
  'version_invalid-range',
  'version_invalid-second-line',
  'version_misspelled',
  'version_misspelled-twice',
  'version_multiple',
  'version_runtime-txt-two-lines',
] as const

/** More rounds would mean that a fix doesn't fix. */
const ROUNDS = 5

/**
 * A client without a model: it reads the structured content and nothing else. It lets `fix` make what is automatic, and runs
 * the commands of the others, as an agent does in a shell where the plugin is.
 */
describe('a scripted client of python:mcp', () => {
  const folders = new TemporaryFolders()
  let env: Record<string, string>
  const answers: Answered<McpDoctorAnswer>[] = []

  before(() => {
    const programs = folders.make()
    const heroku = `#!/bin/sh\nexec '${process.execPath}' '${path.join(PROJECT, 'bin/run.js')}' "$@"\n`
    writeFileSync(path.join(programs, 'heroku'), heroku, {mode: 0o755})
    env = {...GIT_ENVIRONMENT, HOME: folders.make(), PATH: `${programs}${path.delimiter}${process.env.PATH}`}
  })

  after(() => folders.remove())

  /** @returns the doctor's last answer */
  const mend = async (app: string): Promise<{first: DoctorJson; last: DoctorJson}> => {
    const {call, close} = await openMcp({cwd: app, env, roots: [app]})
    const ask = async (tool: string, input: Record<string, unknown> = {}): Promise<DoctorJson> => {
      const answer = await call<McpDoctorAnswer>(tool, input)
      answers.push(answer)
      return answer.result!
    }

    try {
      const first = await ask('doctor')
      let last = first
      for (let round = 0; round < ROUNDS && last.summary.error > 0; round++) {
        const errors = last.findings.filter(({severity}) => severity === 'error')
        if (errors.some(({fix}) => fix.kind === 'auto')) await ask('fix', {apply: true})
        else {
          const command = errors.find(({fix}) => fix.command !== null)?.fix.command
          if (typeof command !== 'string') break
          await execa('sh', ['-c', command], {cwd: app, env})
        }

        last = await ask('doctor')
      }

      return {first, last}
    } finally {
      await close()
    }
  }

  it(`has ${BROKEN.length} repositories to mend`, () => assert.equal(new Set(BROKEN).size, 20))

  for (const name of BROKEN)
    it(`mends ${name}`, async () => {
      const repository = folders.repository()
      await cp(path.join(PROJECT, 'test/fixtures', name), repository.folder, {recursive: true})
      repository.git('add', '--all', '--force')
      repository.commit()
      const {first, last} = await mend(repository.folder)
      assert.ok(first.summary.error > 0, 'it was broken')
      assert.deepEqual(
        last.findings.filter(({severity}) => severity === 'error').map(({id}) => id),
        [],
      )
      assert.equal(last.build.failure, null)
    })

  it('was refused nothing, neither for time nor for anything else', () => {
    assert.ok(answers.length >= 2 * BROKEN.length)
    assert.deepEqual(
      answers.filter(({isError}) => isError),
      [],
    )
  })
})
