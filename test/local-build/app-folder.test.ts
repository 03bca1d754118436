import assert from 'node:assert/strict'
import {readFileSync, realpathSync} from 'node:fs'
import path from 'node:path'

import type {FolderView, FolderViews} from '../../src/system/folder-view.js'
import type {TestFiles} from '../support/repository.js'

import {findFolderViews} from '../../src/system/folder-view.js'
import {realSystem} from '../../src/system/real-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {bootOne, plant} from './boot/booting.js'
import {anyInterpreter, type Built, TestApp} from './test-machine.js'
import {makeUvApp} from './tools.js'

/** Says where it is, and reads what a hook may read on Heroku. */
const WHERE = `#!/usr/bin/env bash
echo "HOME is $HOME, BUILD_DIR is $BUILD_DIR, here is $PWD"
ls -A /app
touch ~/.left-by-hook
`

describe('build-local: /app', () => {
  const folders = new TemporaryFolders()
  let app: TestApp | undefined
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
    console.log(`      on CPython ${python.version} (${python.origin})`)
  })

  afterEach(() => app?.remove())

  after(() => folders.remove())

  async function makeApp(files: TestFiles): Promise<TestApp> {
    app = await makeUvApp('app-folder', files, {dependencies: [], python})
    return app
  }

  describe('where this machine lets its users have it', () => {
    let views: FolderViews

    before(async function () {
      const found = await findFolderViews('/app', path.join(folders.make(), 'trial'), realSystem)
      if (found === null) skip(this, 'this machine has an /app of its own, or no user namespaces for its users')
      views = found
    })

    it("is a build's home, in which Python is, and nothing of the app", async () => {
      await makeApp({'bin/post_compile': `${WHERE}python -c 'import sys; print(sys.prefix, sys.executable)'\n`})
      const built = await app!.build({views})
      assert.equal(built.status, 'succeeded', built.log)
      const [where, ...lines] = built.output.split('\n').slice(-3)
      assert.match(where!, /^HOME is \/app, BUILD_DIR is (\/.+\/build_\w+), here is \1$/)
      assert.deepEqual(lines, ['.heroku', '/app/.heroku/python /app/.heroku/python/bin/python'])
      assert.ok(!built.differences.some(({id}) => id === 'app-folder'))
    })

    it("is where Python's scripts are, in the next build too", async () => {
      await makeApp({'bin/post_compile': `python -c 'import sysconfig; print(sysconfig.get_path("scripts"))'\n`})
      await app!.build({views})
      const second = await app!.build({views})
      assert.equal(second.buildData.cache_status, 'reused', second.log)
      assert.match(second.output, /^\/app\/\.heroku\/python\/bin$/m)
    })

    it('is the build folder on Heroku CI, with what tools leave at home', async () => {
      await makeApp({'bin/post_compile': WHERE})
      const built = await app!.build({ci: true, views})
      assert.equal(built.status, 'succeeded', built.log)
      assert.match(built.output, /^HOME is \/app, BUILD_DIR is \/app, here is \/app$/m)
      assert.match(built.output, /^pyproject\.toml$/m)
      assert.equal(readFileSync(path.join(built.buildFolder, '.left-by-hook'), 'utf8'), '')
    })

    it("is where a booted app is, with its own Python's path", async () => {
      const folder = realpathSync(folders.make())
      plant(folder, {'here.py': 'import os\nprint(os.getcwd(), os.environ["HOME"], __file__)\n'})
      const room = path.join(realpathSync(folders.make()), 'view')
      const view: FolderView = await views.open({as: '/app', folder, room})
      const {lastLines, verdict} = await bootOne(folder, 'python3 /app/here.py; exit 3', {type: 'web', view})
      assert.equal(verdict.id, 'crashed')
      assert.ok(lastLines.includes('/app /app /app/here.py'), lastLines.join('\n'))
    })
  })

  describe('elsewhere', () => {
    const hook = {'bin/post_compile': '#!/usr/bin/env bash\nset -e\ncp /app/.heroku/python/bin/python copy\n'}

    it('is told of where a hook names it, and explains a failure that does', async () => {
      await makeApp(hook)
      const built = await app!.build()
      assert.equal(built.failure?.reason, 'hooks::post_compile')
      assert.match(built.differences.find(({id}) => id === 'app-folder')!.message, /: bin\/post_compile\.$/)
      assert.match(built.failure.explanation.join('\n'), /may be missing only here/)
    })

    it('is no matter for what only looks like it', async () => {
      await makeApp({
        'bin/post_compile': '#!/usr/bin/env bash\necho "$BUILD_DIR/app" /application ../app /srv/app; exit 1\n',
        Procfile: 'web: python app/main.py\n',
      })
      const built: Built = await app!.build()
      assert.equal(built.status, 'failed')
      assert.ok(!built.differences.some(({id}) => id === 'app-folder'))
      assert.doesNotMatch(built.failure!.explanation.join('\n'), /only here/)
    })

    it('is a link to the build folder on Heroku CI', async () => {
      await makeApp({'bin/post_compile': '#!/usr/bin/env bash\ntouch ~/left; ls "$BUILD_DIR/pyproject.toml" ~/.heroku\n'})
      const built = await app!.build({ci: true})
      assert.equal(built.status, 'succeeded', built.log)
      assert.match(built.output, /pyproject\.toml/)
      assert.equal(readFileSync(path.join(built.buildFolder, 'left'), 'utf8'), '')
    })
  })
})
