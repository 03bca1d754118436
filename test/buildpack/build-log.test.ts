import assert from 'node:assert/strict'

import {buildHeadings, pythonIn, readFailure} from '../../src/buildpack/build-log.js'
import {assertGrowth} from '../support/growth.js'

/** As the classic buildpack and the platform print: red, with a mark, and empty lines around. */
function classicLog(...errors: string[]): string {
  const red = errors.map((error) => `\n\u001B[1;31m !     Error: ${error}\u001B[0m\n\u001B[1;31m !     More about it.\u001B[0m\n`)
  return [
    '-----> Building on the Heroku-26 stack',
    '-----> Using buildpack: heroku/python',
    '-----> Python app detected',
    '-----> Using Python 3.13 specified in .python-version',
    '-----> Installing Python 3.13.15',
    '\n\u001B[1;33m !     Warning: No Python version was specified.\u001B[0m\n',
    ...red,
    ' !     Push rejected, failed to compile Python app.',
    '',
    ' !     Push failed',
  ].join('\n')
}

describe('the log of a build that failed', () => {
  for (const [heading, reason] of Object.entries(buildHeadings.classic.headings)) {
    it(`of the classic buildpack: ${heading}`, () => {
      const example = heading.replace('*', 'bin/pre_compile')
      const found = readFailure(classicLog(example))
      assert.deepEqual(found, {
        heading: example,
        isKnownText: !heading.includes('*'),
        reason: reason!.replace('*', 'pre_compile'),
      })
    })
  }

  for (const [heading, reason] of Object.entries(buildHeadings.cnb.headings)) {
    it(`of the Cloud Native Buildpack: ${heading}`, () => {
      const example = heading.replace('*', 'a/file')
      const log = `[Discovering process types]\n\n\u001B[31m[Error: ${example}]\u001B[0m\nMore.\n\nERROR: failed to build: exit status 1\n`
      const found = readFailure(log)
      assert.equal(found.heading, example)
      assert.equal(found.reason, reason)
    })
  }

  for (const [lines, heading, reason] of [
    [
      ' !     Compiled slug size: 512.3M is too large (max is 500M).\n !     See: x\n !     Push failed',
      'Compiled slug size: 512.3M is too large (max is 500M).',
      'platform::slug-too-large',
    ],
    [' !     Timed out compiling Python app (15 minutes)', 'Timed out compiling Python app (15 minutes)', 'platform::timeout'],
    [' !     Timed out running buildpack Python', 'Timed out running buildpack Python', 'platform::timeout'],
    [
      ' !     No default language could be detected for this app.',
      'No default language could be detected for this app.',
      'platform::no-language',
    ],
    [
      '-----> App not compatible with buildpack: https://example.com/apt.tgz\n       More info: x\n !     Push failed',
      'App not compatible with buildpack: https://example.com/apt.tgz',
      'platform::not-detected',
    ],
    ['ERROR: No buildpack groups passed detection.', 'No buildpack groups passed detection.', 'platform::not-detected'],
    [' !     Push rejected, submodule install failed', 'Push rejected, submodule install failed', 'platform::submodules'],
    [' !     Push rejected, failed to compile Python app.\n !     Push failed', 'Push failed', null],
    [' !     Error: no such thing in the app\n !     Push failed', 'no such thing in the app', null],
    [' !     Internal error: the moon is full.', 'the moon is full.', 'internal-error::abort'],
    ['remote:  !     Error: Unable to install uv.', 'Unable to install uv.', 'install-package-manager::uv'],
    ['       ERROR: Could not find a version', null, null],
    [' !     Warning: Unable to install uv.\n !     Note: nothing', null, null],
    ['', null, null],
  ] as const) {
    it(`says ${JSON.stringify(lines)}`, () => {
      const found = readFailure(lines)
      assert.deepEqual([found.heading, found.reason], [heading, reason])
    })
  }

  it("takes the heading that says most: the hint above pip's own, in either order", () => {
    const hint = "Package installation failed since the GDAL library wasn't found."
    const general = 'Unable to install dependencies using pip.'
    assert.equal(readFailure(classicLog(hint, general)).heading, hint)
    assert.equal(readFailure(classicLog(general, hint)).heading, hint)
  })

  it("tells collectstatic's failures apart in the buildpack's order", () => {
    const heading = 'Unable to generate Django static files.'
    for (const [text, reason] of [
      ['OSError: no file; SyntaxError: invalid', 'collectstatic-syntax-error'],
      ['django.core.exceptions.ImproperlyConfigured: STATIC_ROOT', 'collectstatic-improper-configuration'],
      ["The CSS file 'a.css' references", 'collectstatic-fancy-references'],
      ['OSError: [Errno 2]', 'collectstatic-missing-file'],
      ['KeyError: SECRET_KEY', 'collectstatic-other'],
    ] as const)
      assert.equal(readFailure(`       ${text}\n${classicLog(heading)}`).reason, reason)
  })

  it("has reasons of their own for the CNB's two failures at Django", () => {
    for (const [heading, reason] of [
      ['Unable to inspect Django configuration', 'collectstatic-inspect-configuration'],
      ['Unable to generate Django static files', 'collectstatic-generate-files'],
    ] as const)
      assert.equal(readFailure(`SyntaxError: invalid\n\n[Error: ${heading}]\nMore.\n`).reason, reason)
  })

  it('is read in proportion to its length, whatever it holds', () => {
    for (const [shown, make] of Object.entries({
      'long lines': (size: number) => ` !     ${'Error: '.repeat(size / 35)}\n`.repeat(5),
      'many lines': (size: number) => ` !     ${'Error: '.repeat(5)}\n`.repeat(size / 35),
      marks: (size: number) => `${' !'.repeat(size / 2)}\n`,
    }))
      assertGrowth(shown, {make, read: readFailure, size: 1_000_000})
  })

  it('names the Python that was installed', () => {
    assert.equal(pythonIn(classicLog('x')), '3.13.15')
    assert.equal(pythonIn('-----> Using Python 3.12 specified in runtime.txt\n'), '3.12')
    assert.equal(pythonIn('       Python is great\n'), undefined)
  })
})
