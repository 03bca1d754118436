import assert from 'node:assert/strict'

import {OutputClues} from '../../src/local-build/run/output-clues.js'

function cluesOf(...lines: string[]): OutputClues {
  const clues = new OutputClues('install')
  for (const line of lines) clues.look(line)
  return clues
}

describe('what the output of a tool tells of a failure', () => {
  const hints: [line: string, hint: RegExp][] = [
    ['error: incomplete-download', /was interrupted/],
    ['urllib3.exceptions.NameResolutionError: Failed to resolve', /couldn't reach a host/],
    ['error: Request failed: dns error: failed to lookup address information', /couldn't reach a host/],
    ['ReadTimeoutError: HTTPSConnectionPool: Read timed out. ReadTimeout', /index didn't answer/],
    ['WARNING: Retrying after connection broken by NewConnectionError: [Errno 111] Connection refused', /index didn't answer/],
    ['SSLError(SSLCertVerificationError(1, [SSL: CERTIFICATE_VERIFY_FAILED] …', /SSL_CERT_FILE/],
    ['Current Python version (3.13.0) is not allowed by the project (>=3.14,<4.0).', /10226/],
  ]
  for (const [line, hint] of hints) {
    it(line, () => {
      const found = cluesOf('Collecting idna', line, line).hints
      assert.equal(found.length, 1)
      assert.match(found[0]!, hint)
    })
  }

  it('what the app connects to is no matter of the network', () => {
    const clues = new OutputClues('collectstatic')
    clues.look('psycopg2.OperationalError: could not translate host name "db" to address: Name or service not known')
    assert.deepEqual(clues.hints, [])
    assert.deepEqual(clues.causes, [{from: 'collectstatic', kind: 'connects'}])
  })

  const causes: [line: string, kind: string][] = [
    ['ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device', 'disk-full'],
    ["error: command 'gcc' failed: No such file or directory", 'missing-system'],
    ["error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory", 'missing-system'],
    ['RuntimeError: Could not find gdal-config', 'missing-system'],
    ['src/blob.h:4:10: fatal error: sqlite3.h: No such file or directory', 'missing-system'],
  ]
  for (const [line, kind] of causes) {
    it(line, () =>
      assert.deepEqual(
        cluesOf('Collecting idna', line, line).causes.map((cause) => cause.kind),
        [kind],
      ),
    )
  }

  it('a compiler that found a mistake is no missing compiler', () => {
    assert.deepEqual(cluesOf("error: command 'gcc' failed with exit code 1").causes, [])
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
