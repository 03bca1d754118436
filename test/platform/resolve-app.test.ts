import assert from 'node:assert/strict'

import {type AppQuestion, type ResolvedApp, resolveApp} from '../../src/platform/resolve-app.js'
import {problem} from '../support/repository.js'

const PREFIXES = ['https://git.heroku.com/', 'git@heroku.com:', 'ssh://git@heroku.com/']

type Remotes = Record<string, string>

const ONE: Remotes = {heroku: 'https://git.heroku.com/one.git', origin: 'https://github.com/o/r.git'}
const TWO: Remotes = {production: 'https://git.heroku.com/big.git', staging: 'git@heroku.com:small.git'}

async function resolve(question: Partial<AppQuestion>, remotes: Remotes, setting?: string): Promise<ResolvedApp> {
  const git = {
    remotes: async () => Object.entries(remotes).map(([name, url]) => ({name, url})),
    setting: async (name: string) => (name === 'heroku.remote' ? setting : undefined),
  }
  return resolveApp({gitPrefixes: async () => PREFIXES, ...question}, git)
}

describe('which app is meant', () => {
  for (const [what, question, remotes, setting, expected] of [
    ['--app, before all', {app: 'a', fromEnvironment: 'e', remote: 'staging'}, TWO, undefined, {app: 'a', asked: true}],
    ['--remote, before HEROKU_APP', {fromEnvironment: 'e', remote: 'staging'}, TWO, undefined, {app: 'small', asked: true}],
    ['HEROKU_APP, before git', {fromEnvironment: 'e'}, ONE, 'heroku', {app: 'e', asked: true}],
    ['an empty HEROKU_APP is none', {fromEnvironment: ''}, ONE, undefined, {app: 'one', asked: false}],
    ['the setting heroku.remote', {}, TWO, 'production', {app: 'big', asked: false}],
    ['--remote, before the setting', {remote: 'staging'}, TWO, 'production', {app: 'small', asked: true}],
    ['the only remote', {}, ONE, undefined, {app: 'one', asked: false}],
    ['two remotes of one app', {}, {...ONE, also: 'git@heroku.com:one.git'}, undefined, {app: 'one', asked: false}],
    [
      'no .git, a slash',
      {},
      {x: 'ssh://git@heroku.com/one', y: 'https://git.heroku.com/one.git/'},
      undefined,
      {app: 'one', asked: false},
    ],
  ] as const)
    it(what, async () => assert.deepEqual(await resolve(question, {...remotes}, setting), expected))

  it('none, with the reason', async () => {
    const none = {app: null, reason: 'no app given'}
    assert.deepEqual(await resolve({}, {}), none)
    assert.deepEqual(await resolve({}, {origin: 'https://github.com/o/heroku.git', evil: 'https://x/git@heroku.com:a.git'}), none)
    assert.deepEqual(await resolve({}, ONE, 'gone'), none)
    assert.deepEqual(await resolve({}, TWO), {
      app: null,
      reason: 'the git remotes point to several apps (big, small); choose one with --app',
    })
  })

  it('a remote that leads to no app is an error', async () => {
    for (const remote of ['missing', 'origin', ''])
      await assert.rejects(resolve({remote}, ONE), problem({id: 'unknown-remote', remote}))
  })
})
