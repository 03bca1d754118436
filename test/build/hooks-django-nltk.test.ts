import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import path from 'node:path'

import type {TestFiles} from '../support/repository.js'

import {anyInterpreter, type BuildOptions, type Built, TestApp} from './test-machine.js'
import {lockWithUv} from './tools.js'

/** The steps around the installation, with uv, which is the fastest. */
describe('build-local: hooks, NLTK, Django', function () {
  this.timeout(300_000)
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
    console.log(`      on CPython ${python.version} (${python.origin})`)
  })

  afterEach(() => app.remove())

  const project = (...dependencies: string[]): TestFiles => ({
    '.python-version': `${python.major}\n`,
    'pyproject.toml': `[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ${JSON.stringify(dependencies)}\n`,
  })

  async function makeApp(name: string, files: TestFiles, dependencies: readonly string[] = []): Promise<void> {
    app = TestApp.make(name, {...project(...dependencies), ...files}, true)
    await lockWithUv(app, python)
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
    ]
    for (const [title, files, reason] of failing) {
      it(`fail: ${title}`, async () => {
        await makeApp('hooks', files)
        const built = await app.build()
        assert.equal(built.failure?.reason, reason, built.log)
        assert.equal(built.buildData.failure_reason, reason)
        assert.ok(built.log.includes(`failure_reason: ${reason}`))
      })
    }
  })

  describe('NLTK', () => {
    const NLTK = {
      'nltk/__init__.py': '',
      'nltk/downloader.py':
        'import os, sys\nfolder, names = sys.argv[2], sys.argv[3:]\nos.makedirs(folder)\nfor name in names:\n    print("[nltk_data] Downloading", repr(name))\n    if name == "missing": sys.exit("Error loading missing: Package not found in index")\n',
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
          assert.equal(steps.find(({id}) => id === 'nltk')?.reason, 'nltk is not installed')
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

  describe('collectstatic', () => {
    const MANAGE =
      'import os, sys\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n'
    const settings = (more = '') =>
      `SECRET_KEY = "x"\nINSTALLED_APPS = ["django.contrib.staticfiles", "shop"]\nSTATIC_URL = "static/"\nSTATIC_ROOT = "collected"\n${more}`
    const shop = (files: TestFiles = {}): TestFiles => ({
      'manage.py': MANAGE,
      'shop/__init__.py': '',
      'shop/settings.py': settings(),
      'shop/static/robots.txt': 'none\n',
      ...files,
    })
    const MANIFEST = 'STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}\n'
    const RUNS = ['-----> $ python manage.py collectstatic --noinput']

    interface Case {
      title: string
      files: TestFiles
      lines: string[]
      options?: BuildOptions
      /** null: it succeeds. */
      reason: string | null
      state: string
    }
    const cases: Case[] = [
      {files: shop(), lines: RUNS, reason: null, state: 'enabled', title: 'ok'},
      {
        files: Object.fromEntries(Object.entries(shop()).map(([name, file]) => [`backend/${name}`, file])),
        lines: ['-----> $ python backend/manage.py collectstatic --noinput'],
        reason: null,
        state: 'enabled',
        title: 'a manage.py in a folder',
      },
      {
        files: shop({'.heroku/collectstatic_disabled': ''}),
        lines: ["-----> Skipping Django collectstatic since the file '.heroku/collectstatic_disabled' exists."],
        reason: null,
        state: 'disabled-file',
        title: 'turned off by a file',
      },
      {
        files: shop(),
        lines: ['-----> Skipping Django collectstatic since the env var DISABLE_COLLECTSTATIC is set.'],
        options: {configVars: {DISABLE_COLLECTSTATIC: '1'}},
        reason: null,
        state: 'disabled-env-var',
        title: 'turned off by a config var',
      },
      {
        files: shop(),
        lines: RUNS,
        options: {ci: true, configVars: {DISABLE_COLLECTSTATIC: '0'}},
        reason: null,
        state: 'enabled',
        title: 'turned on again for Heroku CI',
      },
      {
        files: {},
        lines: ['-----> Skipping Django collectstatic since no manage.py file found.'],
        reason: null,
        state: 'skipped-no-manage-py',
        title: 'no manage.py',
      },
      {
        files: shop({'shop/settings.py': 'x = \n'}),
        lines: RUNS,
        reason: 'collectstatic-syntax-error',
        state: 'enabled',
        title: 'a syntax error',
      },
      {
        files: shop({'shop/settings.py': settings().replace('STATIC_ROOT = "collected"\n', '')}),
        lines: RUNS,
        options: {configVars: {API_TOKEN: 'a-secret-token', DEBUG_COLLECTSTATIC: '1'}},
        reason: 'collectstatic-improper-configuration',
        state: 'enabled',
        title: 'settings that are not complete',
      },
      {
        files: shop({'shop/settings.py': settings(MANIFEST), 'shop/static/a.css': 'body { background: url("nowhere.png") }\n'}),
        lines: RUNS,
        reason: 'collectstatic-fancy-references',
        state: 'enabled',
        title: 'a reference in a CSS file to nothing, in the words of WhiteNoise',
      },
      {
        files: shop({'shop/settings.py': settings('raise OSError("no such folder")\n')}),
        lines: RUNS,
        reason: 'collectstatic-missing-file',
        state: 'enabled',
        title: 'a missing file',
      },
      {
        files: shop({'shop/settings.py': settings('raise KeyError("DATABASE_URL")\n')}),
        lines: RUNS,
        reason: 'collectstatic-other',
        state: 'enabled',
        title: 'anything else',
      },
    ]

    it('each outcome', async () => {
      await makeApp('django', {}, ['django>=5.1,<5.3', 'whitenoise'])
      const common = await sourceOf(app)
      for (const {files, lines, options, reason, state, title} of cases) {
        app.rewrite({...common, ...files})
        const built = await app.build(options)
        const shown = built.stepLines.filter((line) => /collectstatic/.test(line))
        assert.deepEqual(
          [shown, built.failure?.reason ?? null, built.buildData.django_collectstatic],
          [lines, reason, state],
          `${title}\n${built.log}`,
        )
        if (title === 'ok') assert.match(built.output, /1 static file copied to/)
        if (options?.configVars?.DEBUG_COLLECTSTATIC) {
          assert.match(built.output, /^API_TOKEN=\*\*\*\*$/m)
          assert.doesNotMatch(built.log, /a-secret-token/)
        }
      }
    })

    it('Django is not installed: nothing is said; psycopg2 beside Django asks for a database', async () => {
      await makeApp('hooks', shop())
      const built = await app.build()
      assert.equal(built.buildData.django_collectstatic, undefined)
      assert.equal(built.steps.find(({id}) => id === 'collectstatic')?.reason, 'django is not installed')
      assert.deepEqual(built.addons, [])
      app.write({'django/__init__.py': '', 'manage.py': '', 'psycopg2/__init__.py': ''})
      assert.deepEqual((await app.build()).addons, ['heroku-postgresql'])
    })
  })
})

async function sourceOf(app: TestApp): Promise<TestFiles> {
  const {readFileSync} = await import('node:fs')
  return Object.fromEntries(
    ['.python-version', 'pyproject.toml', 'uv.lock'].map((name) => [name, readFileSync(path.join(app.source, name))]),
  )
}
