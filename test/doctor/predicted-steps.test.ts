import assert from 'node:assert/strict'

import {predict} from '../../src/buildpack/predict.js'
import {predictBuild} from '../../src/index.js'
import {appOf, committed, reportOf, treeOf} from '../support/checks.js'
import {TemporaryFolders} from '../support/repository.js'

function locked(name: string): string {
  return `[[package]]\nname = "${name}"\nversion = "1.0"\nsource = { registry = "https://index.example" }\n`
}

const ROOT = '[[package]]\nname = "shop"\nversion = "1.0"\nsource = { virtual = "." }\n'
const UV = {
  '.python-version': '3.14\n',
  'manage.py': '',
  'nltk.txt': 'stopwords\n',
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1.0"\n',
}

function stepsOf(files: Record<string, string>, kind: 'classic' | 'cnb' = 'classic'): string {
  return reportOf(committed(treeOf(files)), {app: appOf({kind})}).prediction.steps.join('\n')
}

/** By what the build's command installs, as the prediction alone does. */
describe('the steps that the doctor predicts', () => {
  const dev = {
    ...UV,
    'uv.lock': `version = 1\n${locked('django')}${locked('nltk')}${ROOT}[package.dev-dependencies]\ndev = [{ name = "django" }, { name = "nltk" }]\n`,
  }
  const main = {...UV, 'uv.lock': `version = 1\n${locked('django')}${ROOT}dependencies = [{ name = "django" }]\n`}

  it('have no collectstatic and no NLTK where these are in a group that the build leaves out', () => {
    assert.doesNotMatch(predict(treeOf(dev)).steps.join('\n'), /collectstatic|NLTK/)
    assert.doesNotMatch(stepsOf(dev), /collectstatic|NLTK/)
    assert.doesNotMatch(stepsOf(dev, 'cnb'), /static files/)
  })

  it('have collectstatic where the app asks for Django', () => {
    assert.match(stepsOf(main), /python manage\.py collectstatic/)
    assert.match(stepsOf(main, 'cnb'), /Generating Django static files/)
  })

  it('have it where a requirements.txt names Django for Heroku’s platform', () => {
    const files = {'.python-version': '3.14\n', 'manage.py': ''}
    assert.match(stepsOf({...files, 'requirements.txt': 'Django==5.2\n'}), /collectstatic/)
    assert.doesNotMatch(stepsOf({...files, 'requirements.txt': 'Django==5.2 ; sys_platform == "win32"\n'}), /collectstatic/)
  })

  it("are those of the package's own function", async () => {
    const folders = new TemporaryFolders()
    try {
      const {folder} = folders.repository(dev)
      assert.doesNotMatch((await predictBuild(folder)).steps.join('\n'), /collectstatic|NLTK/)
    } finally {
      folders.remove()
    }
  })
})
