import * as fc from 'fast-check'
import assert from 'node:assert/strict'

import {builtInReleases} from '../../src/buildpack/release.js'
import {NOTHING_MISSING} from '../../src/checks/check.js'
import {appOf, committed, reportOf, treeOf} from '../support/checks.js'
import type {TestFile} from '../support/repository.js'

const {misspelledRequirements, misspelledVersionFiles} = builtInReleases.classic.files

/** Every file that a check reads, and some that it only looks for. */
const KNOWN = [
  '.buildpacks',
  '.gitignore',
  '.heroku-python.json',
  '.heroku/python',
  '.python-version',
  '.slugignore',
  'Aptfile',
  'Pipfile',
  'Pipfile.lock',
  'Procfile',
  'app.json',
  'app.py',
  'bin/post_compile',
  'bin/pre_compile',
  'nltk.txt',
  'package.json',
  'pdm.lock',
  'poetry.lock',
  'pyproject.toml',
  'requirements.txt',
  'runtime.txt',
  'setup.py',
  'uv.lock',
  'venv/pyvenv.cfg',
  ...misspelledRequirements,
  ...misspelledVersionFiles,
]

/** Bytes that no one would write, and near misses of what one would. */
const contents: fc.Arbitrary<TestFile> = fc.oneof(
  fc.uint8Array({maxLength: 200}),
  fc.string({maxLength: 40, unit: 'binary'}),
  fc
    .array(
      fc.constantFrom(
        '3.13',
        '3.13.5',
        '9.9',
        'python-',
        '"',
        '\n',
        '\r\n',
        '#',
        ' ',
        '\0',
        '\uFEFF',
        '\u00A0',
        '[requires]',
        '{',
        '}',
        '=',
        '>=3.12',
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom<TestFile>({folder: true}, {link: 'app.py'}, {link: '..'}, {link: 'nowhere'}),
)

const source = fc.dictionary(fc.constantFrom(...KNOWN), contents, {maxKeys: 8, noNullPrototype: true})

describe('binary junk in any file', () => {
  for (const kind of ['classic', 'cnb'] as const) {
    it(`crashes no check (${kind}), and every finding can be shown`, () => {
      fc.assert(
        fc.property(source, (files) => {
          const {findings, prediction, skipped} = reportOf(committed(treeOf(files)), {
            app: appOf({kind}),
            online: NOTHING_MISSING,
          })
          assert.deepEqual(skipped, [])
          for (const finding of findings) {
            assert.match(finding.message, /^\S.*\.$/s)
            assert.ok(finding.line === undefined || (finding.line >= 1 && finding.file !== undefined))
          }

          if (prediction.failure) assert.ok(findings.some(({severity}) => severity !== 'info'))
        }),
        {numRuns: 1500, seed: 20_261_121},
      )
    })
  }
})
