import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {createServer, type Server} from 'node:http'
import {readFile} from 'node:fs/promises'
import path from 'node:path'

import type {Project} from '../../../src/project/project.js'
import type {ReadOptions} from '../../../src/project/read-project.js'
import type {Processes} from '../../../src/system/processes.js'

import {firSource} from '../../../src/project/fir-source.js'
import {takeSnapshot} from '../../../src/local-build/source/snapshot.js'
import {realSystem} from '../../../src/system/real-system.js'
import {realWorkspaces} from '../../../src/system/workspaces.js'
import {problem, read, TemporaryFolders, type TestFiles, type TestRepository, writeFiles} from '../../support/repository.js'
import {snapshotFolder} from '../../support/snapshot-folder.js'

const FILES: TestFiles = {
  '.slugignore': '*.md\n/docs/\n',
  'app.py': 'print()',
  'bin/hook': '#!/bin/sh',
  'docs/index.html': '',
  'link-in': {link: 'app.py'},
  'link-out': {link: '../../../etc/passwd'},
  'README.md': '',
  'src/umläut ü.py': 'x',
}

const EXPECTED = {
  '.slugignore': '644 *.md\n/docs/\n',
  'app.py': '644 print()',
  'bin/hook': '755 #!/bin/sh',
  'link-in': 'link to app.py',
  'link-out': 'link to ../../../etc/passwd',
  'src/umläut ü.py': '644 x',
}

describe('the source in the build folder', () => {
  const folders = new TemporaryFolders()
  let repository: TestRepository

  beforeEach(() => {
    repository = folders.repository()
    repository.write(FILES)
    chmodSync(path.join(repository.folder, 'bin/hook'), 0o755)
    repository.commit()
  })

  afterEach(() => folders.remove())

  /** What a build would get: path → mode and contents. Whatever happens, the source stays as it is. */
  async function snapshot(cwd: string, options: Partial<ReadOptions> & {fir?: true} = {}, signal = new AbortController().signal) {
    const place = folders.make({'build/.keep': ''})
    const folder = path.join(place, 'build')
    rmSync(path.join(folder, '.keep'))
    const before = state(cwd)
    const {fir, ...reading} = options
    const project = await read(cwd, reading)
    try {
      await takeSnapshot(fir ? firSource(project) : project, folder, {
        ...realSystem,
        env: process.env,
        signal,
        workspaces: realWorkspaces,
      })
      assert.ok(!existsSync(path.join(folder, '.git')))
      return snapshotFolder(folder)
    } finally {
      assert.deepEqual(execFileSync('ls', ['-A', place]).toString(), 'build\n')
      assert.deepEqual(state(cwd), before)
    }
  }

  function state(folder: string): string {
    return execFileSync('find', ['.', '-type', 'f', '-exec', 'sha1sum', '{}', '+'], {cwd: folder}).toString()
  }

  it('is the commit, less what .slugignore names', async () => {
    repository.write({'app.py': 'changed', 'new.py': ''})
    assert.deepEqual(await snapshot(repository.folder), EXPECTED)
  })

  it('is the whole commit on Fir, and the whole disk', async () => {
    const whole = {...EXPECTED, 'docs/index.html': '644 ', 'README.md': '644 '}
    assert.deepEqual(await snapshot(repository.folder, {fir: true}), whole)
    repository.write({'new.md': ''})
    assert.deepEqual(await snapshot(repository.folder, {dirty: true, fir: true}), {...whole, 'new.md': '644 '})
    rmSync(path.join(repository.folder, '.git'), {recursive: true})
    const folder = await snapshot(repository.folder, {fir: true, wholeFolder: true})
    assert.equal(folder['docs/index.html'], '644 ')
  })

  it('is another commit', async () => {
    repository.commit({'app.py': 'second', 'new.py': ''})
    assert.deepEqual(await snapshot(repository.folder, {ref: 'HEAD~1'}), EXPECTED)
  })

  it('is on disk, with --dirty: tracked, and untracked but not ignored', async () => {
    repository.write({'.gitignore': 'ignored/\n', 'app.py': 'changed', 'docs/more.html': '', 'ignored/x': '', 'new.py': ''})
    rmSync(path.join(repository.folder, 'link-in'))
    const found = await snapshot(repository.folder, {dirty: true})
    const changed = {'.gitignore': '644 ignored/\n', 'app.py': '644 changed', 'new.py': '644 '}
    assert.ok(!('link-in' in found))
    assert.deepEqual({...found, 'link-in': EXPECTED['link-in']}, {...EXPECTED, ...changed})
  })

  it('is a folder that is no repository, with all that is in it', async () => {
    rmSync(path.join(repository.folder, '.git'), {recursive: true})
    writeFiles(repository.folder, {
      'env/lib/x.py': '',
      'env/pyvenv.cfg': '',
      'lib/.git/config': '',
      'node_modules/x/README.md': '',
    })
    writeFiles(repository.folder, {'node_modules/x/index.js': ''})
    const more = {'env/lib/x.py': '644 ', 'env/pyvenv.cfg': '644 ', 'node_modules/x/index.js': '644 '}
    assert.deepEqual(await snapshot(repository.folder), {...EXPECTED, ...more})
  })

  it('is a folder of a repository', async () => {
    repository.commit({'backend/app.py': 'b', 'backend/lib/x.py': 'x'})
    const expected = {'app.py': '644 b', 'lib/x.py': '644 x'}
    const cwd = path.join(repository.folder, 'backend')
    assert.deepEqual(await snapshot(cwd, {source: '.'}), expected)
    assert.deepEqual(await snapshot(cwd, {dirty: true, source: '.'}), expected)
  })

  it('is of a bare repository, a linked working tree, and one with SHA-256', async () => {
    const bare = folders.make()
    repository.git('clone', '--quiet', '--bare', repository.folder, bare)
    assert.deepEqual(await snapshot(bare), EXPECTED)
    const tree = path.join(folders.make(), 'tree')
    repository.git('worktree', 'add', '--quiet', tree)
    assert.deepEqual(await snapshot(tree), EXPECTED)
    const other = folders.repository()
    rmSync(path.join(other.folder, '.git'), {recursive: true})
    other.git('init', '--quiet', '--object-format=sha256', '--template=')
    other.commit({'app.py': 'x'})
    assert.deepEqual(await snapshot(other.folder), {'app.py': '644 x'})
  })

  it('has the bytes that git stores, and runs nothing of the repository’s', async () => {
    const ran = path.join(folders.make(), 'ran')
    const attributes = '*.txt text eol=crlf\n*.id ident\n*.x filter=evil\nsecret.py export-ignore\n*.sub export-subst\n'
    repository.commit({
      '.gitattributes': attributes,
      'a.txt': 'one\ntwo\n',
      'b.id': '$Id$\n',
      'c.sub': '$Format:%H$\n',
      'crlf.py': 'a\r\nb\r\n',
      'd.x': 'stored',
      'secret.py': '',
    })
    repository.git('config', 'filter.evil.smudge', `touch ${ran}; cat`)
    repository.git('config', 'filter.evil.required', 'true')
    repository.git('config', 'core.autocrlf', 'true')
    repository.git('config', 'core.fsmonitor', `touch ${ran}`)
    const hook = path.join(repository.folder, '.git/hooks/post-checkout')
    mkdirSync(path.dirname(hook), {recursive: true})
    writeFileSync(hook, `#!/bin/sh\ntouch ${ran}\n`, {mode: 0o755})
    assert.deepEqual(await snapshot(repository.folder), {
      ...EXPECTED,
      '.gitattributes': `644 ${attributes}`,
      'a.txt': '644 one\ntwo\n',
      'b.id': '644 $Id$\n',
      'c.sub': '644 $Format:%H$\n',
      'crlf.py': '644 a\r\nb\r\n',
      'd.x': '644 stored',
      'secret.py': '644 ',
    })
    assert.ok(!existsSync(ran))
  })

  it('has names that are no text', async () => {
    const name = Buffer.from([0x61, 0xff, 0x2e, 0x70, 0x79])
    writeFileSync(Buffer.concat([Buffer.from(`${repository.folder}/`), name]), 'bytes')
    repository.commit()
    for (const options of [{}, {dirty: true}]) {
      const place = folders.make()
      const project = await read(repository.folder, options)
      const signal = new AbortController().signal
      const folder = path.join(place, 'build')
      mkdirSync(folder)
      await takeSnapshot(project, folder, {...realSystem, env: process.env, signal, workspaces: realWorkspaces})
      assert.equal((await readFile(Buffer.concat([Buffer.from(`${folder}/`), name]))).toString(), 'bytes')
    }
  })

  it('is never written to through a link, nor read through one', async () => {
    const outside = folders.make({'secret.py': 'secret'})
    repository.commit({'lib/secret.py': 'mine'})
    rmSync(path.join(repository.folder, 'lib'), {recursive: true})
    symlinkSync(outside, path.join(repository.folder, 'lib'))
    assert.equal((await snapshot(repository.folder, {dirty: true})).lib, `link to ${outside}`)
    assert.deepEqual(snapshotFolder(outside), {'secret.py': '644 secret'})
  })

  it('is not made of a commit whose names lead out of it', async () => {
    const blob = repository.gitWithInput('evil', 'hash-object', '-w', '--stdin')
    for (const name of ['..', '.git', '.']) {
      const tree = repository.gitWithInput(`100644 blob ${blob}\t${name}\0`, 'mktree', '-z')
      const commit = repository.git('commit-tree', tree, '-m', 'evil')
      const error = await snapshot(repository.folder, {ref: commit}).catch((error: unknown) => error)
      assert.match(JSON.stringify(error), /git-failed/, name)
    }
  })

  it('is not made of a damaged repository', async () => {
    const oid = repository.git('rev-parse', 'HEAD:src/umläut ü.py')
    rmSync(path.join(repository.folder, '.git/objects', oid.slice(0, 2), oid.slice(2)))
    // It is no file whose contents the prediction reads first.
    const error = await snapshot(repository.folder).catch((error: unknown) => error)
    assert.match(JSON.stringify(error), /git-failed/)
  })

  it('takes as many programs for 5,000 files as for a few', async () => {
    const few = [await read(repository.folder), await read(repository.folder, {dirty: true})]
    const counts = [await programsFor(few[0]!), await programsFor(few[1]!)]
    const many = Object.fromEntries(
      Array.from({length: 5000}, (_, index) => [`src/p${index % 50}/f${index}.py`, `x = ${index}\n`]),
    )
    repository.commit(many)
    assert.equal(await programsFor(await read(repository.folder)), counts[0])
    assert.equal(await programsFor(await read(repository.folder, {dirty: true})), counts[1])
  })

  /** How many programs are started for a snapshot. */
  async function programsFor(project: Project): Promise<number> {
    const folder = path.join(folders.make(), 'build')
    mkdirSync(folder)
    let count = 0
    const processes: Processes = {
      async run(...args) {
        count++
        return realSystem.processes.run(...args)
      },
      async stream(...args) {
        count++
        return realSystem.processes.stream(...args)
      },
    }
    const signal = new AbortController().signal
    await takeSnapshot(project, folder, {...realSystem, env: process.env, processes, signal, workspaces: realWorkspaces})
    return count
  }

  describe('with submodules', () => {
    let server: Server
    let url: string
    let served: string
    let library: TestRepository

    beforeEach(async () => {
      served = folders.make()
      server = createServer((request, response) => {
        readFile(path.join(served, new URL(request.url!, 'http://x').pathname)).then(
          (bytes) => response.end(bytes),
          () => response.writeHead(404).end(),
        )
      })
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve)
      })
      url = `http://127.0.0.1:${(server.address() as {port: number}).port}`
      library = folders.repository({'lib.py': 'first', 'README.md': ''})
    })

    afterEach(() => server.close())

    /** Puts a repository where git finds it over HTTP. */
    function serve(name: string, from: TestRepository): void {
      from.git('clone', '--quiet', '--bare', from.folder, path.join(served, name))
      from.git('--git-dir', path.join(served, name), 'update-server-info')
    }

    function addSubmodule(to: TestRepository, below: string, address: string): void {
      to.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', address, below)
      to.commit()
    }

    it('of which git has the commit', async () => {
      addSubmodule(repository, 'vendor/lib', library.folder)
      library.commit({'lib.py': 'second'})
      const expected = {'.gitmodules': await gitmodules(), 'vendor/lib/lib.py': '644 first'}
      assert.deepEqual(await snapshot(repository.folder), {...EXPECTED, ...expected})
      assert.deepEqual(await snapshot(repository.folder, {dirty: true}), {...EXPECTED, ...expected})
    })

    async function gitmodules(): Promise<string> {
      return `644 ${await readFile(path.join(repository.folder, '.gitmodules'), 'utf8')}`
    }

    it('that were never fetched here, in one another, by relative address', async () => {
      const inner = folders.repository({'inner.py': 'inner'})
      serve('inner.git', inner)
      nameSubmodule(library, 'deep', '../inner.git', inner)
      serve('library.git', library)
      nameSubmodule(repository, 'lib', `${url}/library.git`, library)
      // A clone without submodules.
      const clone = folders.make()
      repository.git('clone', '--quiet', repository.folder, clone)
      const found = await snapshot(clone)
      assert.equal(found['lib/lib.py'], '644 first')
      assert.equal(found['lib/deep/inner.py'], '644 inner')
      assert.ok(!('lib/README.md' in found), '.slugignore counts there too')
    })

    it('whose commit nobody has', async () => {
      serve('library.git', library)
      const commit = library.commit({'lib.py': 'never pushed'})
      nameSubmodule(repository, 'lib', `${url}/library.git`, library)
      await assert.rejects(
        snapshot(repository.folder),
        problem({id: 'submodule-not-fetched', message: `${url}/library.git has no commit ${commit}.`, path: 'lib'}),
      )
    })

    it('whose address runs programs or reads files: they are not fetched', async () => {
      const ran = path.join(folders.make(), 'ran')
      for (const address of [
        `ext::touch ${ran}`,
        library.folder,
        `file://${library.folder}`,
        `../../../../../../../..${library.folder}`,
        '--upload-pack=touch',
        `ssh://-oProxyCommand=touch%20${ran}/x`,
        `-oProxyCommand=touch ${ran}:x`,
        `git://127.0.0.1:1/x\n[core]sshCommand=touch ${ran}`,
        'fd::0',
        'http://[::1',
        `http://127.0.0.1:1/${'x'.repeat(100_000)}`,
      ]) {
        nameSubmodule(repository, 'lib', address, library)
        const error = await snapshot(repository.folder).catch((error: unknown) => error)
        assert.match(JSON.stringify(error), /submodule-not-fetched/, address.slice(0, 200))
      }

      assert.ok(!existsSync(ran))
    })

    /** Records another repository's last commit, without having it. */
    function nameSubmodule(to: TestRepository, below: string, address: string, other: TestRepository): void {
      rmSync(path.join(to.folder, '.gitmodules'), {force: true})
      to.git('config', '-f', '.gitmodules', `submodule.${below}.path`, below)
      to.git('config', '-f', '.gitmodules', `submodule.${below}.url`, address)
      to.git('update-index', '--add', '--cacheinfo', `160000,${other.git('rev-parse', 'HEAD')},${below}`)
      to.git('add', '.gitmodules')
      to.git('commit', '--quiet', '--message=submodule')
    }

    it('are not put behind a link, as one is where a disk takes `Lib` and `lib` for the same name', async () => {
      const outside = folders.make()
      serve('library.git', library)
      symlinkSync(outside, path.join(repository.folder, 'Lib'))
      repository.commit()
      nameSubmodule(repository, 'lib/inner', `${url}/library.git`, library)
      const folder = path.join(folders.make(), 'build')
      mkdirSync(folder)
      // What git leaves on such a disk.
      const files = {
        ...realSystem.files,
        async kind(file: string) {
          return file === path.join(folder, 'lib') ? 'symlink' : realSystem.files.kind(file)
        },
      } as const
      const signal = new AbortController().signal
      const machine = {...realSystem, env: process.env, files, signal, workspaces: realWorkspaces}
      const expected = problem({code: 'ELOOP', id: 'source-not-copied', path: folder})
      await assert.rejects(takeSnapshot(await read(repository.folder), folder, machine), expected)
      assert.deepEqual(readdirSync(outside), [])
    })

    it('that .gitmodules does not name: the folder is empty', async () => {
      const commit = library.git('rev-parse', 'HEAD')
      repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},lib`)
      repository.git('commit', '--quiet', '--message=submodule')
      assert.deepEqual(await snapshot(repository.folder), EXPECTED)
    })
  })
})
