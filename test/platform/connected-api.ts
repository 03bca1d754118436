import {APIClient} from '@heroku-cli/command'
import {Config} from '@oclif/core'
import assert from 'node:assert/strict'

import {createPlatformClient} from '../../src/cli/heroku-client.js'
import {type PlatformClient, readApp} from '../../src/platform/read-app.js'
import {ProblemError} from '../../src/common/problem.js'
import {FakePlatformApi, type FakePlatformApiOptions} from '../support/fake-platform-api/server.js'
import {everythingIn} from '../support/everything-in.js'
import {TestClock} from '../support/test-clock.js'

export const TOKEN = 'HRKU-0123456789-token'
export const VALUE = 'postgres://user:value-of-a-config-var@host/db'

/** The fake Platform API, and the CLI's real client to talk to it. */
export class ConnectedApi {
  api!: FakePlatformApi
  private readonly environment = {...process.env}

  /** One app called `example`, unless told otherwise. The client's time is over when it waits for what never comes. */
  async connect(options: FakePlatformApiOptions = {}, askForCode?: () => Promise<string>): Promise<PlatformClient> {
    const apps = [{configVars: {DATABASE_URL: VALUE}, name: 'example'}]
    this.api = await FakePlatformApi.start({apps, token: TOKEN, ...options})
    Object.assign(process.env, this.api.env)
    const clock = new TestClock()
    this.api.onHang(() => clock.strand())
    return createPlatformClient(new APIClient(await Config.load(import.meta.url)), {askForCode, clock, timeLimit: 1000})
  }

  async stop(): Promise<void> {
    process.env = {...this.environment}
    await this.api.stop()
  }
}

/** Why an app can't be read, after a look through the whole error for what must not be in it. */
export async function failureOf(client: PlatformClient, name = 'example'): Promise<Record<string, unknown>> {
  try {
    await readApp(name, client)
  } catch (error) {
    assert.ok(error instanceof ProblemError)
    for (const text of everythingIn(error)) {
      assert.ok(!text.includes(TOKEN), text)
      assert.ok(!text.includes('value-of-a-config-var'), text)
    }

    return {...error.problem}
  }

  assert.fail('it was read')
}
