import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {REQUESTS_AT_ONCE} from '../src/platform/retrying-client.js'
import {FakePlatformApi} from '../test/support/fake-platform-api/server.js'
import {type Contestant, race, type Row} from './support/measure.js'

const APPS = 200
/** In ms, of each answer. */
const LATENCY = 100

/**
 * A fleet of 200 apps on an API that answers after 100 ms: against the time that its calls take at the least, when as many
 * are under way as may be. A quarter of the apps failed to build, so that a second log is read.
 */
export async function benchFleet(empty: Contestant): Promise<Row> {
  const apps = Array.from({length: APPS}, (_, index) => ({
    name: `app-${index}`,
    ...(index % 4 === 0 && {builds: [{}, {status: 'failed' as const}]}),
  }))
  const api = await FakePlatformApi.start({apps})
  // Several runs in a row would use up an hour's requests, and the last ones are spread over time.
  api.rateLimitRemaining = 1_000_000
  api.fault({path: /./}, {delay: LATENCY})
  const doctor: Contestant = {
    args: [fileURLToPath(new URL('support/doctor-command.js', import.meta.url)), '--all', '--json'],
    env: {...api.env, HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9', PATH: process.env.PATH ?? path.sep},
    exitCodes: [1],
    name: 'doctor --all',
    program: process.execPath,
  }
  // Heroku's schema is compiled at the first answers.
  const runs = 3
  const [ours, bare] = await race([doctor, empty], runs)
  // Each contestant runs once more for the cache, and once for its memory.
  const calls = api.requests.length / (runs + 2)
  await api.stop()
  const least = (calls * LATENCY) / REQUESTS_AT_ONCE
  return {
    bench: `doctor --all, ${APPS} apps at ${LATENCY} ms ÷ (calls × latency ÷ ${REQUESTS_AT_ONCE} at once)`,
    limit: 1.3,
    note: `${calls.toFixed(0)} calls, ${((calls - 1) / APPS).toFixed(2)} an app; of our time, ${bare!.median.toFixed(0)} ms are an empty command's`,
    ours: ours!.median,
    peer: least,
  }
}
