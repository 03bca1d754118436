import assert from 'node:assert/strict'

import {OutputClues} from '../../src/local-build/run/output-clues.js'

function cluesOf(...lines: string[]): OutputClues {
  const clues = new OutputClues()
  for (const line of lines) clues.look(line)
  return clues
}

describe('what the output of a tool tells of a failure', () => {
  const hints: [line: string, hint: RegExp][] = [
    [
      'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
      /cache of the last successful build is kept/,
    ],
    ['urllib3.exceptions.NameResolutionError: Failed to resolve', /could not be reached/],
    ['error: Request failed: dns error: failed to lookup address information', /could not be reached/],
    ['ReadTimeoutError: HTTPSConnectionPool: Read timed out. ReadTimeout', /index did not answer/],
    ['WARNING: Retrying after connection broken by NewConnectionError: [Errno 111] Connection refused', /index did not answer/],
    ['SSLError(SSLCertVerificationError(1, [SSL: CERTIFICATE_VERIFY_FAILED] …', /SSL_CERT_FILE/],
    ['error: incomplete-download', /broke off/],
    ["error: command 'gcc' failed: No such file or directory", /no compiler was found/],
    ["error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory", /no compiler was found/],
    ['RuntimeError: Could not find gdal-config', /heroku-geo-buildpack/],
    ['src/blob.h:4:10: fatal error: sqlite3.h: No such file or directory', /pysqlite3/],
    ['Please use pip<24.1 if you need to use this version.', /newer release/],
    ['Current Python version (3.13.0) is not allowed by the project (>=3.14,<4.0).', /10226/],
  ]
  for (const [line, hint] of hints) {
    it(line, () => {
      const found = cluesOf('Collecting idna', line, line).hints
      assert.equal(found.length, 1)
      assert.match(found[0]!, hint)
    })
  }

  it('a compiler that found a mistake is no missing compiler', () => {
    assert.deepEqual(cluesOf("error: command 'gcc' failed with exit code 1").hints, [])
  })

  it("the detail is the first of the buildpack's, wherever it stands", () => {
    const clues = cluesOf('please use pip<24.1 if you need to use this version', 'could not find GDAL-CONFIG')
    assert.equal(clues.installDetail, 'Could not find gdal-config')
    assert.equal(cluesOf('all is well').installDetail, null)
  })

  it("collectstatic's reason is the first of the buildpack's, wherever it stands", () => {
    assert.equal(cluesOf('OSError: x', 'SyntaxError: y').collectstaticReason, 'collectstatic-syntax-error')
    assert.equal(cluesOf('OSError: x', "The CSS file 'a.css' references").collectstaticReason, 'collectstatic-fancy-references')
    assert.equal(cluesOf('FileNotFoundError: x').collectstaticReason, 'collectstatic-other')
  })

  it('keeps the last lines only', () => {
    const clues = cluesOf(...Array.from({length: 1000}, (_, index) => `line ${index}`))
    assert.equal(clues.firstLine, 'line 0')
    assert.equal(clues.lastLines.length, 20)
    assert.equal(clues.lastLines.at(-1), 'line 999')
  })
})
