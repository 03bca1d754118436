import assert from 'node:assert/strict'

import {aptPackagesOf} from '../../src/checks/shared/apt-packages.js'
import {appOf, checkContext, committed, type TestApp, treeOf} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'

const aptOf = (files: TestFiles, app?: TestApp) =>
  aptPackagesOf(checkContext(committed(treeOf({'requirements.txt': '', ...files})), {app: app ? appOf(app) : null}))

const APT = {buildpacks: ['heroku-community/apt', 'heroku/python']}

describe('the Ubuntu packages that an app asks for', () => {
  it('are the lines of its Aptfile', () => {
    const Aptfile = `# for OCR
tesseract-ocr tesseract-ocr-deu
:repo:deb http://archive.example noble main
libgl1=1.7.0-1   # a version
https://example.com/wkhtmltox_0.12.6.1-3.jammy_amd64.deb
`
    assert.deepEqual(aptOf({Aptfile}, APT), {
      file: 'Aptfile',
      isRead: 'yes',
      isThere: true,
      names: ['tesseract-ocr', 'tesseract-ocr-deu', 'libgl1', 'wkhtmltox'],
    })
  })

  it('are read by a buildpack of the app, or not', () => {
    const files = {Aptfile: 'ffmpeg\n'}
    assert.equal(aptOf(files, {}).isRead, 'no')
    assert.equal(aptOf(files).isRead, 'unknown')
    assert.equal(aptOf({}, APT).isThere, false)
    const buildpacks = ['https://github.com/heroku/heroku-buildpack-multi.git']
    const listed = {
      '.buildpacks': 'https://github.com/heroku/heroku-buildpack-apt\nhttps://github.com/heroku/heroku-buildpack-python\n',
    }
    assert.equal(aptOf({...files, ...listed}, {buildpacks}).isRead, 'yes')
    assert.equal(aptOf({...files, ...listed}, {}).isRead, 'no')
    const appJson = JSON.stringify({buildpacks: [{url: 'heroku-community/apt'}, {url: 'heroku/python'}]})
    assert.equal(aptOf({...files, 'app.json': appJson}).isRead, 'yes')
  })

  it('stand in project.toml for Fir', () => {
    const toml = `[com.heroku.buildpacks.deb-packages]
install = ["libgl1", {name = "ffmpeg", skip_dependencies = true}]

[[io.buildpacks.group]]
id = "heroku/deb-packages"
`
    assert.deepEqual(aptOf({'project.toml': toml}, {kind: 'cnb'}), {
      file: 'project.toml',
      isRead: 'yes',
      isThere: true,
      names: ['libgl1', 'ffmpeg'],
    })
    assert.deepEqual(aptOf({Aptfile: 'ffmpeg\n'}, {kind: 'cnb'}), {file: 'project.toml', isRead: 'no', isThere: false, names: []})
  })
})
