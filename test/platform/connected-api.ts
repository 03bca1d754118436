import {APIClient} from '@heroku-cli/command'
import {Config} from '@oclif/core'
import assert from 'node:assert/strict'

import {createPlatformClient} from '../../src/cli/heroku-client.js'
import {type PlatformClient, readApp} from '../../src/platform/read-app.js'
import {ProblemError} from '../../src/common/problem.js'
import {FakePlatformApi, type FakePlatformApiOptions} from '../support/fake-platform-api/server.js'
import {everythingIn} from '../support/everything-in.js'

export const TOKEN = 'HRKU-0123456789-token'
export const VALUE = 'postgres://user:value-of-a-config-var@host/db'

/** The fake Platform API, and the CLI's real client to talk to it. */
export class ConnectedApi {
  api!: FakePlatformApi
  private readonly environment = {...process.env}

  /** One app called `example`, unless told otherwise. */
  async connect(options: FakePlatformApiOptions = {}, timeLimit = 1000): Promise<PlatformClient> {
    const apps = [{configVars: {DATABASE_URL: VALUE}, name: 'example'}]
    this.api = await FakePlatformApi.start({apps, token: TOKEN, ...options})
    Object.assign(process.env, this.api.env)
    return createPlatformClient(new APIClient(await Config.load(import.meta.url)), timeLimit)
  }

  /**
   * The fake's first answer of each kind waits for Heroku's schema to be read, and the client's first question for its
   * libraries: call this before tests with time limits.
   */
  async warmUp(): Promise<void> {
    const client = await this.connect({apps: [{builds: [{}], name: 'example'}]}, 30_000)
    for (const part of ['', '/buildpack-installations', '/builds', '/config-vars', '/formation', '/releases'])
      await client.get(`/apps/example${part}`)
    await this.stop()
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
