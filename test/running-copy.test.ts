import assert from 'node:assert/strict'
import path from 'node:path'

import {importRunningCopy} from '../src/running-copy.js'
import {TemporaryFolders} from './support/repository.js'

describe('the running copy of a package', () => {
  const folders = new TemporaryFolders()
  const program = process.argv[1]!

  afterEach(() => {
    process.argv[1] = program
    folders.remove()
  })

  /** As if the program of a folder ran us, with a package `string-width` of its own. */
  function runBy(version: string, files: Record<string, string> = {}): void {
    const folder = folders.make({
      'bin/run.js': '',
      'node_modules/string-width/index.js': "export default () => 'theirs'\n",
      'node_modules/string-width/package.json': JSON.stringify({
        exports: './index.js',
        name: 'string-width',
        type: 'module',
        version,
      }),
      ...files,
    })
    process.argv[1] = path.join(folder, 'bin/run.js')
  }

  const width = async () => (await importRunningCopy<typeof import('string-width')>('string-width', 7)).default('ab') as unknown

  it("is the running program's, where it is of our major version", async () => {
    runBy('7.9.0')
    assert.equal(await width(), 'theirs')
  })

  it('is of that version also where a folder of the package says nothing of one', async () => {
    runBy('7.9.0', {
      'node_modules/string-width/lib/index.js': "export default () => 'theirs'\n",
      'node_modules/string-width/lib/package.json': '{"type": "module"}',
      'node_modules/string-width/package.json': '{"exports": "./lib/index.js", "name": "string-width", "version": "7.0.0"}',
    })
    assert.equal(await width(), 'theirs')
  })

  for (const [what, version] of [
    ['of another major version', '8.0.0'],
    ['of one that only begins alike', '70.0.0'],
    ['of none', ''],
  ] as const)
    it(`is our own, where theirs is ${what}`, async () => {
      runBy(version)
      assert.equal(await width(), 2)
    })

  it('is our own, where the program has none, is gone, or is not known', async () => {
    for (const one of [folders.make({'run.js': ''}) + '/run.js', '/nowhere/at/all.js', undefined]) {
      process.argv[1] = one as string
      assert.equal(await width(), 2)
    }
  })
})
