import {Config} from '@oclif/core'
import assert from 'node:assert/strict'

import {lightConfig} from '../../src/cli/light/command.js'
import {cliFolders} from '../../src/cli/light/folders.js'
import {PROJECT} from '../support/heroku-cli.js'

const HOME = {HOME: '/home/someone'}
const ENVIRONMENTS: Record<string, NodeJS.ProcessEnv> = {
  'a home alone': HOME,
  'no home': {},
  'XDG folders': {...HOME, XDG_CACHE_HOME: '/cache', XDG_DATA_HOME: '/data'},
  "the CLI's own variables": {...HOME, HEROKU_CACHE_DIR: '/c', HEROKU_DATA_DIR: '/d', XDG_CACHE_HOME: '/cache'},
}

/** A Config of oclif, as it would be on another platform. */
class ConfigOn extends Config {
  constructor(private readonly asked: NodeJS.Platform) {
    super({root: PROJECT})
  }

  override macosCacheDir(): string | undefined {
    Object.assign(this, {platform: this.asked})
    return super.macosCacheDir()
  }
}

describe("the Heroku CLI's folders, without oclif", () => {
  const before = {...process.env}

  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  })

  for (const [name, env] of Object.entries(ENVIRONMENTS))
    for (const platform of ['linux', 'darwin'] as const)
      it(`are oclif's with ${name} on ${platform}`, async () => {
        for (const variable of Object.keys(process.env)) if (/^(?:HOME|XDG_|HEROKU_)/.test(variable)) delete process.env[variable]
        Object.assign(process.env, env)
        const config = new ConfigOn(platform)
        await config.load()
        assert.deepEqual(cliFolders(process.env, platform), {cacheDir: config.cacheDir, dataDir: config.dataDir})
      })

  it('come with the name and the version that oclif reads in package.json', async () => {
    const {bin, cacheDir, dataDir, version} = await Config.load({root: PROJECT})
    const ours = lightConfig()
    assert.deepEqual({...ours, version: ours.version}, {bin, cacheDir, dataDir, version})
  })
})
