import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {majorOf} from '../../src/buildpack/version-number.js'
import {copyTree} from '../../src/system/trees.js'
import {BUILDPACK_CHECKOUT, NO_CHECKOUT} from '../support/buildpack-checkout.js'
import {PROJECT} from '../support/heroku-cli.js'
import {skip} from '../support/skip.js'
import {anyInterpreter, TestApp} from './test-machine.js'

const FIXTURES = path.join(BUILDPACK_CHECKOUT, 'spec/fixtures')
const EXPECTED = JSON.parse(readFileSync(path.join(PROJECT, 'test/conformance/steps.expected.json'), 'utf8')) as Record<
  string,
  Record<string, string[]>
>

/** They depend on what only Heroku's image has, or on a state that a first build doesn't have. */
const NOT_HERE =
  /duplicate Python buildpacks|no recognised Python project files|cached Python version|last built using|rebuild|no longer|gdal|celery|pysqlite3|django|nltk|oldest|editable|mismatched|\(2\)|pip_invalid/i

/** What the buildpack's own specs say of its fixtures. What fails before an installation is run; the rest only for a Python of this machine. */
describe("build-local: the fixtures of the buildpack's own specs", () => {
  let app: TestApp | undefined
  let major: string

  before(async function () {
    if (!existsSync(FIXTURES)) skip(this, NO_CHECKOUT)
    major = (await anyInterpreter()).major
  })

  afterEach(() => app?.remove())

  for (const [fixture, cases] of Object.entries(EXPECTED)) {
    for (const [title, lines] of Object.entries(cases)) {
      const version = /Installing Python (\d+\.\d+\.\d+)/.exec(lines.join('\n'))?.[1]
      if (!title.includes('first build') || NOT_HERE.test(`${fixture} ${title}`)) continue
      // One installation for each package manager is in the other tests.
      if (version !== undefined && !fixture.startsWith('python_3.')) continue
      it(`${fixture}: ${title}`, async function () {
        if (version !== undefined && majorOf(version) !== major)
          skip(this, `is of Python ${majorOf(version)}, and this machine's newest is ${major}`)
        app = TestApp.make('fixtures', {}, true)
        await copyTree(path.join(FIXTURES, fixture), app.source)
        const built = await app.build({cache: 'clear', ci: title.includes('[CI ')})
        const found = [
          ...built.events.flatMap((event) =>
            event.type === 'step-line' ? [event.line] : event.type === 'warning' ? [`! ${event.lines[0]}`] : [],
          ),
          ...(built.failure ? ['! Error'] : []),
        ]
        const wanted = lines.map((line) => line.replace(/^! Error:.*/, '! Error'))
        assert.deepEqual(inOrder(found, wanted), wanted, built.log)
      })
    }
  }
})

/** Of the wanted lines, those that are found one after the other: the specs leave lines out between. */
function inOrder(found: readonly string[], wanted: readonly string[]): string[] {
  let at = 0
  return wanted.filter((line) => {
    const place = found.indexOf(line, at)
    if (place !== -1) at = place + 1
    return place !== -1
  })
}
