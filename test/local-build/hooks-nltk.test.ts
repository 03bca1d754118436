import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import type {BuildEvent} from '../../src/local-build/run/events.js'
import type {TestFiles} from '../support/repository.js'

import {skip} from '../support/skip.js'
import {until} from '../support/until.js'
import {isRunning} from './machine/support.js'
import {anyInterpreter, type Built, TestApp} from './test-machine.js'
import {makeUvApp} from './tools.js'

/** The steps around the installation, with uv, which is the fastest. */
describe('build-local: hooks, NLTK', () => {
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
    console.log(`      on CPython ${python.version} (${python.origin})`)
  })

  afterEach(() => app.remove())

  async function makeApp(name: string, files: TestFiles, dependencies: readonly string[] = []): Promise<void> {
    app = await makeUvApp(name, files, {dependencies, python})
  }

  describe('hooks', () => {
    it('see the config vars but the blocked ones, change what is decided, and keep their own cache', async () => {
      await makeApp('hooks', {
        'bin/post_compile':
          '#!/usr/bin/env bash\nset -eu\nprintf "GREETING=%s PATH_IS_OURS=%s\\n" "$GREETING" "${PATH%%:*}"\nls "$CACHE_DIR/mine" && ls -A "$ENV_DIR" | wc -l\n',
        // Without a first line that names a program, bash runs it.
        'bin/pre_compile':
          'mkdir -p "$CACHE_DIR/mine"; touch "$CACHE_DIR/mine/kept"; echo "web: python app.py" > Procfile; rm requirements.txt\n',
        'requirements.txt': 'idna\n',
      })
      const built = await app.build({configVars: {GREETING: 'good-morning', LD_PRELOAD: '/nowhere.so', PATH: '/nowhere'}})
      assert.equal(built.status, 'succeeded', built.log)
      assert.deepEqual(built.stepLines.slice(0, 2), ['-----> Python app detected', '-----> Running bin/pre_compile hook'])
      assert.match(built.output, /^GREETING=\*\*\*\* PATH_IS_OURS=.*\/cache\/\.heroku\/python-uv$/m)
      assert.match(built.output, /^kept\n0$/m)
      assert.doesNotMatch(built.log, /good-morning/)
      assert.deepEqual(built.processTypes, [{command: 'python app.py', type: 'web'}])
      assert.equal(built.buildData.pre_compile_hook, true)
      assert.equal(built.buildData.package_manager, 'uv', 'the hook has deleted the other file')
      assert.ok(built.differences.some(({id}) => id === 'env-dir'))
    })

    it('are waited for with what holds their output, for longer than any time of grace; what holds it not goes on', async function () {
      if (process.platform !== 'linux') skip(this, 'elsewhere what goes on is ended with the hook')
      await makeApp('hooks', {
        'bin/post_compile': '#!/usr/bin/env bash\nkill -0 "$(cat daemon)" && echo "the daemon runs"\ncat made\n',
        'bin/pre_compile':
          '#!/usr/bin/env bash\n(while :; do sleep 0.1; done) >/dev/null 2>&1 &\necho $! > daemon\n(sleep 6; echo late; echo "made late" > made) &\necho early\n',
      })
      const events: BuildEvent[] = []
      const built = await app.build({onEvent: (event) => events.push(event)})
      assert.equal(built.status, 'succeeded', built.log)
      const hook = built.steps.find(({id}) => id === 'pre-compile')!
      assert.equal(hook.log, '-----> Running bin/pre_compile hook\n       early\n       late\n')
      assert.match(built.output, /^the daemon runs\nmade late$/m)
      const told = events.filter((event) => event.type === 'waiting-for-background')
      assert.deepEqual(
        told.map(({step}) => step),
        ['pre-compile'],
      )
      assert.ok(told[0]!.programs.some(({name}) => name === 'sleep'))
      const daemon = Number(readFileSync(path.join(built.buildFolder!, 'daemon'), 'utf8'))
      await until(() => !isRunning(daemon))
    })

    const failing: [title: string, files: TestFiles, reason: string][] = [
      ['pre_compile', {'bin/pre_compile': '#!/usr/bin/env bash\necho before; exit 3\n'}, 'hooks::pre_compile'],
      ['post_compile', {'bin/post_compile': '#!/usr/bin/env bash\nfalse\n'}, 'hooks::post_compile'],
      ['a first line with a carriage return', {'bin/post_compile': '#!/usr/bin/env bash\r\ntrue\r\n'}, 'hooks::post_compile'],
      [
        'the cache folder deleted',
        {'bin/post_compile': '#!/usr/bin/env bash\nrm -rf "$CACHE_DIR"\n'},
        'build-data::data-file-deleted',
      ],
      [
        'a second package manager written',
        {'bin/pre_compile': '#!/usr/bin/env bash\ntouch poetry.lock\n'},
        'package-manager::multiple-found',
      ],
      [
        'a virtual environment made',
        {'bin/pre_compile': '#!/usr/bin/env bash\nmkdir venv; touch venv/pyvenv.cfg\n'},
        'checks::existing-venv-dir',
      ],
      [
        'a Python home made',
        {'bin/pre_compile': '#!/usr/bin/env bash\nmkdir -p .heroku/python\n'},
        'checks::existing-python-dir',
      ],
      [
        'a link to a Python home elsewhere made',
        {'bin/pre_compile': '#!/usr/bin/env bash\nmkdir -p .heroku\nln -s /usr .heroku/python\n'},
        'checks::existing-python-dir',
      ],
      [
        'every file deleted that tells a Python app',
        {'bin/pre_compile': '#!/usr/bin/env bash\nrm -rf ./* .[a-z]*\n'},
        'package-manager::none-found',
      ],
    ]
    for (const [title, files, reason] of failing) {
      it(`fail: ${title}`, async () => {
        await makeApp('hooks', files)
        const built = await app.build()
        assert.equal(built.failure?.reason, reason, built.log)
        assert.equal(built.buildData.failure_reason, reason)
        if (reason === 'build-data::data-file-deleted') assert.deepEqual(built.buildData, {failure_reason: reason})
        assert.ok(built.log.includes(`failure_reason: ${reason}`))
      })
    }
  })

  describe('NLTK', () => {
    const NLTK = {
      'nltk/__init__.py': '',
      'nltk/downloader.py':
        'import os, sys\nfolder, names = sys.argv[2], sys.argv[3:]\nos.makedirs(folder, exist_ok=True)\nfor name in names:\n    print("[nltk_data] Downloading", repr(name))\n    if name == "missing": sys.exit("Error loading missing: Package not found in index")\n',
    }
    const cases: [title: string, files: TestFiles, lines: string[], check: (built: Built) => void][] = [
      [
        'installed, with nltk.txt',
        {...NLTK, 'nltk.txt': 'city_database\nstopwords\n'},
        ['-----> Downloading NLTK corpora...', '-----> Downloading NLTK packages: city_database stopwords'],
        (built) => {
          assert.match(built.output, /Downloading 'city_database'\n.*Downloading 'stopwords'/)
          assert.ok(existsSync(path.join(built.buildFolder!, '.heroku/python/nltk_data')))
          assert.equal(built.buildData.nltk_downloader, 'enabled')
        },
      ],
      [
        'installed, without nltk.txt',
        NLTK,
        ['-----> Downloading NLTK corpora...'],
        (built) => {
          assert.match(built.output, /'nltk\.txt' not found, not downloading any corpora/)
          assert.equal(built.buildData.nltk_downloader, 'skipped-no-nltk-file')
        },
      ],
      [
        'not installed, with nltk.txt',
        {'nltk.txt': 'stopwords\n'},
        [],
        ({buildData, steps}) => {
          assert.equal(buildData.nltk_downloader, undefined)
          assert.equal(steps.find(({id}) => id === 'nltk')?.reason, "nltk isn't installed")
        },
      ],
      [
        'a name that NLTK does not know',
        {...NLTK, 'nltk.txt': 'missing\n'},
        ['-----> Downloading NLTK corpora...', '-----> Downloading NLTK packages: missing'],
        (built) => assert.equal(built.failure?.reason, 'nltk-downloader'),
      ],
    ]
    for (const [title, files, lines, check] of cases) {
      it(title, async () => {
        await makeApp('hooks', files)
        const built = await app.build()
        assert.deepEqual(
          built.stepLines.filter((line) => line.includes('NLTK')),
          lines,
          built.log,
        )
        check(built)
      })
    }
  })
})
