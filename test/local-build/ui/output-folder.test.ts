import assert from 'node:assert/strict'
import {execFileSync, spawn} from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {once} from 'node:events'
import path from 'node:path'

import {pythonScript} from '../../../src/local-build/run/profile-text.js'
import {openOutput} from '../../../src/local-build/output/output-folder.js'
import type {ProcessType} from '../../../src/local-build/run/result.js'
import {realFileSystem} from '../../../src/system/file-system.js'
import {problem, TemporaryFolders, type TestFiles, writeFiles} from '../../support/repository.js'
import {snapshotFolder} from '../../support/snapshot-folder.js'
import {removeFolder} from '../../support/remove-folder.js'

const NEVER = new AbortController().signal

describe('the folder of --output', () => {
  const folders = new TemporaryFolders()
  let root: string
  let built: string
  let app: string

  beforeEach(() => {
    root = folders.make()
    built = path.join(root, 'cache/build_1')
    app = path.join(root, 'cache/app')
  })

  afterEach(() => folders.remove())

  const machine = () => ({files: realFileSystem, recordsFolder: path.join(root, 'data/outputs')})
  const home = () => path.join(app, '.heroku/python')
  const out = (...parts: string[]) => path.join(root, 'my out', ...parts)
  const source = {dirty: false, path: '/nowhere/app'}
  const SOURCE: TestFiles = {'app.py': 'APP = 1\n'}
  const WEB: ProcessType[] = [{command: 'python -c "print(1)"', type: 'web'}]

  /** As a build leaves it: source and a virtual environment that is known by its stable path. */
  const build = (files: TestFiles = SOURCE) => {
    removeFolder(built)
    writeFiles(built, files)
    execFileSync('python3', ['-I', '-m', 'venv', '--without-pip', path.join(built, '.heroku/python')])
    mkdirSync(path.join(app, '.heroku'), {recursive: true})
    rmSync(home(), {force: true})
    symlinkSync(path.join(built, '.heroku/python'), home())
  }

  const write = async (processTypes = WEB, folder = out()) => {
    const output = await openOutput(folder, source, machine())
    return output.write({alsoKnownAs: [app], folder: built, kind: 'classic' as const, processTypes}, NEVER)
  }

  const program = (name: string, contents: string) => {
    const file = path.join(built, '.heroku/python/bin', name)
    writeFileSync(file, contents)
    chmodSync(file, 0o755)
  }

  const run = (argv: string[], env: NodeJS.ProcessEnv = {}) =>
    execFileSync(out('run'), argv, {encoding: 'utf8', env: {PATH: process.env.PATH, ...env}, stdio: 'pipe'})

  describe('is self-contained: it works when the build folder and the stable place are gone', () => {
    const sitePackages = () =>
      `.heroku/python/lib/${execFileSync('ls', [path.join(built, '.heroku/python/lib')])
        .toString()
        .trim()}/site-packages`

    it('with scripts of every form, editable packages and links', async () => {
      build({Procfile: 'web: x\n', 'src/mine.py': 'VALUE = "mine"\n'})
      const code = 'import sys, mine\nprint(mine.VALUE, sys.prefix)\n'
      program('short', `#!${home()}/bin/python\n${code}`)
      program('long', `#!/bin/sh\n'''exec' "${home()}/bin/python" "$0" "$@"\n' '''\n${code}`)
      program('of-uv', `#!/bin/sh\n'''exec' '${home()}/bin/python' "$0" "$@"\n' '''\n${code}`)
      writeFileSync(path.join(built, sitePackages(), 'mine.pth'), `${built}/src\n`)
      mkdirSync(path.join(built, '.heroku/python/pipenv/bin'), {recursive: true})
      symlinkSync(path.join(home(), 'bin/short'), path.join(built, '.heroku/python/pipenv/bin/linked'))
      await write()
      renameSync(path.join(root, 'cache'), path.join(root, 'gone'))
      for (const name of ['bin/short', 'bin/long', 'bin/of-uv', 'pipenv/bin/linked'])
        assert.equal(execFileSync(out('.heroku/python', name), {encoding: 'utf8'}), `mine ${out('.heroku/python')}\n`, name)
      // grep ends with 1 where it finds nothing.
      assert.throws(() => execFileSync('grep', ['-rIl', `${root}/cache`, out()]), {status: 1})
    })

    it('with a profile script that leaves the stable place alone: another build may be using it', async () => {
      build()
      const machine = {place: {seen: {app, build: built}}}
      writeFiles(built, {'.profile.d/python.sh': pythonScript({data: {}, interpreter: null, machine, manager: 'pip'})})
      await write([{command: 'python -c "import sys; print(sys.prefix)"', type: 'web'}])
      const before = readlinkSync(home())
      assert.equal(run(['web']), `${out('.heroku/python')}\n`)
      assert.equal(readlinkSync(home()), before)
      assert.ok(!readdirSync(out('.heroku/python')).includes('python'))
    })

    it('with the times of files, by which Python knows its compiled ones', async () => {
      build()
      utimesSync(path.join(built, 'app.py'), 1_600_000_000, 1_600_000_000)
      await write()
      assert.equal(statSync(out('app.py')).mtimeMs, 1_600_000_000_000)
    })

    it('and leaves binary files byte for byte', async () => {
      build()
      const bytes = Buffer.concat([Buffer.from([0x7f, 0x45, 0xff, 0xfe, 0]), Buffer.from(home())])
      writeFileSync(path.join(built, '.heroku/python/bin/binary'), bytes)
      await write()
      assert.deepEqual(readFileSync(out('.heroku/python/bin/binary')), bytes)
    })
  })

  describe('takes', () => {
    it('a new folder, an empty one, and one with an earlier output', async () => {
      build()
      await write()
      build({'app.py': 'APP = 2\n', 'new/file.py': ''})
      await write()
      assert.equal(readFileSync(out('app.py'), 'utf8'), 'APP = 2\n')
      build({'app.py': 'APP = 3\n'})
      await write()
      assert.deepEqual(
        Object.keys(snapshotFolder(out())).filter((name) => !name.startsWith('.heroku/')),
        ['.heroku-python-build.json', 'app.py', 'run'],
      )
      mkdirSync(path.join(root, 'empty'))
      await write(WEB, path.join(root, 'empty'))
    })

    it('an earlier output with empty folders: those that are still empty go', async () => {
      build()
      for (const folder of ['empty/inside', 'kept', 'used']) mkdirSync(path.join(built, folder), {recursive: true})
      await write()
      writeFileSync(out('used/upload.txt'), 'mine')
      build()
      mkdirSync(path.join(built, 'kept'))
      await write()
      const there = readdirSync(out()).filter((name) => ['empty', 'kept', 'used'].includes(name))
      assert.deepEqual(there.sort(), ['kept', 'used'])
      assert.deepEqual(readdirSync(out('used')), ['upload.txt'])
    })

    it('an earlier output that was interrupted', async () => {
      build()
      await write()
      const [name] = readdirSync(machine().recordsFolder)
      const record = path.join(machine().recordsFolder, name!)
      writeFileSync(record, JSON.stringify({...JSON.parse(readFileSync(record, 'utf8')), complete: false}))
      writeFileSync(out('app.py'), 'APP =')
      await write()
      assert.equal(readFileSync(out('app.py'), 'utf8'), 'APP = 1\n')
    })

    it("an earlier output, and keeps what an app's run has left in it", async () => {
      build({'app.py': '', 'data/seed.json': ''})
      await write()
      writeFiles(out(), {'data/db.sqlite3': 'rows', 'notes.txt': 'mine'})
      build()
      await write()
      assert.equal(readFileSync(out('data/db.sqlite3'), 'utf8'), 'rows')
      assert.equal(readFileSync(out('notes.txt'), 'utf8'), 'mine')
      assert.throws(() => readFileSync(out('data/seed.json')))
    })
  })

  describe('refuses, and changes nothing', () => {
    const refused = async (expected: Record<string, unknown>, folder = out(), from = source) => {
      const before = snapshotFolder(root)
      const open = async () => {
        const output = await openOutput(folder, from, machine())
        await output.write({alsoKnownAs: [app], folder: built, kind: 'classic' as const, processTypes: WEB}, NEVER)
      }

      await assert.rejects(open(), problem({...expected, path: folder}))
      assert.deepEqual(snapshotFolder(root), before)
    }

    it('a file, a folder of somebody else, and one with a marker that is not ours', async () => {
      build()
      writeFiles(root, {file: '', 'foreign/keep.txt': 'mine', 'marked/.heroku-python-build.json': '[]'})
      await refused({id: 'output-in-the-way', what: 'file'}, path.join(root, 'file'))
      for (const name of ['foreign', 'marked'])
        await refused({id: 'output-in-the-way', what: 'foreign-folder'}, path.join(root, name))
    })

    it('the source, what is around it, and a place in a source that is read from disk', async () => {
      build()
      writeFiles(root, {'project/app/app.py': ''})
      const from = {dirty: false, path: path.join(root, 'project/app')}
      for (const name of ['project/app', 'project'])
        await refused({id: 'output-in-the-way', what: 'around-source'}, path.join(root, name), from)
      const inside = path.join(root, 'project/app/out')
      await refused({id: 'output-in-the-way', what: 'in-source'}, inside, {...from, dirty: true})
      await openOutput(inside, from, machine())
    })

    it('a path that no script can hold', async () => {
      build()
      await refused({id: 'output-in-the-way', what: 'odd-name'}, path.join(root, 'it"s'))
    })

    it('files that somebody changed, and those that stand where the build has new ones', async () => {
      build({'app.py': '', 'settings.py': ''})
      await write()
      writeFileSync(out('settings.py'), 'DEBUG = True\n')
      await refused({changed: ['settings.py'], id: 'output-changed'})
      writeFileSync(out('settings.py'), '')
      writeFileSync(out('db.sqlite3'), 'rows')
      build({'app.py': '', 'db.sqlite3': 'seed'})
      await refused({changed: ['db.sqlite3'], id: 'output-changed'})
    })

    it('what somebody has put there, or changed there, while the app was built', async () => {
      build()
      const first = await openOutput(out(), source, machine())
      const second = await openOutput(out(), source, machine())
      const tree = {alsoKnownAs: [app], folder: built, kind: 'classic' as const, processTypes: WEB}
      writeFiles(out(), {'mine.txt': 'mine'})
      await assert.rejects(first.write(tree, NEVER), problem({id: 'output-in-the-way', path: out(), what: 'foreign-folder'}))
      rmSync(out('mine.txt'))
      await first.write(tree, NEVER)
      writeFileSync(out('app.py'), 'APP = 2\n')
      await assert.rejects(second.write(tree, NEVER), problem({changed: ['app.py'], id: 'output-changed', path: out()}))
      assert.equal(readFileSync(out('app.py'), 'utf8'), 'APP = 2\n')
    })

    const MARKER = '.heroku-python-build.json'

    it('a marker that came with a repository, whatever it says', async () => {
      build()
      writeFiles(root, {'mine.txt': 'mine'})
      const id = '0dc0ffee-0000-4000-8000-000000000000'
      for (const name of ['../mine.txt', 'a/../../mine.txt', path.join(root, 'mine.txt'), 'app.py'])
        for (const extra of [{}, {id}, {id: '../../../etc/passwd'}, {id: [id]}]) {
          const marker = {...extra, complete: false, files: {[name]: ''}, path: out()}
          writeFiles(out(), {[MARKER]: JSON.stringify(marker), 'app.py': 'mine'})
          await refused({id: 'output-in-the-way', what: 'foreign-folder'})
        }
    })

    it('an output of this command that was copied elsewhere, as by a commit: others may have changed it', async () => {
      build()
      await write()
      execFileSync('cp', ['-R', out(), path.join(root, 'copy')])
      await refused({id: 'output-in-the-way', what: 'foreign-folder'}, path.join(root, 'copy'))
    })

    it('links that took the place of its folders: what they lead to is not touched', async () => {
      const files = {'app.py': '', 'lib/mine.txt': 'built'}
      for (const linked of ['lib', '.heroku', '.heroku/python']) {
        build(files)
        await write()
        writeFiles(root, {'outside/mine.txt': 'mine', 'outside/python/mine.txt': 'mine'})
        renameSync(out(linked), path.join(root, 'was'))
        symlinkSync(path.join(root, 'outside'), out(linked))
        await refused({changed: [linked], id: 'output-changed'})
        rmSync(out(), {recursive: true})
        rmSync(path.join(root, 'was'), {recursive: true})
      }
    })

    it('a link in place of a folder that only the new build has', async () => {
      build()
      await write()
      writeFiles(root, {'outside/mine.txt': 'mine'})
      symlinkSync(path.join(root, 'outside'), out('lib'))
      build({...SOURCE, 'lib/mine.txt': 'built'})
      await refused({changed: ['lib'], id: 'output-changed'})
    })

    it('a link that the source has, to a folder outside of it', async () => {
      build()
      writeFiles(root, {'empty/inner': {folder: true}, 'project/app/app.py': '', 'project/app/out': {link: '../../empty/inner'}})
      const from = {dirty: false, path: path.join(root, 'project/app')}
      for (const name of ['project/app/out', 'project/app/out/new'])
        await refused({id: 'output-in-the-way', what: 'linked'}, path.join(root, name), from)
    })
  })

  describe('its run script', () => {
    it('lists the process types, and knows no others', async () => {
      build()
      await write([...WEB, {command: `echo 'it''s' %s`, type: 'worker-2'}])
      assert.equal(
        run([]),
        `Process types:\n  web       python -c "print(1)"\n  worker-2  echo 'it''s' %s\n\nTo start one: ./run TYPE. To run any command: ./run -- COMMAND\nTo check one as on a dyno: ./run --check TYPE\n`,
      )
      assert.throws(() => run(['nothing']), /No process type nothing/)
      assert.throws(() => run(['--']), {status: 2})
    })

    it('starts a type as a dyno does: the folder is HOME, scripts are read, PORT is set, no other Python shows', async () => {
      build({
        '.profile': 'export FROM_PROFILE="$FROM_SCRIPT again"\n',
        '.profile.d/a.sh': 'export FROM_SCRIPT=yes PATH="$HOME/.heroku/python/bin:$PATH"\n',
      })
      const code =
        'import os, sys; print(os.getcwd() == os.environ["HOME"], sys.prefix, os.environ["PORT"], os.environ["FROM_PROFILE"], os.environ.get("PYTHONPATH"))'
      await write([{command: `python -c '${code}'`, type: 'web'}])
      const leaking = {PYTHONHOME: '/elsewhere', PYTHONPATH: '/elsewhere'}
      assert.equal(run(['web'], leaking), `True ${out('.heroku/python')} 5000 yes again None\n`)
      assert.match(run(['web'], {PORT: '8123'}), / 8123 /)
      assert.equal(run(['--', 'python', '-c', 'import sys; print(sys.argv[1:])', 'a b', '$c']), "['a b', '$c']\n")
    })

    it('becomes the process, so that signals reach it', async () => {
      build({'.profile.d/a.sh': 'export PATH="$HOME/.heroku/python/bin:$PATH"\n'})
      await write([{command: `python -uc 'import os, signal; print(os.getpid(), flush=True); signal.pause()'`, type: 'web'}])
      const child = spawn(out('run'), ['web'], {stdio: ['ignore', 'pipe', 'inherit']})
      const [first] = (await once(child.stdout, 'data')) as [Buffer]
      assert.equal(Number(String(first)), child.pid)
      child.kill('SIGTERM')
      assert.deepEqual(await once(child, 'exit'), [null, 'SIGTERM'])
    })

    it('has another name where the app has a file, or a folder, of that name', async () => {
      for (const file of ['run', 'run/me.py']) {
        build({[file]: 'of the app'})
        assert.equal(await write(WEB, path.join(root, file.replace('/', '-'))), 'heroku-run')
        assert.equal(readFileSync(path.join(root, file.replace('/', '-'), file), 'utf8'), 'of the app')
      }
    })
  })
})
