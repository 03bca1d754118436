import {execa} from 'execa'
import assert from 'node:assert/strict'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

import {importRunningCopy} from '../src/cli/running-copy.js'
import {PROJECT} from './support/heroku-cli.js'
import {TemporaryFolders, type TestFiles} from './support/repository.js'

const TSX = path.join(PROJECT, 'node_modules/tsx/dist/loader.mjs')

describe('the running copy of a package', () => {
  const folders = new TemporaryFolders()
  const program = process.argv[1]!

  afterEach(() => {
    process.argv[1] = program
    folders.remove()
  })

  /** As if the program of a folder ran us, with a package `string-width` of its own. */
  function runBy(version: string, files: TestFiles = {}): string {
    const folder = folders.make({
      'bin/run.js': '',
      'package.json': '{"name": "heroku"}',
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
    return folder
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

  it("is found where npm's link to the program is in PATH", async () => {
    const folder = runBy('7.9.0')
    process.argv[1] = path.join(folders.make({heroku: {link: path.join(folder, 'bin/run.js')}}), 'heroku')
    assert.equal(await width(), 'theirs')
  })

  it('is never taken from beside another program: that may be the folder of an app', async () => {
    for (const description of ['{"name": "shop"}', '{}', '{', null]) {
      const folder = runBy('7.9.0', {'package.json': description ?? '', 'requirements.txt': ''})
      assert.equal(await width(), 2, String(description))
      // Behind `node --eval`, it is what the user wrote there.
      process.argv[1] = path.join(folder, 'requirements.txt')
      assert.equal(await width(), 2, String(description))
    }
  })

  it('is never that of an app from which predictBuild is called', async () => {
    const folder = runBy('7.9.0', {
      'node_modules/execa/index.js': "throw new Error('the app ran')\n",
      'node_modules/execa/package.json': '{"exports": "./index.js", "name": "execa", "type": "module", "version": "9.9.9"}',
      'requirements.txt': '',
    })
    const index = pathToFileURL(path.join(PROJECT, 'src/index.ts')).href
    const script = `import {predictBuild} from '${index}'; console.log((await predictBuild('.')).package_manager)`
    for (const args of [['--eval', script, 'requirements.txt'], ['--eval', script, 'bin/run.js'], ['-']]) {
      const {stdout} = await execa(process.execPath, ['--import', pathToFileURL(TSX).href, '--input-type=module', ...args], {
        cwd: folder,
        ...(args[0] === '-' && {input: script}),
      })
      assert.equal(stdout, 'pip')
    }
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
