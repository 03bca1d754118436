import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {existsSync, realpathSync, symlinkSync} from 'node:fs'
import path from 'node:path'

import {chooseInterpreter} from '../../../src/toolchain/interpreters/choose.js'
import {findInterpreters} from '../../../src/toolchain/interpreters/find.js'
import {parseLauncher} from '../../../src/toolchain/interpreters/places.js'
import {providePython} from '../../../src/toolchain/interpreters/provide-python.js'
import {namedInterpreter, selectInterpreter} from '../../../src/toolchain/interpreters/select.js'
import {realSystem} from '../../../src/system/real-system.js'
import {problem, TemporaryFolders} from '../../support/repository.js'
import {until} from '../../support/until.js'
import {fakePython, machineWith, program} from './interpreters.support.js'

describe('the interpreters of a machine', () => {
  const folders = new TemporaryFolders()
  let root: string

  beforeEach(() => {
    root = folders.make()
  })

  afterEach(() => folders.remove())

  const at = (file: string) => path.join(root, file)

  async function found(env: Record<string, string>, wanted?: string): Promise<string[]> {
    const interpreters = await findInterpreters(machineWith(env, {ownFolder: at('own')}), wanted)
    return interpreters.map(({origin, program: file, version}) => `${version} ${origin} ${path.relative(root, file)}`)
  }

  it('are found in every place that has some', async () => {
    fakePython(at('a/python3.12'), '3.12.1')
    fakePython(at('b/python3.12'), '3.12.2')
    fakePython(at('b/python'), '3.9.1')
    fakePython(at('home/.pyenv/versions/3.12.3/bin/python3'), '3.12.3')
    fakePython(at('home/.local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/bin/python3'), '3.12.4')
    fakePython(at('home/.asdf/installs/python/3.12.5/bin/python3'), '3.12.5')
    fakePython(at('home/.local/share/mise/installs/python/3.12.6/bin/python3'), '3.12.6')
    fakePython(at('brew/opt/python@3.12/bin/python3.12'), '3.12.7')
    fakePython(at('own/cpython-3.12.8/bin/python3'), '3.12.8')
    assert.deepEqual(await found({HOME: at('home'), HOMEBREW_PREFIX: at('brew'), PATH: `${at('a')}:relative::${at('b')}`}), [
      '3.12.1 PATH a/python3.12',
      '3.9.1 PATH b/python',
      '3.12.2 PATH b/python3.12',
      '3.12.3 pyenv home/.pyenv/versions/3.12.3/bin/python3',
      '3.12.4 uv home/.local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/bin/python3',
      '3.12.5 asdf home/.asdf/installs/python/3.12.5/bin/python3',
      '3.12.6 mise home/.local/share/mise/installs/python/3.12.6/bin/python3',
      '3.12.7 Homebrew brew/opt/python@3.12/bin/python3.12',
      '3.12.8 heroku-python own/cpython-3.12.8/bin/python3',
    ])
  })

  it('are where the variables of the version managers say', async () => {
    fakePython(at('1/versions/3.12.1/bin/python3'), '3.12.1')
    fakePython(at('2/x/bin/python3'), '3.12.2')
    fakePython(at('3/installs/python/x/bin/python3'), '3.12.3')
    fakePython(at('4/installs/python/x/bin/python3'), '3.12.4')
    fakePython(at('5/uv/python/x/bin/python3'), '3.12.5')
    const env = {ASDF_DATA_DIR: at('3'), HOME: at('home'), MISE_DATA_DIR: at('4'), PYENV_ROOT: at('1')}
    const versions = async (more: Record<string, string>) => (await found({...env, ...more})).map((line) => line.split(' ')[0])
    assert.deepEqual(await versions({UV_PYTHON_INSTALL_DIR: at('2')}), ['3.12.1', '3.12.2', '3.12.3', '3.12.4'])
    assert.deepEqual(await versions({XDG_DATA_HOME: at('5')}), ['3.12.1', '3.12.5', '3.12.3', '3.12.4'])
  })

  it('are listed and asked once, whatever their names', async () => {
    program(at('bin/python3.12'), `echo asked >> ${at('asked')}; exec ${at('real/python3.12')}`)
    fakePython(at('real/python3.12'), '3.12.1', {executable: at('bin/python3.12')})
    for (const name of ['python', 'python3']) symlinkSync('python3.12', at(`bin/${name}`))
    symlinkSync('bin', at('other'))
    assert.deepEqual(await found({PATH: `${at('bin')}:${at('other')}:${at('bin')}`}), ['3.12.1 PATH bin/python3.12'])
    assert.equal(execFileSync('cat', [at('asked')]).toString(), 'asked\n')
  })

  it('are no shims, no other implementations, no pre-releases, and no other programs', async () => {
    fakePython(at('home/.pyenv/shims/python3.12'), '3.12.1')
    fakePython(at('a/python3.12'), '3.12.2', {implementation: 'pypy'})
    fakePython(at('b/python3.12'), '3.12.3', {final: false, whole: '3.12.3rc1'})
    fakePython(at('c/python3.12'), '3.12.4', {special: 'free-threaded'})
    program(at('d/python3.12'), 'exit 1')
    program(at('e/python3.12'), 'echo Python 2.7')
    program(at('f/python3.12'), 'echo "{}"')
    fakePython(at('mise'), '3.12.5')
    writeLink('g/python3.12', at('mise'))
    writeLink('h/python3.12', at('nowhere'))
    fakePython(at('i/python3.12-config'), '3.12.6')
    const folder = ['home/.pyenv/shims', ...'abcdefghi'].map((name) => at(name)).join(':')
    assert.deepEqual(await found({PATH: folder}), [])
  })

  function writeLink(file: string, target: string): void {
    execFileSync('mkdir', ['-p', path.dirname(at(file))])
    symlinkSync(target, at(file))
  }

  it('that are of another version by their names are not asked', async () => {
    fakePython(at('bin/python3.11'), '3.12.9')
    fakePython(at('bin/python3.12'), '3.12.1')
    fakePython(at('bin/python3'), '3.10.1')
    assert.deepEqual(await found({PATH: at('bin')}, '3.12'), ['3.10.1 PATH bin/python3', '3.12.1 PATH bin/python3.12'])
  })

  it('on this machine are what they say', async () => {
    const interpreters = await findInterpreters(machineWith(process.env as Record<string, string>))
    assert.ok(interpreters.length > 0)
    for (const {bundledPip, program: file, version} of interpreters) {
      assert.equal(realpathSync(file), file)
      assert.match(execFileSync(file, ['-V']).toString(), new RegExp(`^Python ${version}$`, 'm'))
      if (bundledPip !== null) assert.match(path.basename(realpathSync(bundledPip)), /^pip-[\d.]+-py.*\.whl$/)
    }
  })

  it('behind a virtual environment are those that made it', async () => {
    const base = (await findInterpreters(machineWith(process.env as Record<string, string>))).find(({hasVenv}) => hasVenv)
    for (const how of ['--symlinks', '--copies']) {
      const venv = at(`venv${how}`)
      execFileSync(base!.program, ['-I', '-m', 'venv', '--without-pip', how, venv])
      const [behind, ...more] = await findInterpreters(machineWith({PATH: path.join(venv, 'bin')}))
      assert.deepEqual(more, [])
      assert.deepEqual(behind, {...base, origin: 'PATH'})
    }
  })

  it("of Windows' launcher are read from its list", () => {
    const list = ' -V:3.13 *        C:\\Program Files\\Python313\\python.exe\r\n -3.12-64        C:\\Python312\\python.exe\r\n'
    assert.deepEqual(
      parseLauncher(`${list}No installed Pythons found!\r\n`).map((candidate) => candidate.program),
      [String.raw`C:\Program Files\Python313\python.exe`, String.raw`C:\Python312\python.exe`],
    )
  })

  describe('of which one is chosen', () => {
    const of = (version: string, changes = {}) => ({
      bits: 64,
      bundledPip: '/pip.whl',
      hasVenv: true,
      home: null,
      origin: 'PATH' as const,
      program: `/${version}`,
      version,
      ...changes,
    })

    for (const [name, list, expected] of [
      ['the very patch release', [of('3.12.9'), of('3.12.4'), of('3.12.10')], '/3.12.4'],
      ['the newest of the minor version', [of('3.12.9'), of('3.12.10'), of('3.13.4'), of('3.12.2')], '/3.12.10'],
      ['the first of equal ones', [of('3.12.9', {program: '/a'}), of('3.12.9', {program: '/b'})], '/a'],
      ['one that has pip, though older', [of('3.12.9', {bundledPip: null}), of('3.12.2')], '/3.12.2'],
      ['one that has no pip, if there is no other', [of('3.12.9', {bundledPip: null})], '/3.12.9'],
      ['64 bits before the patch release', [of('3.12.4', {bits: 32}), of('3.12.2')], '/3.12.2'],
      ['none without venv', [of('3.12.4', {hasVenv: false})], undefined],
      ['none of another version', [of('3.1.4'), of('3.13.4')], undefined],
    ] as const)
      it(name, () => assert.equal(chooseInterpreter('3.12.4', list)?.program, expected))
  })

  it('lack the version: what is there is named', async () => {
    fakePython(at('bin/python3.9'), '3.9.2')
    fakePython(at('bin/python3.12'), '3.12.10')
    fakePython(at('two/python3.12'), '3.12.9')
    const machine = machineWith({PATH: `${at('bin')}:${at('two')}`})
    assert.equal((await selectInterpreter('3.12.4', machine)).version, '3.12.10')
    const others = ['3.12.10', '3.12.9', '3.9.2']
    await assert.rejects(
      selectInterpreter('3.13.4', machine),
      problem({id: 'no-interpreter', others, version: '3.13.4', withoutVenv: null}),
    )
    fakePython(at('bin/python3.13'), '3.13.1', {hasVenv: false})
    await assert.rejects(
      selectInterpreter('3.13.4', machine),
      problem({id: 'no-interpreter', others: ['3.13.1', ...others], version: '3.13.4', withoutVenv: at('bin/python3.13')}),
    )
  })

  it('can be named by the user, by path or by name', async () => {
    fakePython(at('bin/python3.12'), '3.12.1')
    fakePython(at('bin/no-venv'), '3.12.1', {hasVenv: false})
    fakePython(at('bin/pypy'), '3.12.1', {implementation: 'pypy'})
    program(at('bin/other'), 'echo hello')
    const machine = machineWith({PATH: at('bin')}, {cwd: root})
    for (const named of [at('bin/python3.12'), 'python3.12', './bin/python3.12']) {
      const {origin, program: file, version} = await namedInterpreter(named, '3.12.4', machine)
      assert.deepEqual({file, origin, version}, {file: at('bin/python3.12'), origin: '--python', version: '3.12.1'})
    }

    for (const [named, version, reason] of [
      ['gone', '3.12.4', {id: 'missing'}],
      ['bin', '3.12.4', {id: 'missing'}],
      ['other', '3.12.4', {id: 'silent'}],
      ['pypy', '3.12.4', {id: 'other', what: 'PyPy 3.12.1'}],
      ['no-venv', '3.12.4', {id: 'no-venv'}],
      ['python3.12', '3.13.4', {found: '3.12.1', id: 'version'}],
    ] as const)
      await assert.rejects(
        namedInterpreter(named, version, machine),
        problem({id: 'python-not-usable', path: named, reason, version}),
        named,
      )
  })

  for (const [how, named] of [
    ['looked for', undefined],
    ['named', 'python3.12'],
  ] as const)
    it(`that are ${how} when the user stops are no missing ones, and nothing is asked`, async () => {
      program(at('bin/python3.12'), `touch ${at('asked')}; exec sleep 600`)
      const stop = new AbortController()
      const machine = {
        ...machineWith({PATH: at('bin')}, {cwd: root}),
        cacheFolder: root,
        offline: true,
        progress() {},
        signal: stop.signal,
        workspaces: realSystem.workspaces,
      }
      const choice = {mayInstall: async () => assert.fail('asked'), named, uvVersion: '0.1.0', version: '3.12.4'}
      const providing = providePython(choice, machine)
      const stopped = assert.rejects(providing, problem({id: 'interrupted'}))
      await until(() => existsSync(at('asked')))
      stop.abort()
      await stopped
    })
})
