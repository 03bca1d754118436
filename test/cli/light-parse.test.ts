import {Parser} from '@oclif/core'
import assert from 'node:assert/strict'
import * as fc from 'fast-check'

import {BASE_FLAGS} from '../../src/cli/app-flags.js'
import {BUILD_FLAGS} from '../../src/cli/build-flags.js'
import {DOCTOR_FLAGS} from '../../src/cli/doctor-flags.js'
import {allFlags} from '../../src/cli/light/command.js'
import {parseLight} from '../../src/cli/light/parse.js'
import {PIN_ARGS, PIN_FLAGS} from '../../src/cli/pin-flags.js'

const COMMANDS = {
  'build-local': {args: {}, flags: BUILD_FLAGS},
  doctor: {args: {}, flags: DOCTOR_FLAGS},
  pin: {args: PIN_ARGS, flags: PIN_FLAGS},
}

const VALUES = [
  '',
  'a',
  'a,b',
  'error',
  '3.13',
  '5',
  '0',
  '99999',
  'safe',
  'json',
  'sarif',
  '-',
  '--',
  '-x',
  ' a , b ',
  String.raw`a\,b`,
  '"a"',
  '=',
]

/** What oclif makes of the words; undefined: it refuses them. */
async function byOclif(argv: string[], args: object, flags: object) {
  try {
    const parsed = await Parser.parse(argv, {'--': undefined, args, context: {}, flags, strict: true} as never)
    return {args: {...parsed.args}, flags: {...parsed.flags}}
  } catch {
    // It has words of its own.
  }
}

describe('the parser of runs without oclif', () => {
  for (const [name, {args, flags: own}] of Object.entries(COMMANDS)) {
    const flags = allFlags({baseFlags: BASE_FLAGS, enableJsonFlag: true, flags: own})
    const names = Object.keys(flags)
    const words = fc.oneof(
      {weight: 4, arbitrary: fc.constantFrom(...names).map((flag) => [`--${flag}`])},
      {
        weight: 3,
        arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...VALUES)).map(([flag, value]) => [`--${flag}`, value]),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...VALUES)).map(([flag, value]) => [`--${flag}=${value}`]),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          ['-a', 'x'],
          ['-ax'],
          ['-y'],
          ['-A'],
          ['-yA'],
          ['-r=x'],
          ['-t', 'x'],
          ['--no-json'],
          ['--nonsense'],
          ['extra'],
        ),
      },
    )

    it(`${name}: understands the same as oclif, or nothing`, async () => {
      let understood = 0
      await fc.assert(
        fc.asyncProperty(fc.array(words, {maxLength: 4}), async (parts) => {
          const argv = parts.flat()
          const ours = await parseLight(argv, {args, flags})
          if (ours === undefined) return
          understood++
          assert.deepEqual(ours, await byOclif(argv, args, flags), argv.join(' '))
        }),
        {numRuns: 3000},
      )
      assert.ok(understood > 300, `only ${understood} were understood`)
    })
  }

  const understands = async (...argv: string[]) => (await parseLight(argv, COMMANDS.doctor)) !== undefined

  it('leaves to oclif what is written in another way', async () => {
    for (const argv of [
      ['--'],
      ['-'],
      ['--format'],
      ['--only', 'a', 'b'],
      ['--explain='],
      ['--list', '--explain', 'x'],
      ['--dry-run'],
      ['x'],
    ])
      assert.equal(await understands(...argv), false, argv.join(' '))
  })

  it('leaves to oclif a definition with anything that it does not know', async () => {
    const flag = {...DOCTOR_FLAGS.offline}
    assert.notEqual(await parseLight(['--a'], {args: {}, flags: {a: flag}}), undefined)
    for (const more of [{env: 'A'}, {aliases: ['b']}, {required: true}, {relationships: []}, {deprecated: true}])
      assert.equal(await parseLight(['--a'], {args: {}, flags: {a: {...flag, ...more}}}), undefined, Object.keys(more)[0])
    assert.equal(await parseLight([], {args: {v: {...PIN_ARGS.version, ignoreStdin: false}}, flags: {}}), undefined)
  })
})
