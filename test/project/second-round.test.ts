import assert from 'node:assert/strict'

import {readProject} from '../../src/project/read-project.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {realProcesses} from '../../src/system/processes.js'
import {TemporaryFolders} from '../support/repository.js'

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`
const FILES = {
  '.gitattributes': '*.dat filter=lfs diff=lfs merge=lfs -text\nkept.dat -filter\n',
  'data/.gitattributes': '/words.csv filter=lfs\n',
  'data/words.csv': POINTER,
  'itself.dat': 'x'.repeat(5000),
  'kept.dat': POINTER,
  'model.pkl': POINTER,
  'other/words.csv': POINTER,
  'pointer.dat': POINTER,
}
const STYLES = {'blog/templates/a.html': '<p>', 'node_modules/x/a.css': 'a{}', 'static/a.css': 'a{}', 'static/a.js': 'a()'}

/** Files whose contents are read because of what others say. */
describe('the second round of reading', () => {
  const folders = new TemporaryFolders()

  afterEach(() => {
    folders.remove()
  })

  async function contentsOf(files: Record<string, string>, dirty: boolean): Promise<string[]> {
    const {folder} = folders.repository(files)
    const {tree} = await readProject({cwd: folder, dirty}, {files: realFileSystem, processes: realProcesses})
    return Object.keys(files).filter((path) => tree.read(path))
  }

  for (const dirty of [false, true])
    it(`reads small files of Git LFS, ${dirty ? 'on disk' : 'of a commit'}`, async () => {
      assert.deepEqual(await contentsOf(FILES, dirty), [
        '.gitattributes',
        'data/.gitattributes',
        'data/words.csv',
        'model.pkl',
        'pointer.dat',
      ])
    })

  it('reads style sheets, scripts and templates where a storage looks at what they name', async () => {
    const settings = {'shop/settings.py': 'STORAGES = "CompressedManifestStaticFilesStorage"\n'}
    const read = await contentsOf({...STYLES, ...settings}, false)
    assert.deepEqual(read, ['blog/templates/a.html', 'static/a.css', 'static/a.js', 'shop/settings.py'])
  })

  it('reads none of them elsewhere', async () => {
    assert.deepEqual(await contentsOf({...STYLES, 'shop/settings.py': ''}, false), ['shop/settings.py'])
  })
})
