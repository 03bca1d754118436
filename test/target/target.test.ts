import assert from 'node:assert/strict'

import type {App} from '../../src/platform/app.js'

import {platform} from '../../src/buildpack/release.js'
import {makeTarget} from '../../src/target/target.js'
import {appOf, committed, FRESH, STALE, treeOf} from '../support/checks.js'

const project = committed(treeOf({'requirements.txt': ''}))

describe('a target', () => {
  const FIR = appOf({kind: 'cnb'})
  const CLASSIC = appOf({stack: 'heroku-24'})
  const table: [name: string, app: App | null, stack: string | undefined, expected: [string, string, string]][] = [
    ['no app', null, undefined, ['classic', 'x86_64', platform.defaultStack]],
    ['no app, and a stack that was asked for', null, 'heroku-22', ['classic', 'x86_64', 'heroku-22']],
    ['no app, and the stack of Fir', null, 'cnb', ['cnb', 'aarch64', 'cnb']],
    ['an app', CLASSIC, undefined, ['classic', 'x86_64', 'heroku-24']],
    [
      'an app whose next build has another stack',
      {...CLASSIC, buildStack: 'heroku-26'},
      undefined,
      ['classic', 'x86_64', 'heroku-26'],
    ],
    ['an app that names no stack of a build', {...CLASSIC, buildStack: null}, undefined, ['classic', 'x86_64', 'heroku-24']],
    [
      'an app that names no stack',
      {...CLASSIC, buildStack: null, stack: null},
      undefined,
      ['classic', 'x86_64', platform.defaultStack],
    ],
    ['an app, and a stack that was asked for', CLASSIC, 'heroku-22', ['classic', 'x86_64', 'heroku-22']],
    ['an app on Fir', FIR, undefined, ['cnb', 'aarch64', 'cnb']],
    ['an app on Fir that names Intel', {...FIR, architecture: 'x86_64'}, undefined, ['cnb', 'x86_64', 'cnb']],
    ['an app on Fir that names ARM', {...FIR, architecture: 'aarch64'}, undefined, ['cnb', 'aarch64', 'cnb']],
    ['an app on Fir, and the stack of another', FIR, 'heroku-24', ['cnb', 'aarch64', 'heroku-24']],
  ]
  for (const [name, app, stack, expected] of table)
    it(`has a kind, an architecture and a stack: ${name}`, () => {
      const target = makeTarget({app, project, releaseData: FRESH, stack})
      assert.deepEqual([target.kind, target.architecture, target.stack], expected)
    })

  it('tells how old what is known of the buildpack is', () => {
    const [fresh, stale] = [FRESH, STALE].map((releaseData) => makeTarget({app: null, project, releaseData}))
    assert.deepEqual([fresh!.releaseAgeInDays, fresh!.releaseDataIsStale], [1, false])
    assert.deepEqual([stale!.releaseAgeInDays, stale!.releaseDataIsStale], [95, true])
  })
})
