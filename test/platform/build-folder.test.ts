import assert from 'node:assert/strict'

import {buildFolder} from '../../src/platform/app.js'
import {appOf} from '../support/checks.js'

/** Every command reads, and pin writes, in the folder that this names: it must never lead out of the source. */
describe('the folder that an app builds', () => {
  const table: [projectPath: string, folder: string][] = [
    ['backend', 'backend'],
    ['./backend/', 'backend'],
    ['/backend', 'backend'],
    ['services/../backend', 'backend'],
    ['.', ''],
    ['..', ''],
    ['../other', ''],
    ['backend/../../other', ''],
    ['', ''],
  ]
  for (const [projectPath, folder] of table) {
    it(`is ${JSON.stringify(folder)} for PROJECT_PATH=${projectPath}`, () => {
      const buildpacks = ['https://github.com/timanovsky/subdir-heroku-buildpack', 'heroku/python']
      assert.equal(buildFolder(appOf({buildpacks, configVars: {PROJECT_PATH: projectPath}})), folder)
    })
  }

  it('is the root where the subdir buildpack runs too late', () => {
    const buildpacks = ['heroku/python', 'https://github.com/timanovsky/subdir-heroku-buildpack']
    assert.equal(buildFolder(appOf({buildpacks, configVars: {PROJECT_PATH: 'backend'}})), '')
  })
})
