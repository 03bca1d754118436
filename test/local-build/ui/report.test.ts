import assert from 'node:assert/strict'

import type {StepId} from '../../../src/local-build/plan/build-plan.js'

import {renderFailure} from '../../../src/render/local-build/failure.js'
import {chooseGlyphs} from '../../../src/render/terminal/glyphs.js'
import type {ReportContext} from '../../../src/render/local-build/blocks.js'
import {renderReport} from '../../../src/render/local-build/report.js'
import {widthOf} from '../../../src/render/terminal/width.js'
import {plainStyle} from '../../../src/render/terminal/style.js'
import {readSnapshot} from '../../support/checks.js'
import {FAILED, NO_CONFIG_VARS, SAFE_CONFIG_VARS, SUCCEEDED} from './samples.js'

describe('the report of a local build', () => {
  const glyphs = {ascii: chooseGlyphs({}, 'linux'), unicode: chooseGlyphs({LANG: 'C.UTF-8'}, 'linux')}
  const options = (width: number, signs: keyof typeof glyphs = 'unicode') => ({glyphs: glyphs[signs], style: plainStyle, width})
  const context: ReportContext = {
    boots: false,
    configVars: SAFE_CONFIG_VARS,
    output: {path: '../my out', script: 'run'},
    push: 'git push heroku main',
  }
  const plain: ReportContext = {boots: false, configVars: NO_CONFIG_VARS, output: null, push: null}

  const snapshots: [name: string, text: () => string][] = [
    ['succeeded-80', () => renderReport(SUCCEEDED, context, options(80))],
    ['succeeded-100', () => renderReport(SUCCEEDED, context, options(100))],
    ['succeeded-ascii-60', () => renderReport(SUCCEEDED, plain, options(60, 'ascii'))],
    ['failed-80', () => renderFailure(FAILED, context, {...options(80), withOutput: true})],
    ['failed-after-log-80', () => renderFailure(FAILED, plain, {...options(80), withOutput: false})],
  ]
  for (const [name, text] of snapshots) {
    it(`is what it was: ${name}`, () => {
      const actual = `${text()}\n`
      assert.equal(actual, readSnapshot(new URL(`__snapshots__/${name}.txt`, import.meta.url), actual))
    })
  }

  it('says nothing of a slug of a Fir app, which has none', () => {
    const text = renderReport({...SUCCEEDED, kind: 'cnb'}, context, options(80))
    assert.doesNotMatch(text, /slug|500 MB|%/)
    assert.match(text, /Source and packages: 71\.0 MB/)
  })

  it('fits every width, less what can not be broken, and shows no secret and no escape sequence', () => {
    for (const width of [40, 60, 80, 100]) {
      const texts = [
        renderReport(SUCCEEDED, context, options(width)),
        renderFailure(FAILED, context, {...options(width), withOutput: true}),
      ]
      for (const text of texts) {
        const long = text.split('\n').filter((line) => widthOf(line) > width && / \S+ \S/.test(line.trim()))
        // Commands are to be copied: they stay whole.
        assert.deepEqual(
          long.filter((line) => !/celery|heroku config|cd '|in \.\.\/my|Full log/.test(line)),
          [],
        )
        assert.doesNotMatch(text, /canary|\u001B/)
      }
    }
  })

  it('is ASCII where the locale is', () => {
    assert.match(renderReport(SUCCEEDED, context, options(80, 'ascii')), /^[\n -~]+$/)
  })

  it('says that a large app may not fit, and that a small one does', () => {
    const large = {...SUCCEEDED, totalBytes: 700 * 1024 * 1024}
    assert.match(renderReport(large, plain, options(100)), /May not fit/)
    assert.match(renderReport(SUCCEEDED, plain, options(100)), /Fits: the 500 MB/)
  })

  it('of a failed build names only differences that may be why', () => {
    const text = (step: StepId) =>
      renderFailure({...FAILED, failure: {...FAILED.failure!, step}}, context, {...options(80), withOutput: true})
    assert.match(text('collectstatic'), /may behave differently[^]*Heroku uses Python 3\.13\.15[^]*withheld/)
    assert.match(text('dependencies'), /may behave differently[^]*Built on Linux/)
    assert.doesNotMatch(text('dependencies'), /Heroku uses Python|withheld/)
    assert.doesNotMatch(text('python-version'), /may behave differently|Built on|withheld/)
  })

  it('has no row for a step that was skipped', () => {
    const skipped = {...SUCCEEDED.steps[0]!, seconds: 9, status: 'skipped' as const, title: 'Skipped for long'}
    const text = renderReport({...SUCCEEDED, steps: [...SUCCEEDED.steps, skipped]}, plain, options(80))
    assert.doesNotMatch(text, /Skipped for long/)
  })

  it('says the verdict last where it is long, first where it is short', () => {
    const built = renderReport(SUCCEEDED, context, options(80)).split('\n')
    assert.match(built.at(-2)!, /^✔ Built in .*MB\.$/)
    assert.match(built.at(-1)!, /^Start it: cd '.*&& \.\/run web {2}Push: git push heroku main$/)
    const booted = renderReport(SUCCEEDED, {...context, boots: true}, options(80)).split('\n')
    assert.match(booted.at(-1)!, /^✔ Built in .*MB\.$/, 'what is booted next is not to be started or pushed yet')
    const failed = renderFailure(FAILED, context, {...options(80), withOutput: true}).split('\n')
    assert.match(failed[0]!, /^✖ Build failed: /)
    const short = renderFailure(FAILED, plain, {...options(80), withOutput: false})
    assert.match(short, /^✖ Build failed: /)
    assert.equal(short.match(/Build failed/g)?.length, 1)
    const lastLines = Array.from({length: 40}, (_, index) => `line ${index}`)
    const long = renderFailure({...FAILED, failure: {...FAILED.failure!, lastLines}}, context, {...options(80), withOutput: true})
    assert.match(long, /Full log: [^\n]+\n\n✖ Build failed: [^]*$/)
  })

  it('of a cancelled build is one sentence', () => {
    const failure = {...FAILED.failure!, explanation: ['The cache is kept.'], reason: 'build-cancelled'} as const
    const text = renderFailure({...FAILED, failure}, context, {...options(80), withOutput: true})
    assert.equal(text, 'Canceled. The cache is kept.')
  })

  it('says that nothing is started without a Procfile', () => {
    assert.match(
      renderReport({...SUCCEEDED, processTypes: []}, plain, options(100)),
      /Without a web process in the Procfile, Heroku starts nothing/,
    )
  })

  it('says why no config var was seen', () => {
    const configVars = {...NO_CONFIG_VARS, unavailable: 'You do not have permission'}
    assert.match(
      renderReport(SUCCEEDED, {...plain, configVars}, options(100)),
      /none of the app's config vars: You do not have permission/,
    )
  })
})
