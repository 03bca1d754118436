import assert from 'node:assert/strict'

import type {CachedBuild} from '../../src/local-build/plan/build-plan.js'

import {type CacheKey, decideCache, keptRequirements, sha256} from '../../src/local-build/plan/decide-cache.js'
import {builtInReleases} from '../../src/buildpack/release.js'

const text = (value: string) => new TextEncoder().encode(value)
const {tools} = builtInReleases.classic
const INTERPRETER = {bundledPip: null, home: null, origin: 'PATH', program: '/usr/bin/python3.13', version: '3.13.0'}

const NOW: CacheKey = {
  interpreter: INTERPRETER,
  manager: 'pip',
  managerFile: text('idna\n'),
  pythonVersion: '3.13.15',
  stack: 'heroku-24',
  tools,
}
const CACHED: CachedBuild = {
  buildData: {package_manager: 'pip', pip_version: tools.pip},
  hasSqliteHeaders: false,
  interpreter: INTERPRETER,
  pipfileLockSha256: null,
  pythonVersion: '3.13.15',
  requirements: text('idna\n'),
  stack: 'heroku-24',
}

const PRIVATE = text('--index-url https://user:canary@example.com/\nidna\n')

/** The reasons are those of the buildpack's log. Source: lib/cache.sh, and `steps.expected.json`. */
describe('what becomes of the cache', () => {
  const cases: [title: string, cached: Partial<CachedBuild>, now: Partial<CacheKey>, reasons: string[]][] = [
    ['nothing changed', {}, {}, []],
    ['the stack', {stack: 'heroku-22'}, {}, ['The stack has changed from heroku-22 to heroku-24']],
    ['no stack in the cache', {stack: null}, {}, ['The stack has changed from unknown to heroku-24']],
    ['the Python version', {pythonVersion: '3.12.14'}, {}, ['The Python version has changed from 3.12.14 to 3.13.15']],
    ['an old format', {buildData: {}}, {}, ['The buildpack cache format has changed']],
    ['the package manager', {}, {manager: 'uv', managerFile: text('')}, ['The package manager has changed from pip to uv']],
    [
      "pip's version",
      {buildData: {package_manager: 'pip', pip_version: '26.0.1'}},
      {},
      [`The pip version has changed from 26.0.1 to ${tools.pip}`],
    ],
    ['no pip version', {buildData: {package_manager: 'pip'}}, {}, [`The pip version has changed from unknown to ${tools.pip}`]],
    ['requirements.txt', {}, {managerFile: text('idna \n')}, ['The contents of requirements.txt changed']],
    ['the same requirements.txt, with a password', {requirements: keptRequirements(PRIVATE)}, {managerFile: PRIVATE}, []],
    [
      'another password in requirements.txt',
      {requirements: keptRequirements(PRIVATE)},
      {managerFile: text('--index-url https://user:other@example.com/\nidna\n')},
      ['The contents of requirements.txt changed'],
    ],
    ['no requirements.txt in the cache', {requirements: null}, {}, ['The contents of requirements.txt changed']],
    [
      'Pipfile.lock',
      {
        buildData: {package_manager: 'pipenv', pipenv_version: tools.pipenv},
        pipfileLockSha256: sha256(text('{}')),
        requirements: null,
      },
      {manager: 'pipenv', managerFile: text('{"a": 1}')},
      ['The contents of Pipfile.lock changed'],
    ],
    [
      'the same Pipfile.lock',
      {buildData: {package_manager: 'pipenv', pipenv_version: tools.pipenv}, pipfileLockSha256: sha256(text('{}'))},
      {manager: 'pipenv', managerFile: text('{}')},
      [],
    ],
    [
      'another poetry.lock: Poetry takes care of it',
      {buildData: {package_manager: 'poetry', poetry_version: tools.poetry}},
      {manager: 'poetry', managerFile: text('x')},
      [],
    ],
    [
      "Poetry's version",
      {buildData: {package_manager: 'poetry', poetry_version: '2.0.0'}},
      {manager: 'poetry'},
      [`The Poetry version has changed from 2.0.0 to ${tools.poetry}`],
    ],
    [
      "uv's version",
      {buildData: {package_manager: 'uv', uv_version: '0.1'}},
      {manager: 'uv'},
      [`The uv version has changed from 0.1 to ${tools.uv}`],
    ],
    ["SQLite's headers", {hasSqliteHeaders: true}, {}, ['The legacy SQLite3 headers and CLI binary need to be uninstalled']],
    [
      'the interpreter',
      {},
      {interpreter: {...INTERPRETER, version: '3.13.5'}},
      ["This machine's Python interpreter has changed from 3.13.0 to 3.13.5"],
    ],
    [
      'an interpreter in another place',
      {},
      {interpreter: {...INTERPRETER, program: '/opt/python3.13'}},
      ["This machine's Python interpreter has changed"],
    ],
    [
      'an interpreter in another place, of which there is a copy',
      {interpreter: {...INTERPRETER, home: '/usr'}},
      {interpreter: {...INTERPRETER, program: '/opt/python3.13'}},
      [],
    ],
    [
      'several: all of them, in order, and none of ours',
      {buildData: {package_manager: 'pip', pip_version: '1'}, pythonVersion: '3.12.3', stack: 'heroku-22'},
      {},
      [
        'The stack has changed from heroku-22 to heroku-24',
        'The Python version has changed from 3.12.3 to 3.13.15',
        `The pip version has changed from 1 to ${tools.pip}`,
      ],
    ],
  ]
  for (const [title, cached, now, reasons] of cases) {
    it(title, () => {
      const decision = decideCache({...CACHED, ...cached}, {...NOW, ...now})
      assert.deepEqual(decision, {reasons, status: reasons.length === 0 ? 'reused' : 'discarded'})
    })
  }

  it('none, or not wanted', () => {
    assert.deepEqual(decideCache(null, NOW), {reasons: [], status: 'empty'})
    assert.deepEqual(decideCache('disabled', NOW), {reasons: [], status: 'disabled'})
  })

  it('keeps requirements.txt as it is, and no password of it', () => {
    assert.deepEqual(keptRequirements(text('idna\n')), text('idna\n'))
    assert.match(new TextDecoder().decode(keptRequirements(PRIVATE)), /^sha256:[\da-f]{64}\n$/)
  })
})
