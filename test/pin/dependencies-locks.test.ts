import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'

import {readProject} from '../../src/project/read-project.js'
import {predict} from '../../src/buildpack/predict.js'
import {realSystem} from '../../src/system/real-system.js'
import {TestFolder} from './folder.js'
import {anyPython, machine, pin} from './machine.js'

/** The index that pip uses on this machine. Poetry asks PyPI over an interface that mirrors lack, and takes any index by this one. */
function index(python: string): string {
  const ask = 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'
  return execFileSync(python, ['-c', ask], {encoding: 'utf8'}).trim()
}

/** Each manager's own lock command, in the buildpack's version, against the real PyPI. */
describe('pin --dependencies, lock files', () => {
  let folder: TestFolder
  let python: Awaited<ReturnType<typeof anyPython>>

  before(async () => {
    python = await anyPython()
    console.log(`      on CPython ${python.version}`)
  })

  afterEach(async () => {
    await folder.remove()
  })

  const app = (dependency: string, more = '') =>
    `[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.10,<4.0"\ndependencies = ["${dependency}"]\n${more}`

  it('uv: a stale lock is locked again, kept versions are kept, --upgrade takes newer ones', async () => {
    folder = await TestFolder.make({'.python-version': `${python.major}\n`, 'pyproject.toml': app('idna==3.4'), 'uv.lock': ''})
    const first = await pin(folder)
    assert.equal(first.refusal, null, JSON.stringify(first.refusal))
    assert.match(first.tool, /^uv 0\.\d+\.\d+$/)
    assert.match(await folder.read('uv.lock'), /^name = "idna"\nversion = "3\.4"$/m)
    assert.deepEqual((await pin(folder)).edits, [])

    await folder.write({'pyproject.toml': app('idna>=3.4')})
    const kept = await pin(folder)
    assert.deepEqual(kept.changes.changed, [])
    const upgraded = await pin(folder, {upgrade: true})
    assert.deepEqual(
      upgraded.changes.changed.map(({from, name}) => [name, from]),
      [['idna', '3.4']],
    )
    const {tree} = await readProject({cwd: folder.path, dirty: true, source: folder.path}, realSystem)
    assert.equal(predict(tree).failure, null)
  })

  it('Poetry', async () => {
    const source = `[tool.poetry]\npackage-mode = false\n\n[[tool.poetry.source]]\nname = "pip"\nurl = "${index(python.program)}"\npriority = "primary"\n`
    folder = await TestFolder.make({
      '.python-version': `${python.major}\n`,
      'poetry.lock': '',
      'pyproject.toml': app('idna==3.4', source),
    })
    const used = machine()
    const first = await pin(folder, {machine: used})
    assert.equal(first.refusal, null, JSON.stringify(first.refusal))
    assert.match(await folder.read('poetry.lock'), /^name = "idna"\nversion = "3\.4"$/m)
    assert.deepEqual((await pin(folder)).edits, [])
    await folder.write({'pyproject.toml': app('idna>=3.4', source)})
    assert.deepEqual((await pin(folder)).changes.changed, [])
    assert.equal((await pin(folder, {upgrade: true})).changes.changed[0]?.name, 'idna')
    assert.deepEqual(Object.keys(await folder.tree()), ['.python-version', 'poetry.lock', 'pyproject.toml'])
    assert.equal(used.left.size, 0)
  })

  it('Pipenv: a fresh lock is left alone, a stale one is locked again', async () => {
    const pipfile = (version: string) =>
      `[[source]]\nurl = "${index(python.program)}"\nverify_ssl = true\nname = "pip"\n\n[packages]\nidna = "${version}"\n\n[requires]\npython_version = "${python.major}"\n`
    folder = await TestFolder.make({
      Pipfile: pipfile('==3.4'),
      'Pipfile.lock': `{"_meta": {"requires": {"python_version": "${python.major}"}}}`,
    })
    const first = await pin(folder)
    assert.equal(first.refusal, null, JSON.stringify(first.refusal))
    assert.deepEqual(first.changes.added, [{name: 'idna', version: '3.4'}])
    assert.deepEqual((await pin(folder)).edits, [])
    await folder.write({Pipfile: pipfile('<3.5')})
    assert.equal((await pin(folder)).applied, true)
    assert.deepEqual(Object.keys(await folder.tree()), ['Pipfile', 'Pipfile.lock'])
  })

  it("a conflict: the tool's own words, and the lock is as it was", async () => {
    folder = await TestFolder.make({'.python-version': `${python.major}\n`, 'pyproject.toml': app('idna>99999'), 'uv.lock': ''})
    const {refusal} = await pin(folder)
    assert.equal(refusal?.id, 'resolution-failed')
    assert.equal(await folder.read('uv.lock'), '')
  })
})
