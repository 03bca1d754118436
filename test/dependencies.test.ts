import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import semver from 'semver'

interface Description {
  dependencies?: Record<string, string>
  engines?: {node?: string}
}

function describePackage(folder: string): Description {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Description
}

/** The packages that src/ loads with lazyRequire. */
function lazilyRequired(): string[] {
  const files = readdirSync('src', {encoding: 'utf8', recursive: true}).filter((file) => file.endsWith('.ts'))
  const sources = files.map((file) => readFileSync(path.join('src', file), 'utf8'))
  return [...new Set(sources.flatMap((source) => [...source.matchAll(/lazyRequire<.*>\('(.+)'\)/g)].map(([, name]) => name!)))]
}

/** CONTRIBUTING.md says which packages are held back for this, and until when. */
describe('the packages that the plugin needs', () => {
  const {dependencies, engines} = describePackage('.')
  const oldest = semver.minVersion(engines!.node!)!

  for (const name of Object.keys(dependencies!)) {
    it(`${name} runs on the oldest Node that the plugin does`, () => {
      const {node = '*'} = describePackage(path.join('node_modules', name)).engines ?? {}
      assert.ok(semver.satisfies(oldest, node), `it needs Node ${node}`)
    })
  }

  // Newer versions of Node can require() a module of the other kind; the oldest that we support can't.
  const flag = '--no-experimental-require-module'
  const old = process.allowedNodeEnvironmentFlags.has(flag) ? [flag] : []

  it('are found where they are loaded lazily', () => assert.ok(lazilyRequired().includes('wrap-ansi')))

  for (const name of lazilyRequired()) {
    it(`${name} ships CommonJS, for lazyRequire`, () => {
      execFileSync(process.execPath, [...old, '--eval', `require(${JSON.stringify(name)})`], {stdio: 'pipe'})
    })
  }
})
