import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'

import {appendLine} from '../../src/checks/facts.js'
import {committed, treeOf} from '../support/checks.js'
import {TestFolder} from '../pin/folder.js'

describe('the command that adds a line to a file', () => {
  const cases: [contents: string | undefined, expected: string][] = [
    [undefined, 'gunicorn\n'],
    ['', 'gunicorn\n'],
    ['flask\n', 'flask\ngunicorn\n'],
    ['flask', 'flask\ngunicorn\n'],
  ]
  for (const [contents, expected] of cases) {
    it(`makes ${JSON.stringify(expected)} of ${contents === undefined ? 'no file' : JSON.stringify(contents)}`, async () => {
      const files = contents === undefined ? {} : {'my list.txt': contents}
      const folder = await TestFolder.make(files)
      try {
        execFileSync('sh', ['-c', appendLine(committed(treeOf(files)), 'my list.txt', 'gunicorn')], {cwd: folder.path})
        assert.equal(await folder.read('my list.txt'), expected)
      } finally {
        await folder.remove()
      }
    })
  }
})
