import * as fc from 'fast-check'
import assert from 'node:assert/strict'

import {BUILDPACK_VARS} from '../../src/platform/buildpacks/catalogue.js'
import {maskUrls} from '../../src/platform/secret.js'
import {appOf, committed, reportOf, treeOf} from '../support/checks.js'

const PLANTED = 'planted5ecret'

/** What people have in their lists. The reader of an app hands it on with credentials masked; files hold it as it is. */
const REFS = [
  'heroku/python',
  'heroku/nodejs',
  'heroku/multi',
  'heroku-community/apt',
  'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku-community/apt.tgz',
  'https://github.com/heroku/heroku-geo-buildpack.git',
  'https://github.com/heroku/heroku-buildpack-python#v256',
  'https://github.com/acme/heroku-buildpack-python.git',
  'https://github.com/moneymeets/python-poetry-buildpack.git',
  'https://github.com/dropseed/heroku-buildpack-uv',
  'https://github.com/timanovsky/subdir-heroku-buildpack',
  `https://user:${PLANTED}@github.com/heroku/heroku-buildpack-apt.git`,
  `https://example.com/pack.tgz?token=${PLANTED}`,
]
const written = fc.oneof(fc.constantFrom(...REFS), fc.string({maxLength: 30, unit: 'binary'}))
const ref = written.map((text) => maskUrls(text))

const VARIABLES = [
  ...BUILDPACK_VARS,
  'BUILD_WITH_GEO_LIBRARIES',
  'DISABLE_COLLECTSTATIC',
  'GDAL_LIBRARY_PATH',
  'PATH',
  'PIP_EXTRA_INDEX_URL',
  'PIP_INDEX_URL',
  'PIP_TARGET',
  'PROJECT_PATH',
  'PYTHONPATH',
  'WEB_CONCURRENCY',
]
const value = fc.oneof(
  fc.constantFrom(PLANTED, `/app/.heroku/vendor/${PLANTED}`, `https://user:${PLANTED}@example.com/simple`, `/app:${PLANTED}`),
  fc.nat({max: 99}).map(String),
)

const named = fc.array(written, {maxLength: 4})
const source = fc.record(
  {
    '.buildpacks': named.map((refs) => refs.join('\n')),
    Aptfile: fc.constantFrom('', 'libpq-dev\n', 'gdal-bin\n'),
    'app.json': named.map((refs) => JSON.stringify({buildpacks: refs.map((url) => ({url}))})),
    'bin/post_compile': fc.constantFrom('', '#!/bin/zsh\r\n', 'pip install awscli\n'),
    'manage.py': fc.constant(''),
    'nltk.txt': fc.constantFrom('', 'stopwords\r\n', '\n'),
    'package.json': fc.constant('{}'),
    'poetry.lock': fc.constant(''),
    'requirements.txt': fc.constantFrom('', 'django==5.2.7\nnltk==3.9.2\nwhitenoise==6.11.0\n'),
    'settings.py': fc.constant('INSTALLED_APPS = ["django.contrib.staticfiles"]\n'),
    'uv.lock': fc.constant('version = 1\n'),
  },
  {noNullPrototype: true, requiredKeys: []},
)

describe('any list of buildpacks, and any config vars', () => {
  for (const kind of ['classic', 'cnb'] as const) {
    it(`crash no check (${kind}), and no finding tells a secret`, () => {
      const app = fc.record({
        buildpacks: fc.array(ref, {maxLength: 5}),
        configVars: fc.dictionary(fc.constantFrom(...VARIABLES), value, {maxKeys: 6, noNullPrototype: true}),
      })
      fc.assert(
        fc.property(app, source, (settings, files) => {
          const {findings, skipped} = reportOf(committed(treeOf(files)), {app: appOf({...settings, kind})})
          assert.deepEqual(
            skipped.filter(({reason}) => reason.includes('crashed')),
            [],
          )
          for (const finding of findings) assert.match(finding.message, /^\S.*\.$/s)
          assert.ok(!JSON.stringify(findings).includes(PLANTED))
        }),
        {numRuns: 500, seed: 20_261_121},
      )
    })
  }
})
