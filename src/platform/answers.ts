import type * as Heroku from '@heroku-cli/schema'

import type {Buildpack, LastRelease, ProcessFormation} from './app.js'

import {ApiFailure} from './client.js'
import {dynoMemory} from './dyno-sizes.js'
import {maskUrls, Secret} from './secret.js'

/** The Platform API's answers, read without trust in their form: the names are Heroku's schema's, the values may be anything. */

/** The fields that a schema's type names. */
type Named<T> = keyof {[Key in keyof T as string extends Key ? never : Key]: T[Key]}

export type Fields = Record<string, unknown>

/** Without a type from the schema: any name. */
type Answer<T> = unknown extends T ? Fields : Readonly<Partial<Record<Named<T>, unknown>>>

/** An app, with what version 3.sdk adds and the published types lack. */
type AppAnswer = Answer<Heroku.App> & {
  readonly buildpacks?: unknown
  readonly current_build_architecture?: unknown
  readonly generation?: unknown
}

export type NamedApp = AppAnswer & {readonly name: string}

/** `size` is the older name of what `dyno_size` says. */
type FormationType = Heroku.Formation & {dyno_size?: Heroku.DynoSize}

export type BuildAnswer = Answer<Heroku.Build>

/** An object's fields; none for anything else. */
export function fields<T = unknown>(value: unknown): Answer<T> {
  return (isRecord(value) ? value : {}) as Answer<T>
}

/** The name in `{id, name}`, as answers have it for stacks, sizes and generations. */
export function nameIn(value: unknown): string | null {
  return text(fields(value).name)
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

export function appPath(app: string): string {
  return `/apps/${pathPart(app)}`
}

/**
 * A name as one part of a path. `.` and `..`, escaped or not, would lead to another resource: they are escaped twice,
 * which makes a name that nothing has.
 */
export function pathPart(name: string): string {
  const escaped = encodeURIComponent(name)
  return /^\.\.?$/.test(escaped) ? escaped.replaceAll('.', '%252E') : escaped
}

/**
 * Every app has a name: what has none is some other answer, of a proxy perhaps.
 *
 * @throws ApiFailure
 */
export function parseApp(answer: unknown): NamedApp {
  const app = fields<Heroku.App>(answer) as AppAnswer
  const name = text(app.name)
  if (name === null) throw unknownForm('answer')
  return {...app, name}
}

/** A string in some answers, an object with a name in others. */
export function generation(app: AppAnswer): string | null {
  return text(app.generation) ?? nameIn(app.generation)
}

/** @throws ApiFailure */
export function parseApps(answer: unknown): NamedApp[] {
  return list(answer, 'apps').map((app) => parseApp(app))
}

/**
 * The buildpacks as the platform stores them, in order: their URLs may hold credentials.
 *
 * @throws ApiFailure
 */
export function parseInstallations(answer: unknown): Secret[] {
  return list(answer, 'buildpacks')
    .map((item) => fields(item))
    .sort((a, b) => ordinal(a) - ordinal(b))
    .map(({buildpack}) => {
      const {name, url} = fields(buildpack)
      const stored = text(url) ?? text(name)
      if (stored === null) throw unknownForm('list of buildpacks')
      return new Secret(stored)
    })
}

function ordinal({ordinal: place}: Record<string, unknown>): number {
  return typeof place === 'number' ? place : 0
}

/** As a user would type it, with its credentials masked. */
export function shownBuildpack(stored: Secret): Buildpack {
  return {ref: maskUrls(stored.reveal().replace(/^urn:buildpack:/, ''))}
}

/**
 * The image that runs, of the newest release that has one; null: there was no release.
 *
 * @throws ApiFailure
 */
export function parseImageId(releases: unknown): string | null {
  const images = list(releases, 'releases').map((release) => text(fields(fields(release).oci_image).id))
  return images.find((id) => id !== null) ?? null
}

/**
 * The newest release; null: there was none.
 *
 * @throws ApiFailure
 */
export function parseLastRelease(answer: unknown): LastRelease | null {
  const releases = list(answer, 'releases').flatMap((item): LastRelease[] => {
    const {created_at: createdAt, status, version} = fields<Heroku.Release>(item)
    if (typeof version !== 'number') return []
    const known = status === 'failed' || status === 'succeeded' ? status : 'pending'
    return [{createdAt: text(createdAt), status: known, version}]
  })
  return releases.sort((a, b) => b.version - a.version)[0] ?? null
}

/**
 * The buildpacks of a Fir app's image: `id` is the name, such as `heroku/python`.
 *
 * @throws ApiFailure
 */
export function parseImageBuildpacks(answer: unknown): Buildpack[] {
  return list(answer, 'buildpacks').flatMap((item) => {
    const id = text(fields(item).id)
    return id === null ? [] : [{ref: maskUrls(id)}]
  })
}

/** @throws ApiFailure */
export function parseConfigVars(answer: unknown): Map<string, Secret> {
  if (!isRecord(answer)) throw unknownForm('list of config vars')
  // What is no text is a secret all the same.
  const asText = (value: unknown) => text(value) ?? JSON.stringify(value)
  return new Map(Object.entries(answer).map(([name, value]) => [name, new Secret(asText(value))]))
}

/** @throws ApiFailure */
export function parseFormation(answer: unknown): ProcessFormation[] {
  return list(answer, 'formation').flatMap((item) => {
    const {command, dyno_size: dynoSize, quantity, size, type} = fields<FormationType>(item)
    const sizeName = nameIn(dynoSize) ?? text(size) ?? ''
    const typeName = text(type)
    if (typeName === null) return []
    return [
      {
        command: text(command) ?? '',
        memoryMegabytes: dynoMemory(sizeName),
        quantity: typeof quantity === 'number' ? quantity : 0,
        size: sizeName,
        type: typeName,
      },
    ]
  })
}

/**
 * Newest first, whatever the order of the answer.
 *
 * @throws ApiFailure
 */
export function parseBuilds(answer: unknown): BuildAnswer[] {
  const builds = list(answer, 'builds').map((item) => fields<Heroku.Build>(item))
  return builds.sort((a, b) => (text(b.created_at) ?? '').localeCompare(text(a.created_at) ?? ''))
}

/** The buildpacks that ran, in order; none for a Fir app's build, which lists none. */
export function parseBuildBuildpacks({buildpacks}: BuildAnswer): Secret[] {
  return (Array.isArray(buildpacks) ? buildpacks : []).flatMap((item) => {
    const {name, url} = fields(item)
    const stored = text(url) ?? text(name)
    return stored === null ? [] : [new Secret(stored)]
  })
}

/** @throws ApiFailure */
export function list(answer: unknown, what: string): unknown[] {
  if (!Array.isArray(answer)) throw unknownForm(`list of ${what}`)
  return answer
}

function unknownForm(what: string): ApiFailure {
  return new ApiFailure(null, null, `the Platform API's ${what} has an unknown format`)
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
