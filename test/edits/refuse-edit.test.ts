import assert from 'node:assert/strict'
import {symlinkSync} from 'node:fs'
import path from 'node:path'

import type {Edit} from '../../src/edits/edit.js'
import {refuseEdit} from '../../src/edits/refuse-edit.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {TemporaryFolders} from '../support/repository.js'

/** Which edits `--fix` may make to a folder that holds `known.txt`, as diagnosed, and `other.txt`, which nobody looked at. */
describe('refuseEdit', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  const write = (file: string): Edit => ({action: 'write', contents: '', path: file})
  const rename = (file: string, to: string): Edit => ({action: 'rename', path: file, to})
  const table: [name: string, edit: Edit, reason: string | undefined][] = [
    ['writes what was looked at', write('known.txt'), undefined],
    ['writes a new file', write('new.txt'), undefined],
    ['writes a new file in a new folder', write('new/new.txt'), undefined],
    ['writes through a link inside', write('link.txt'), undefined],
    ['deletes what was looked at', {action: 'delete', path: 'known.txt'}, undefined],
    ['renames to a free name', rename('known.txt', 'free.txt'), undefined],
    ['renames to a name that differs in case only', rename('known.txt', 'Known.txt'), undefined],
    ['untracks', {action: 'untrack', path: 'folder'}, undefined],
    ['a name that begins with two dots', write('..new'), undefined],
    ['writes what nobody looked at', write('other.txt'), "other.txt already exists on disk, but is ignored or isn't a file"],
    ['writes where a folder is', write('folder'), "folder already exists on disk, but is ignored or isn't a file"],
    ['writes what changed since', write('changed.txt'), 'changed.txt changed since it was read'],
    ['writes what grew since', write('grown.txt'), 'grown.txt changed since it was read'],
    ['writes what is gone', write('gone.txt'), 'gone.txt was removed'],
    [
      'deletes what nobody looked at',
      {action: 'delete', path: 'other.txt'},
      "other.txt already exists on disk, but is ignored or isn't a file",
    ],
    ['renames what is gone', rename('gone.txt', 'free.txt'), 'gone.txt was removed'],
    ['renames to a name that is taken', rename('known.txt', 'other.txt'), 'other.txt already exists on disk'],
    ['writes above', write('../x'), '../x is outside the source'],
    ['writes above, by a detour', write('folder/../../x'), 'folder/../../x is outside the source'],
    ['writes to an absolute path', write('/etc/x'), '/etc/x is outside the source'],
    ['renames to above', rename('known.txt', '../x'), '../x is outside the source'],
    ['untracks above', {action: 'untrack', path: '..'}, '.. is outside the source'],
    ['writes through a link to a file outside', write('way-out.txt'), 'way-out.txt is outside the source'],
    ['writes in a linked folder outside', write('way-out/x'), 'way-out/x is outside the source'],
    [
      'deletes in a linked folder outside',
      {action: 'delete', path: 'way-out/outside.txt'},
      'way-out/outside.txt is outside the source',
    ],
  ]
  for (const [name, edit, reason] of table) {
    it(name, async () => {
      const around = folders.make({
        'app/changed.txt': 'new',
        'app/folder/x': '',
        'app/grown.txt': 'old and more',
        'app/known.txt': 'known',
        'app/link.txt': {link: 'known.txt'},
        'app/other.txt': 'other',
        'outside.txt': 'known',
      })
      const folder = path.join(around, 'app')
      symlinkSync('../outside.txt', path.join(folder, 'way-out.txt'))
      symlinkSync('..', path.join(folder, 'way-out'))
      const held: Record<string, string> = {
        'changed.txt': 'old',
        'gone.txt': 'gone',
        'grown.txt': 'old',
        'known.txt': 'known',
        'link.txt': 'known',
        'way-out.txt': 'known',
      }
      const read = (file: string) => (held[file] === undefined ? undefined : Buffer.from(held[file]))
      assert.equal(await refuseEdit(edit, {files: realFileSystem, folder, read}), reason)
    })
  }
})
