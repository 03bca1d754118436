import type {APIClient} from '@heroku-cli/command'

import {fileURLToPath} from 'node:url'

import type {Library} from '../heroku-library.js'

import {LightCommand, lightUx} from './command.js'

/** What heroku-library.ts has, without oclif and the Heroku CLI's library. An app needs them: they are loaded for it then. */
export const HerokuCommand = LightCommand as unknown as Library['HerokuCommand']
export const OclifCommand = LightCommand as unknown as Library['OclifCommand']
export const ux = lightUx as unknown as Library['ux']

export async function apiClientOf(): Promise<APIClient> {
  client ??= connect()
  return client
}

export async function platformVars(): ReturnType<Library['platformVars']> {
  return (await import('@heroku-cli/command')).vars
}

let client: Promise<APIClient> | undefined

async function connect(): Promise<APIClient> {
  const [{APIClient}, {Config}] = await Promise.all([import('@heroku-cli/command'), import('@oclif/core/config')])
  const config = await Config.load(fileURLToPath(import.meta.url))
  // As oclif's Command does when it starts.
  Object.assign(globalThis, {'http-call': {userAgent: config.userAgent}})
  return new APIClient(config)
}
