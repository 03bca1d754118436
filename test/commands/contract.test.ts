import type {Command} from '@oclif/core'

import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'

import {readSnapshot} from '../support/checks.js'

const FOLDER = new URL('../../src/commands/python/', import.meta.url)

/** What users and scripts type: a change of it shows in review, as a change of the snapshot. */
describe('the commands, their flags and arguments', () => {
  it('are what they were', async () => {
    const contract: Record<string, object> = {}
    for (const file of readdirSync(FOLDER).sort()) {
      const {default: command} = (await import(new URL(file, FOLDER).href)) as {default: typeof Command}
      contract[`python:${file.replace('.ts', '')}`] = contractOf(command)
    }

    const actual = `${JSON.stringify(contract, null, 2)}\n`
    assert.equal(actual, readSnapshot(new URL('__snapshots__/commands.snapshot.json', import.meta.url), actual))
  })
})

function contractOf({aliases, args, baseFlags, enableJsonFlag, flags, hidden, strict, summary}: typeof Command): object {
  return {summary, aliases, hidden, strict, json: enableJsonFlag, args: shown(args), flags: shown({...baseFlags, ...flags})}
}

const KEYS = new Set([
  'aliases',
  'allowNo',
  'char',
  'default',
  'delimiter',
  'dependsOn',
  'env',
  'exclusive',
  'hidden',
  'max',
  'min',
  'multiple',
  'options',
  'relationships',
  'required',
  'type',
])

/** Flags or arguments by name, with what is part of the contract. A default that is worked out when the command runs is a function. */
function shown(options: Record<string, object>): Record<string, object> {
  const part = (option: object) => Object.entries(option).filter(([key, value]) => KEYS.has(key) && value !== undefined)
  const values = (option: object) =>
    part(option)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]: [string, unknown]) => [key, typeof value === 'function' ? 'worked out' : value] as const)
  const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, option]) => [name, Object.fromEntries(values(option))]))
}
