import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import path from 'node:path'

import type {Built} from './test-machine.js'

import {listTree} from '../../src/system/trees.js'
import {packed} from '../support/tar-archive.js'
import {packagesOf} from './by-hand.js'
import {anyInterpreter, TestApp} from './test-machine.js'

/** Writes what a build script sees of the environment where the test finds it. */
const PROBE = `import json, os, sys
from setuptools import setup
with open(os.path.join(os.environ['HOME'], 'seen.json'), 'w') as seen:
    json.dump({'environment': dict(os.environ), 'path': sys.path}, seen)
setup(name='probe', version='1', py_modules=[])
`

/** Real builds with pip and the real index: what is kept of one is used in the next, and nothing of it shows. */
describe('build-local: kept downloads and wheels', () => {
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>

  before(async () => {
    python = await anyInterpreter()
  })

  afterEach(() => app.remove())

  const kept = (...parts: string[]) => path.join(path.dirname(app.source), 'kept', ...parts)
  const names = (part: string) => readdirSync(kept(part))
  const requirements = (idna: string) => `docopt==0.6.2\ncertifi==2024.12.14\nidna==${idna}\n./probe\n`
  const make = (name: string) => {
    app = TestApp.make(name, {
      '.python-version': `${python.major}\n`,
      'probe/setup.py': PROBE,
      'requirements.txt': requirements('3.4'),
    })
  }

  const succeeded = async (options = {}): Promise<Built> => {
    const built = await app.build(options)
    assert.equal(built.status, 'succeeded', built.log)
    return built
  }

  it('after a changed line: the same packages, files and log as without; a broken one is not used; another config var', async () => {
    make('kept')
    const first = await succeeded()
    // Where the index has metadata apart, that too.
    assert.ok(names('files').length >= 3, 'certifi, docopt and idna')
    const asked = names('files')
    assert.equal(names('wheels').length, 1, 'the local package is built anew always')
    assert.equal(statSync(kept()).mode & 0o77, 0)

    app.write({'requirements.txt': requirements('3.7')})
    const plain = await succeeded({cache: 'disabled'})
    const home = path.join(app.pythonHome, 'bin/python')
    const [packages, files] = [packagesOf(home), await listTree(path.dirname(path.dirname(home)))]
    const changed = await succeeded()
    assert.equal(changed.buildData.cache_status, 'discarded')
    assert.deepEqual(packagesOf(home), packages)
    assert.deepEqual(await listTree(path.dirname(path.dirname(home))), files)
    assert.equal(withoutNames(changed.output), withoutNames(plain.output))
    assert.equal(digestOfDocopt(changed), digestOfDocopt(first), 'the wheel was not built again')
    assert.notEqual(digestOfDocopt(plain), digestOfDocopt(first))

    const seen = readFileSync(path.join(app.pythonHome, '../../seen.json'), 'utf8')
    assert.doesNotMatch(seen, /pip-memory/)

    for (const part of ['code', 'files', 'wheels'])
      for (const name of names(part)) writeFileSync(kept(part, name), readFileSync(kept(part, name)).fill(0))
    app.write({'requirements.txt': requirements('3.4')})
    const poisoned = await succeeded()
    assert.equal(withoutNames(poisoned.output), withoutNames(first.output))
    assert.notEqual(digestOfDocopt(poisoned), digestOfDocopt(first))
    for (const name of names('code')) assert.equal(sha256(kept('code', name)), name)
    // The others are of the version that isn't asked for any more.
    for (const name of asked) assert.equal(sha256(kept('files', name)), name)

    app.write({'requirements.txt': requirements('3.7')})
    const other = await succeeded({configVars: {PIP_EXTRA_INDEX_URL: 'http://user:opensesame@127.0.0.1:9/simple'}})
    assert.notEqual(digestOfDocopt(other), digestOfDocopt(poisoned), 'the wheel saw another config var')
    for (const file of await listTree(kept()))
      assert.ok(!readFileSync(kept(file)).includes('opensesame') && !file.includes('opensesame'), file)
  }).timeout(1_200_000)

  it('two packages of one archive: each is built', async () => {
    const members = ['first', 'second'].flatMap((name) => [
      {contents: `from setuptools import setup\nsetup(name='kept-${name}', version='1')\n`, name: `mono/${name}/setup.py`},
    ])
    const archive = packed(members)
    const server = createServer((_request, response) => response.end(archive))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    try {
      const {port} = server.address() as AddressInfo
      const hash = createHash('sha256').update(archive).digest('hex')
      const line = (name: string) => `kept-${name} @ http://127.0.0.1:${port}/mono.tar.gz#sha256=${hash}&subdirectory=${name}\n`
      app = TestApp.make('kept-mono', {
        '.python-version': `${python.major}\n`,
        'requirements.txt': line('first') + line('second'),
      })
      await succeeded()
      const home = path.join(app.pythonHome, 'bin/python')
      assert.deepEqual(
        packagesOf(home).filter((name) => name.startsWith('kept-')),
        ['kept-first==1', 'kept-second==1'],
      )
    } finally {
      server.close()
    }
  }).timeout(1_200_000)

  it('a changed file of pip: it is installed again; --no-cache, --clear-cache, and a build that is ended in the middle', async () => {
    make('kept-tool')
    await succeeded({cache: 'disabled'})
    assert.ok(!readdirSync(path.dirname(app.source)).includes('kept'))
    await succeeded()
    const init = (await listTree(kept('tool'))).find((file) => file.endsWith('/pip/__init__.py'))
    writeFileSync(kept('tool', init!), 'raise SystemExit("not pip any more")\n')
    app.write({'requirements.txt': 'six==1.17.0\n'})
    await succeeded()
    const before = readFileSync(kept('secret'), 'utf8')
    await succeeded({cache: 'clear'})
    assert.notEqual(readFileSync(kept('secret'), 'utf8'), before)
    app.write({'requirements.txt': 'certifi==2024.12.14\n'})
    const abort = new AbortController()
    const ended = await app.build({
      onEvent(event) {
        if (event.type === 'output' && event.line.startsWith('Installing collected')) abort.abort()
      },
      signal: abort.signal,
    })
    assert.equal(ended.failure?.reason, 'build-cancelled')
    await succeeded()
    assert.deepEqual(
      names('files').map((name) => sha256(kept('files', name))),
      names('files'),
    )
    assert.deepEqual(
      names('code').map((name) => sha256(kept('code', name))),
      names('code'),
    )
  }).timeout(1_200_000)
})

/** The parts of a log that no two builds share. */
function withoutNames(output: string): string {
  return output
    .replaceAll(/pip-ephem-wheel-cache-[\w/]+/g, 'CACHE')
    .replaceAll(/(size|sha256)=\w+/g, '$1')
    .replaceAll(/\S*\/(?:build_|tmp-)[\w-]+/g, 'FOLDER')
}

function digestOfDocopt({output}: Built): string {
  return /docopt-0\.6\.2\S*\.whl size=\d+ sha256=(\w+)/.exec(output)![1]!
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
