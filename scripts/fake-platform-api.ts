/**
 * The tests' fake Platform API, to try the CLI against by hand.
 *
 *     npx tsx scripts/fake-platform-api.ts [STATE.json]
 *
 * STATE.json holds the options of FakePlatformApi.start, `{"apps": [{"name": "example-app"}]}` at the least. Ctrl-C ends it.
 */
import {readFileSync} from 'node:fs'

import {FakePlatformApi, type FakePlatformApiOptions} from '../test/support/fake-platform-api/server.js'

const [file] = process.argv.slice(2)
const options = (
  file === undefined ? {apps: [{name: 'example-app'}]} : JSON.parse(readFileSync(file, 'utf8'))
) as FakePlatformApiOptions
const api = await FakePlatformApi.start(options)
api.onRequest(({method, path}) => console.error(`${method} ${path}`))

console.log(`# Heroku's Platform API at ${api.url}${api.schemaChecked ? '' : ', not checked against the schema'}`)
for (const [name, value] of Object.entries(api.env)) console.log(`export ${name}=${value}`)

process.once('SIGINT', () => {
  api.stop().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
})
