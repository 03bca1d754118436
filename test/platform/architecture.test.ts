import assert from 'node:assert/strict'

import {type PlatformClient, readApp} from '../../src/platform/read-app.js'

describe("the architecture in the Platform API's answer", () => {
  const read = async (fields: Record<string, unknown>) => {
    const client: PlatformClient = {
      get: async (path) => (path.endsWith('/config-vars') ? {} : path === '/apps/shop' ? {name: 'shop', ...fields} : []),
    }
    return (await readApp('shop', client)).architecture
  }

  const table: [listed: unknown, expected: 'aarch64' | 'x86_64' | null][] = [
    [['arm64'], 'aarch64'],
    [['aarch64'], 'aarch64'],
    [['amd64'], 'x86_64'],
    [['x86_64'], 'x86_64'],
    // Which of them the next build is for isn't said.
    [['amd64', 'arm64'], null],
    [['riscv64'], null],
    [['constructor'], null],
    [[], null],
    [[null], null],
    ['arm64', null],
    [undefined, null],
  ]
  for (const [listed, expected] of table)
    it(`of a Fir app: ${JSON.stringify(listed)}`, async () => {
      assert.equal(await read({current_build_architecture: listed, generation: 'fir'}), expected)
    })

  it('of a classic app is no question', async () => {
    for (const listed of [[], ['arm64'], undefined])
      assert.equal(await read({current_build_architecture: listed, generation: 'cedar'}), 'x86_64')
  })
})
