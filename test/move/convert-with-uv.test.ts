import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'
import path from 'node:path'

import {convertWithUv} from '../../src/move/convert-with-uv.js'
import {contextOf} from '../../src/move/context-of.js'
import {uvPackages} from '../../src/package-managers/uv/packages.js'
import {buildMarkers} from '../../src/buildpack/installed-packages.js'
import {editedTree} from '../../src/edits/edited-tree.js'
import {problemOf} from '../../src/common/problem.js'
import {makeTarget} from '../../src/target/target.js'
import {anyPython, machine} from '../pin/machine.js'
import {committed, FRESH, treeOf} from '../support/checks.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'

const STAY = {fir: false, manager: null, python: null, stack: null}

/** The real uv of the buildpack's version, and the real index. */
describe('an app that uv converts', () => {
  const folders = new TemporaryFolders()
  let python: string

  after(() => folders.remove())

  before(async () => {
    python = (await anyPython()).version.split('.').slice(0, 2).join('.')
  })

  async function convert(files: TestFiles, mayBuild = true) {
    const project = committed(treeOf({'.python-version': `${python}\n`, ...files}))
    const target = makeTarget({app: null, project, releaseData: FRESH})
    const before = contextOf(target)
    const used = machine()
    try {
      const edits = await convertWithUv(before, {destination: STAY, mayBuild, target}, used)
      return {edits, tree: editedTree(project.tree, edits ?? [])}
    } finally {
      assert.equal(used.left.size, 0, 'the temporary folder is gone')
    }
  }

  const versions = (tree: ReturnType<typeof treeOf>) => {
    const markers = buildMarkers({
      kind: 'classic',
      failure: null,
      origin: null,
      requested: null,
      resolved: `${python}.0`,
    } as never)
    const {installed} = uvPackages(tree, markers, {ci: false})
    return new Map(installed.map(({name, version}) => [name, version]))
  }

  it('keeps the versions of requirements.txt, and gets one lock for all', async () => {
    const {edits, tree} = await convert({'requirements.txt': '-r base.txt\nidna==3.4\n', 'base.txt': 'six==1.16.0\n'})
    assert.deepEqual(
      edits!.map(({action, path}) => `${action} ${path}`),
      ['delete requirements.txt', 'write pyproject.toml', 'write uv.lock'],
    )
    assert.deepEqual([...versions(tree)].sort(), [
      ['idna', '3.4'],
      ['six', '1.16.0'],
    ])
  })

  it("keeps what a Pipfile's lock pins, and names what the Pipfile names", async () => {
    const {tree} = await convert({
      Pipfile: '[packages]\nrequests = "*"\n',
      'Pipfile.lock': JSON.stringify({
        _meta: {hash: {sha256: 'x'}},
        default: {
          certifi: {version: '==2023.11.17'},
          'charset-normalizer': {version: '==3.3.2'},
          idna: {version: '==3.4'},
          requests: {version: '==2.31.0'},
          urllib3: {version: '==2.0.7'},
        },
        develop: {},
      }),
    })
    const found = versions(tree)
    assert.equal(found.get('idna'), '3.4')
    assert.equal(found.get('requests'), '2.31.0')
    assert.match(new TextDecoder().decode(tree.read('pyproject.toml')), /dependencies = \[\n\s+"requests\S*",\n\]/)
  })

  it('keeps the other tables of pyproject.toml', async () => {
    const {tree} = await convert({
      'pyproject.toml': '[tool.black]\nline-length = 99\n\n[tool.poetry]\nname = "shop"\n',
      'requirements.txt': 'six==1.16.0\n',
    })
    const manifest = new TextDecoder().decode(tree.read('pyproject.toml'))
    assert.match(manifest, /\[tool\.black\]\nline-length = 99/)
    assert.doesNotMatch(manifest, /tool\.poetry/)
  })

  it('runs nothing of the app but in a build', async () => {
    const marks = folders.make()
    const files = (mark: string) => ({
      'lib/pyproject.toml': '[project]\nname = "shop"\ndynamic = ["dependencies", "version"]\n',
      'requirements.txt': './lib\nsix==1.16.0\n',
      'lib/setup.py': `open(${JSON.stringify(path.join(marks, mark))}, "w").close()\nfrom setuptools import setup\nsetup(version="1", install_requires=[])\n`,
    })
    await assert.rejects(convert(files('looked-at'), false), (error) => problemOf(error)?.id === 'not-convertible')
    assert.deepEqual(readdirSync(marks), [])
    await convert(files('built'))
    assert.deepEqual(readdirSync(marks), ['built'])
  })

  it('is left as it is where it uses uv', async () => {
    const {edits} = await convert({'pyproject.toml': '[project]\nname = "a"\nversion = "1"\n', 'uv.lock': 'version = 1\n'})
    assert.equal(edits, null)
  })

  it('is told of where uv can not do it, without a path of ours', async () => {
    await assert.rejects(convert({'requirements.txt': 'six-of-nobody==9.9\n'}), (error) => {
      const problem = problemOf(error) as {id: string; message: string}
      assert.equal(problem.id, 'not-convertible')
      assert.doesNotMatch(problem.message, /heroku-python-/)
      return true
    })
  })
})
