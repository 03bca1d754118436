import assert from 'node:assert/strict'
import {lstatSync, readdirSync} from 'node:fs'
import path from 'node:path'

import {ProblemError} from '../../src/common/problem.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {anyInterpreter, TestApp} from './test-machine.js'
import {makeUvApp} from './tools.js'

/** Hooks that put a link in the place of a folder in which the build goes on. */
describe('build-local: a folder of the build is replaced by a link', () => {
  const folders = new TemporaryFolders()
  let app: TestApp
  let own: string
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async function () {
    if (process.platform === 'win32') skip(this, 'hooks are run by bash')
    python = await anyInterpreter()
  })

  beforeEach(() => {
    own = folders.make({'empty/notes': 'mine', 'python/bin/notes': 'mine', 'python-version': 'mine'})
  })

  afterEach(() => app.remove())

  after(() => folders.remove())

  const inOwn = () => readdirSync(own, {recursive: true}).sort()

  async function makeApp(hook: 'post_compile' | 'pre_compile', script: string): Promise<void> {
    const files = {[`bin/${hook}`]: `#!/usr/bin/env bash\nset -eu\nown=${own}\n${script}\n`}
    app = await makeUvApp('replaced', files, {dependencies: [], python})
  }

  const refused: [place: string, hook: 'post_compile' | 'pre_compile', script: string][] = [
    ['.heroku', 'pre_compile', 'ln -s "$own/empty" .heroku'],
    ['.heroku', 'post_compile', 'rm -rf .heroku; ln -s "$own" .heroku'],
    ['.heroku/python', 'post_compile', 'rm -rf .heroku/python; ln -s "$own/python" .heroku/python'],
    ['the cache', 'pre_compile', 'rm -rf "$CACHE_DIR/.heroku"; ln -s "$own" "$CACHE_DIR/.heroku"'],
    ['the cache', 'post_compile', 'rm -rf "$CACHE_DIR/.heroku"; ln -s "$own" "$CACHE_DIR/.heroku"'],
    ['the temporary folder', 'pre_compile', 'rm -rf "$TMPDIR"; ln -s "$own" "$TMPDIR"'],
    ['the build folder', 'pre_compile', 'rm -rf "$BUILD_DIR"; ln -s "$own" "$BUILD_DIR"'],
    ['the build folder', 'post_compile', 'rm -rf "$BUILD_DIR"'],
  ]
  for (const [place, hook, script] of refused)
    it(`${place}, in bin/${hook}: the build goes no further, and the next one works`, async () => {
      await makeApp(hook, script)
      const before = inOwn()
      await assert.rejects(app.build(), (error) => {
        assert.ok(error instanceof ProblemError)
        assert.equal(error.problem.id, 'folder-replaced')
        return true
      })
      assert.deepEqual(inOwn(), before)
      app.write({[`bin/${hook}`]: '#!/usr/bin/env bash\ntrue\n'})
      assert.equal((await app.build()).status, 'succeeded')
    })

  it("the home's own .heroku: the build's Python takes its place", async () => {
    await makeApp('pre_compile', 'mkdir -p "$HOME"; rm -rf "$HOME/.heroku"; ln -s "$own" "$HOME/.heroku"')
    const before = inOwn()
    const built = await app.build()
    assert.equal(built.status, 'succeeded', built.log)
    assert.deepEqual(inOwn(), before)
    assert.ok(lstatSync(path.dirname(app.pythonHome)).isDirectory())
  })
})
