import {FakePlatformApi, type FakePlatformApiOptions} from './server.js'

export const V3 = {accept: 'application/vnd.heroku+json; version=3'}
export const SDK = {accept: 'application/vnd.heroku+json; version=3.sdk'}

export type Init = Omit<NonNullable<Parameters<typeof fetch>[1]>, 'headers'> & {headers?: Record<string, string>}
type Answered = Awaited<ReturnType<typeof fetch>>

/** A plain client of the fake, for its own tests: fetch, with the API's version asked for. */
export class Probe {
  /** Of the fake that `start` started last. */
  api!: FakePlatformApi

  /** One app called `example`, unless told otherwise. */
  async start(options: FakePlatformApiOptions = {}): Promise<FakePlatformApi> {
    this.api = await FakePlatformApi.start({apps: [{name: 'example'}], ...options})
    return this.api
  }

  call(path: string, init: Init = {}): Promise<Answered> {
    return fetch(this.api.url + path, {...init, headers: {...V3, ...init.headers}})
  }

  async json(path: string, init: Init = {}): Promise<unknown> {
    return (await this.call(path, init)).json()
  }

  async object(path: string, init: Init = {}): Promise<Record<string, unknown>> {
    return (await this.json(path, init)) as Record<string, unknown>
  }

  async list(path: string, init: Init = {}): Promise<Array<Record<string, unknown>>> {
    return (await this.json(path, init)) as Array<Record<string, unknown>>
  }

  write(method: string, path: string, body: unknown): Promise<Answered> {
    return this.call(path, {method, body: JSON.stringify(body)})
  }

  putBuildpacks(...refs: string[]): Promise<Answered> {
    const updates = refs.map((buildpack) => ({buildpack}))
    return this.write('PUT', '/apps/example/buildpack-installations', {updates})
  }
}
