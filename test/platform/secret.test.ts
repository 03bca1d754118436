import assert from 'node:assert/strict'
import {format, inspect} from 'node:util'

import {MASK, Secret} from '../../src/platform/secret.js'

const VALUE = 'hunter2-and-more'

describe('Secret', () => {
  it('never shows itself', () => {
    const secret = new Secret(VALUE)
    const holder = {map: new Map([['KEY', secret]]), secret, secrets: [secret]}
    const shown = [
      String(secret),
      `${secret}`,
      // eslint's own rule prefers templates; this is the other way in which a value becomes text.
      ['a', secret].join(''),
      JSON.stringify(secret),
      JSON.stringify(holder),
      inspect(secret),
      inspect(holder, {depth: Number.POSITIVE_INFINITY, getters: true, showHidden: true}),
      inspect(Object.create(secret)),
      format('%s %o %O %j %d', secret, secret, secret, secret, secret),
      new Error(`failed with ${secret}`).stack,
      inspect(new Error('outer', {cause: {secret}})),
      JSON.stringify(Object.getOwnPropertyDescriptors(secret)),
      Object.keys(secret).join(','),
      JSON.stringify({...secret}),
      JSON.stringify(structuredClone(secret)),
    ]
    for (const text of shown) assert.ok(!text?.includes(VALUE), text)
    assert.equal(`${secret}`, MASK)
    assert.equal(inspect([secret]), `[ ${MASK} ]`)
    assert.equal(secret.reveal(), VALUE)
  })

  it('is not shown by console.log', () => {
    const written: string[] = []
    const {write} = process.stdout
    process.stdout.write = (chunk: Uint8Array | string) => {
      written.push(String(chunk))
      return true
    }

    try {
      console.log({config: {SECRET_KEY: new Secret(VALUE)}}, new Secret(VALUE), '%s', new Secret(VALUE))
    } finally {
      process.stdout.write = write
    }

    assert.match(written.join(''), /\*{4}/)
    assert.ok(!written.join('').includes(VALUE))
  })
})
