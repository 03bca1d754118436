import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'

import type {TestFiles} from '../support/repository.js'

import {anyInterpreter, type BuildOptions, type TestApp} from './test-machine.js'
import {makeUvApp} from './tools.js'

/** Each outcome of collectstatic in real builds. */
describe('build-local: collectstatic', () => {
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
    const common = sourceOf(app)
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
        assert.match(built.log, /^\*{6} Collectstatic environment variables:$/m)
        assert.match(built.output, /^API_TOKEN=\*\*\*\*$/m)
        assert.doesNotMatch(built.log, /a-secret-token/)
      }
    }
  })

  it("Django isn't installed: nothing is said; psycopg2 beside Django asks for a database", async () => {
    await makeApp('hooks', shop())
    const built = await app.build()
    assert.equal(built.buildData.django_collectstatic, undefined)
    assert.equal(built.steps.find(({id}) => id === 'collectstatic')?.reason, "Django isn't installed")
    assert.deepEqual(built.addons, [])
    app.write({'django/__init__.py': '', 'manage.py': '', 'psycopg2/__init__.py': ''})
    assert.deepEqual((await app.build()).addons, ['heroku-postgresql'])
  })
})

function sourceOf(app: TestApp): TestFiles {
  return Object.fromEntries(
    ['.python-version', 'pyproject.toml', 'uv.lock'].map((name) => [name, readFileSync(path.join(app.source, name))]),
  )
}
