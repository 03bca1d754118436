import {execa} from 'execa'
import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import path from 'node:path'

import {PROJECT} from '../support/heroku-cli.js'
import {TemporaryFolders} from '../support/repository.js'

/** The package as code that imports it: the example of docs/api.md, and its types. */
describe('the API of the built package', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  const example = async (folder: string) =>
    execa(process.execPath, [path.join(PROJECT, 'examples/api.mjs'), folder], {cwd: PROJECT, reject: false})

  it('runs the example', async () => {
    const folder = folders.make({'.python-version': '3.9\n', 'requirements.txt': 'idna==3.11\n'})
    const {exitCode, stdout} = await example(folder)
    assert.match(stdout, /^Python unknown, installed with pip\nerror version\/eol \.python-version:1\n {2}The .*\n {2}Why: /)
    assert.equal(exitCode, 1)
  })

  it('says what is wrong, and what to do', async () => {
    const {exitCode, stderr} = await example(path.join(folders.make(), 'missing'))
    assert.match(stderr, /^The source folder doesn't exist: .* doesn't exist\.\nCheck the path/)
    assert.equal(exitCode, 2)
  })

  it('has types for all that it exports, and none of its own problems', async () => {
    // Beside the package itself, so that it is found by its name.
    const folder = path.join(PROJECT, '.cache/api-types')
    await execa('mkdir', ['-p', folder])
    const source = `
import {checks, diagnose, predictBuild, ProblemError} from 'heroku-python'
import type {CheckMetadata, DiagnoseOptions, DoctorJson, FindingJson, Prediction} from 'heroku-python'

const options: DiagnoseOptions = {baseline: 'main', only: ['version']}
const document: DoctorJson = await diagnose('.', options)
const finding: FindingJson | undefined = document.findings[0]
const all: readonly CheckMetadata[] = await checks()
const prediction: Prediction = await predictBuild('.', {kind: 'cnb'})
const error = new ProblemError({fix: '', id: 'anything', link: null, message: '', transient: false})
const id: string = error.id
// @ts-expect-error: what an internal problem holds is nobody's business
error.problem
console.log(finding?.fingerprint, all.length, prediction.steps, id)
`
    const file = path.join(folder, 'use.mts')
    writeFileSync(file, source)
    const flags = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--module', 'node18', '--moduleResolution', 'node16']
    const args = ['tsc', ...flags, '--target', 'es2022', '--types', 'node', file]
    const {exitCode, stdout} = await execa('npx', args, {cwd: PROJECT, reject: false})
    assert.equal(exitCode, 0, stdout)
  })
})
