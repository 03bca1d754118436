import {execa} from 'execa'
import assert from 'node:assert/strict'
import path from 'node:path'

import {PROJECT} from '../support/heroku-cli.js'

/** The lane's own modules are plain JavaScript, for Node on both systems. */
const WINE = path.join(PROJECT, 'scripts/test-windows/wine.js')
const CORPUS = path.join(PROJECT, 'scripts/test-windows/corpus.js')

async function evaluate(script: string): Promise<unknown> {
  const {stdout} = await execa(process.execPath, ['--input-type=module', '-e', script], {cwd: PROJECT})
  return JSON.parse(stdout)
}

describe('npm run test:windows', () => {
  it('says why it skips', async () => {
    const machines = [
      {arch: 'arm64', platform: 'darwin'},
      {arch: 'arm64', platform: 'linux'},
      {arch: 'x64', platform: 'linux'},
    ]
    const script = `import {findWine} from ${JSON.stringify(WINE)}
      const found = ${JSON.stringify(machines)}.map((machine) => findWine({...machine, exists: () => false}))
      const debian = findWine({arch: 'x64', exists: (file) => file === '/usr/lib/wine/wine64', platform: 'linux'})
      console.log(JSON.stringify([...found, debian]))`
    assert.deepEqual(await evaluate(script), [
      {missing: 'it needs Linux with Wine. On Windows, npm test runs on the system itself'},
      {missing: 'it needs an x64 processor, and this one is arm64'},
      {missing: 'Wine is not installed: apt-get install --no-install-recommends wine64'},
      {wine: '/usr/lib/wine/wine64'},
    ])
  })

  it('leaves out no tree without a reason, and sees a wrong answer', async () => {
    const script = `import {agrees, readCases} from ${JSON.stringify(CORPUS)}
      const cases = readCases()
      const kept = cases.filter(({leftOut}) => leftOut === null)
      const right = kept.filter((one) => agrees(one, one.expected)).length
      const wrong = kept.filter((one) => agrees(one, {...one.expected, detected: 'perhaps'})).length
      console.log(JSON.stringify([cases.length, kept.length, right, wrong]))`
    const [all, kept, right, wrong] = (await evaluate(script)) as number[]
    assert.ok(kept! > 1500 && all! > kept!, `${kept} of ${all}`)
    assert.deepEqual([right, wrong], [kept, 0])
  })
})
