import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {gzipSync} from 'node:zlib'

import BuildLocal from '../../src/commands/python/build-local.js'
import type {BuildLocalJson} from '../../src/local-build/json.js'
import {findFolderViews} from '../../src/system/folder-view.js'
import {realSystem} from '../../src/system/real-system.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'
import {skip} from '../support/skip.js'
import {archive, cacheOf, packed, packedByTar, type TarMember} from '../support/tar-archive.js'
import {anyInterpreter} from './test-machine.js'

/** This machine keeps no more than a digest of one with a password in it. */
const REQUIREMENTS = 'idna==3.11\n# as on https://user:password@packages.example.com/\n'

/** Builds that begin with what Heroku's storage has of the app. */
describe('build-local --cache heroku', () => {
  const folders = new TemporaryFolders()
  let api: FakePlatformApi
  let cache: string
  let source: string
  let hasApp: boolean

  class TestBuild extends BuildLocal {
    protected override releaseDataOptions(offline: boolean) {
      return {...super.releaseDataOptions(offline), cacheFolder: cache}
    }
  }

  before(async () => {
    const python = await anyInterpreter()
    console.log(`      on CPython ${python.version} (${python.origin})`)
    source = folders.repository({
      '.python-version': `${python.major}\n`,
      'bin/post_compile': 'python -c "import idna, sys; print(sys.prefix, idna.__version__)"\n',
      'requirements.txt': REQUIREMENTS,
    }).folder
    hasApp = (await findFolderViews('/app', path.join(folders.make(), 'trial'), realSystem)) !== null
  })

  beforeEach(async () => {
    api = await FakePlatformApi.start()
    cache = folders.make()
  })

  afterEach(async () => api.stop())

  after(() => folders.remove())

  const build = async (...argv: string[]) => {
    const env = {...api.env, CI: '1', HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9'}
    const result = await runCommand(TestBuild, ['--source', source, ...argv], env)
    for (const text of [result.stdout, result.stderr, everythingIn(cache)])
      assert.doesNotMatch(text, /planted-|Signature|\/caches\/|\n\s+at /)
    return result
  }

  const built = async (...argv: string[]) => {
    const {exitCode, stderr, stdout} = await build('--app', 'example', '--json', ...argv)
    assert.equal(exitCode, 0, stderr + stdout)
    return JSON.parse(stdout) as BuildLocalJson
  }

  const logOf = ({steps}: BuildLocalJson) => steps.map(({log}) => log).join('')

  const refused = async (words: RegExp, ...argv: string[]) => {
    const {exitCode, stderr} = await build('--cache', 'heroku', ...argv)
    assert.equal(exitCode, 2, stderr)
    assert.match(stderr.replaceAll(/\s+/g, ' '), words)
    assert.deepEqual(savedIn(cache), [], 'nothing stands in the place of what this machine has')
  }

  it("does what Heroku's next build does: restores it with its packages, or discards it and says why", async function () {
    if (!hasApp) skip(this, 'this machine has an /app of its own, or no user namespaces for its users')
    api.addApp({name: 'example', stack: 'heroku-24'})
    const first = await built()
    assert.match(logOf(first), /^ {7}\/app\/\.heroku\/python 3\.11$/m)
    const [saved] = savedIn(cache)
    const tree = path.join(saved!, 'tree')
    writeFileSync(path.join(tree, '.heroku/requirements.txt'), REQUIREMENTS)
    const pack = (...args: string[]) => execFileSync('tar', ['-cz', '-C', tree, ...args, '.'], {maxBuffer: 2 ** 30})
    const onHeroku = pack()
    const ofOldBuild = pack('--exclude=./build-data')
    api.state.findApp('example')!.cache = onHeroku
    cache = folders.make()
    const second = await built('--cache', 'heroku')
    assert.match(logOf(second), /-----> Restoring cache\n/)
    assert.match(logOf(second), /-----> Using cached install of Python/)
    assert.match(logOf(second), /Requirement already satisfied: idna/)
    assert.match(logOf(second), /^ {7}\/app\/\.heroku\/python 3\.11$/m)
    assert.equal(second.interpreter?.origin, "the app's build cache on Heroku")
    const third = await built()
    assert.match(logOf(third), /-----> Restoring cache\n/, 'it is the cache of this machine now')
    const moved = await built('--cache', 'heroku', '--stack', 'heroku-26')
    assert.match(logOf(moved), /The stack has changed from heroku-24 to heroku-26/)
    assert.notEqual(moved.interpreter?.origin, "the app's build cache on Heroku")
    api.state.findApp('example')!.cache = ofOldBuild
    assert.match(logOf(await built('--cache', 'heroku')), /- The buildpack cache format has changed\n/)
  })

  it('needs an app, and one that has a cache', async () => {
    await refused(/can't start from the app's build cache on Heroku\. No app is known/)
    api.addApp({name: 'empty'})
    if (hasApp) await refused(/empty's build cache on Heroku\. The app has no build cache there yet/, '--app', 'empty')
    api.addApp({generation: 'fir', name: 'fir', stack: 'cnb'})
    await refused(/no build cache of Fir apps/, '--app', 'fir')
  })

  it('says what is wrong with it', async function () {
    if (!hasApp) skip(this, 'this machine has an /app of its own, or no user namespaces for its users')
    const broken = async (name: string, bytes: Uint8Array, words: RegExp) => {
      api.addApp({cache: bytes, name})
      await refused(words, '--app', name)
    }

    await broken('garbage', Buffer.from('no archive'), /The download is incomplete or damaged/)
    await broken('empty', new Uint8Array(), /incomplete or damaged/)
    const whole = packedByTar(cacheOf('3.13.1'))
    await broken('cut', whole.subarray(0, -9), /incomplete or damaged/)
    await broken('of-others', gzipSync(archive([{contents: '1', name: 'node/version'}])), /It has no Python of a build/)
    const old = `#!/bin/sh\necho "libc.so.6: version GLIBC_2.99 not found" >&2; exit 1\n`
    const python = packedByTar({...cacheOf('3.13.1'), '.heroku/python/bin/python': old}, 0o755)
    await broken('too-new', python, /Heroku's Python doesn't run on this machine: .*GLIBC_2\.99 not found/)
  })

  /** What the buildpack leaves, with a Python that is a script; other members instead of it or behind it. */
  const odd = (members: readonly TarMember[], without: readonly string[] = []) => {
    const files = Object.entries(cacheOf('3.13.1')).map(([name, contents]) => ({contents, name}))
    return packed([...files.filter(({name}) => !without.some((one) => name.startsWith(one))), ...members])
  }

  const link = (name: string, to: string): TarMember => ({link: to, name, type: '2'})

  it("takes nothing that would have a build change the user's own files", async function () {
    if (!hasApp) skip(this, 'this machine has an /app of its own, or no user namespaces for its users')
    const own = folders.make({'python-poetry/notes': 'mine', 'python-version': 'python-3.13.1\n', 'python/bin/python': 'mine'})
    const before = readdirSync(own, {recursive: true})
    const archives: [name: string, bytes: Uint8Array, words: RegExp][] = [
      ['of-heroku', odd([link('.heroku', own)], ['.heroku']), /leads out of it: \.heroku\./],
      [
        'of-python',
        odd([link('.heroku/python', path.join(own, 'python'))], ['.heroku/python/']),
        /out of it: \.heroku\/python\./,
      ],
      ['of-lib', odd([link('.heroku/python/lib', own)]), /leads out of it: \.heroku\/python\/lib\./],
      ['climbing', odd([link('.heroku/python/lib', '../../../x')]), /leads out of it: \.heroku\/python\/lib\./],
      [
        'of-stack',
        odd([link('.heroku/python-stack', path.join(own, 'python-version'))], ['.heroku/python-stack']),
        /has no Python/,
      ],
      ['of-data', odd([link('build-data', own)], ['build-data']), /has no Python/],
      ['folder', odd([{name: '.heroku/python-version', type: '5'}], ['.heroku/python-version']), /has no Python/],
      ['file', odd([{name: 'build-data'}], ['build-data']), /has no Python/],
      ['through', odd([link('out', own), {contents: 'theirs', name: 'out/file'}]), /damaged/],
      ['upwards', odd([{contents: 'theirs', name: '../../../file'}]), /damaged/],
      ['no-version', odd([{contents: 'python-3.13.1\u001B[31m\n-----> Odd', name: '.heroku/python-version'}]), /has no Python/],
    ]
    for (const [name, cache, words] of archives) {
      api.addApp({cache, name})
      await refused(words, '--app', name)
      assert.deepEqual(readdirSync(own, {recursive: true}), before, name)
    }
  })

  it('takes no files that are larger than they are in the archive', async function () {
    if (!hasApp) skip(this, 'this machine has an /app of its own, or no user namespaces for its users')
    const folder = folders.make({...cacheOf('3.13.1'), '.heroku/python/hole': ''})
    truncateSync(path.join(folder, '.heroku/python/hole'), 11 * 1024 ** 3)
    const bytes = execFileSync('tar', ['-cz', '--sparse', '-C', folder, '.'])
    assert.ok(bytes.length < 100_000)
    api.addApp({cache: bytes, name: 'holes'})
    await refused(/It is larger than 10 GB unpacked/, '--app', 'holes')
  })

  it("tries Heroku's Python without anything of the user's, and leaves nothing of it running", async function () {
    if (!hasApp) skip(this, 'this machine has an /app of its own, or no user namespaces for its users')
    const python = String.raw`#!/bin/sh
(setsid sleep 987654 >/dev/null 2>&1 &)
env > ${path.join(cache, 'seen')}
printf '\033[31mno\nversion %0500d\n' 7
`
    api.addApp({cache: packedByTar({...cacheOf('3.13.1'), '.heroku/python/bin/python': python}, 0o755), name: 'odd'})
    await refused(/Heroku's Python doesn't run on this machine\./, '--app', 'odd')
    const seen = readFileSync(path.join(cache, 'seen'), 'utf8')
    assert.doesNotMatch(seen, /HEROKU_API_KEY|HEROKU_HOST|^HOME=/m)
    const {stdout} = await realSystem.processes.run('ps', ['-eo', 'args'], {cwd: cache})
    assert.doesNotMatch(new TextDecoder().decode(stdout), /^sleep 987654$/m)
  })

  it('says that this machine has no place for it', async function () {
    if (!hasApp) skip(this, 'this machine has an /app of its own, or no user namespaces for its users')
    api.addApp({cache: odd([]), name: 'example'})
    writeFileSync(path.join(cache, 'builds'), 'in the way')
    await refused(/The build cache can't be read or written/, '--app', 'example')
  })

  it('goes with nothing that would deny it', async () => {
    for (const flag of ['--plan', '--no-cache', '--clear-cache', '--ci', '--offline']) {
      const {exitCode, stderr} = await build('--app', 'example', '--cache', 'heroku', flag)
      assert.equal(exitCode, 2)
      assert.match(stderr, /cannot also be provided|--cache=heroku/, flag)
    }
  })
})

function savedIn(cache: string): string[] {
  const builds = path.join(cache, 'builds')
  return entries(builds).flatMap((app) =>
    entries(path.join(builds, app))
      .filter((name) => name.startsWith('saved-'))
      .map((name) => path.join(builds, app, name)),
  )
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The build logs and records: what a secret could be left in. */
function everythingIn(cache: string): string {
  return entries(path.join(cache, 'builds'))
    .flatMap((app) => {
      const logs = path.join(cache, 'builds', app, 'logs')
      return entries(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'))
    })
    .join('\n')
}
