import assert from 'node:assert/strict'

import type {Edit} from '../../src/edits/edit.js'
import {renderEdits} from '../../src/render/edits/text.js'
import {plainStyle} from '../../src/render/terminal/style.js'

/** What `--fix` shows before it changes a file. */
describe('the edits of a fix', () => {
  const held: Record<string, string> = {'.python-version': '# a\npython-3.13\n# b\n', 'dos.txt': '3.12\r\n'}
  const show = (...edits: Edit[]) =>
    renderEdits(edits, (path) => (held[path] === undefined ? undefined : Buffer.from(held[path])), plainStyle)

  it('are a diff for what is written', () => {
    assert.equal(
      show({action: 'write', contents: '# a\n3.13\n# b\n', path: '.python-version'}),
      ['--- .python-version', '+++ .python-version', '@@ -1,3 +1,3 @@', ' # a', '-python-3.13', '+3.13', ' # b'].join('\n'),
    )
  })

  it('show a new file whole', () => {
    assert.match(
      show({action: 'write', contents: '3.14\n', path: 'new.txt'}),
      /^--- new\.txt\n\+\+\+ new\.txt\n@@ .* @@\n\+3\.14$/,
    )
  })

  it('show no credentials, in no encoding', () => {
    const before = '--index-url https://bob:hunter2@example.com/simple\nidna\n'
    const utf16 = Buffer.from(`\uFEFF${before}`, 'utf16le')
    const write = (contents: string, bytes: Uint8Array) =>
      renderEdits([{action: 'write', contents, path: 'requirements.txt'}], () => bytes, plainStyle)
    assert.match(
      write(before.replace('idna', 'six'), Buffer.from(before)),
      /^ --index-url https:\/\/\*{4}@example\.com\/simple$/m,
    )
    assert.match(write(before.replace('idna', 'six'), utf16), /https:\/\/\*{4}@example\.com[\s\S]*-idna\n\+six$/)
    assert.equal(write(before, utf16), 'write requirements.txt as UTF-8 (same text)')
  })

  it('name what is renamed, deleted and untracked', () => {
    assert.equal(
      show({action: 'rename', path: 'a', to: 'b'}, {action: 'delete', path: 'c'}, {action: 'untrack', path: 'venv'}),
      'rename a → b\ndelete c\nuntrack venv (git rm -r --cached; stays on disk)',
    )
  })

  it('show what a terminal must not be given by its code point', () => {
    const text = show({action: 'write', contents: '3.13\u001B[31m\u202E\n', path: 'dos.txt'})
    assert.match(text, /-3\.12<U\+000D>\n\+3\.13<U\+001B>\[31m<U\+202E>$/)
  })
})
