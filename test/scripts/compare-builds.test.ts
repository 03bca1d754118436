import assert from 'node:assert/strict'
import {chmodSync, symlinkSync} from 'node:fs'
import path from 'node:path'

import {compareOutcomes} from '../../scripts/compare-builds/differences.js'
import {appFiles, installedPackages, type Outcome} from '../../scripts/compare-builds/outcome.js'
import {closingTable} from '../../scripts/compare-builds/table.js'
import {TemporaryFolders} from '../support/repository.js'

/** A build on this machine, or of the real buildpack, that differ only in where they ran. */
const REAL: Outcome = {
  addons: [],
  data: {cache_status: 'empty', package_manager: 'pip', total_duration: 3.5},
  declared: [],
  files: {Procfile: 'file 0123'},
  log: [
    '-----> Python app detected',
    '-----> Restoring cache',
    '       Installed in 12 ms from /tmp/build_12345678/libs',
    '       Cloning to /tmp/pip-install-ab/app_0123456789abcdef0123456789abcdef',
    ' !     Error: There is no file.',
    ' !     More.',
    '',
  ].join('\n'),
  packages: ['six==1.16.0'],
  places: [['/tmp/build_12345678', '$BUILD']],
  status: 0,
}
const LOCAL: Outcome = {
  ...REAL,
  data: {...REAL.data, logFile: '/home/me/log', status: 'succeeded', total_duration: 9.5},
  declared: ['python-patch'],
  log: [
    '-----> Python app detected',
    '       (this machine: CPython 3.13.0, from PATH)',
    '-----> Restoring cache',
    '       Installed in 9 ms from /home/me/builds/build_4242-0abc/libs',
    '       Cloning to /tmp/pip-install-cd/app_fedcba9876543210fedcba9876543210',
    ' !     Error: We say it in other words.',
    '',
  ].join('\n'),
  places: [['/home/me/builds/output', '$APP']],
}

const names = (local: Partial<Outcome>, env = {}) => compareOutcomes(REAL, {...LOCAL, ...local}, env).map(({what}) => what)

describe('the comparison of builds', () => {
  describe('of one app', () => {
    it('finds nothing in what both tell, wherever they ran and however long', () => {
      assert.deepEqual(compareOutcomes(REAL, LOCAL, {}), [])
    })

    it('finds what one of them declares nowhere', () => {
      assert.deepEqual(names({declared: []}), ['log lines'])
      assert.deepEqual(names({log: LOCAL.log.replace('libs', 'lib')}), ['log lines'])
      assert.deepEqual(names({log: LOCAL.log.replace('Error:', 'Warning:')}), ['headings'])
      assert.deepEqual(names({log: LOCAL.log.replace('Restoring cache', 'Discarding cache since:\n       - The stack')}), [
        'step lines',
        'cache reasons',
      ])
      assert.deepEqual(names({data: {...LOCAL.data, cache_status: 'reused'}}), ['data: cache_status'])
      assert.deepEqual(names({packages: []}), ['packages'])
      assert.deepEqual(names({files: {}}), ['files'])
      assert.deepEqual(names({addons: ['heroku-postgresql']}), ['add-ons'])
    })

    it('of which one failed leaves out what only a whole build has', () => {
      assert.deepEqual(names({files: {}, packages: [], status: 1}), ['exit status'])
    })

    it("leaves out the config vars' values, which ours masks", () => {
      const [real, local] = [`${REAL.log}       KEY=a-secret\n`, `${LOCAL.log}       KEY=****\n`]
      assert.deepEqual(compareOutcomes({...REAL, log: real}, {...LOCAL, log: local}, {KEY: 'a-secret'}), [])
    })

    it('puts lines together that are declared to be broken in a path', () => {
      const nltk = (...lines: string[]) => `${REAL.log}${lines.map((line) => `       [nltk_data]${line}\n`).join('')}`
      const more = ['   Unzipping corpora/small.zip.', '    | Downloading package small to /tmp/build_12345678/nltk_data.']
      const real = {...REAL, log: nltk(' Downloading package to', '     /tmp/build_12345678/nltk_data...', ...more)}
      const log = nltk(
        ' Downloading package to /home/',
        '     me/build_4242-',
        '     0abc/nltk_data...',
        more[0]!,
        '    | Downloading package small to',
        '    |     /home/me/build_4242-0abc/nltk_data.',
      )
      const declared = ['python-patch', 'build-path']
      assert.deepEqual(compareOutcomes(real, {...LOCAL, declared, log}, {}), [])
      assert.equal(compareOutcomes(real, {...LOCAL, declared, log: log.replace('package', 'other')}, {}).length, 1)
    })

    it('puts a path together that is declared to be too long for its line, and nothing else', () => {
      const long = `/home/me/builds/${'x'.repeat(120)}/requirements.txt`
      const parted = [long.slice(0, 80), long.slice(80)].map((part) => `       ${part}`).join('\n')
      const real = {
        ...REAL,
        log: `${REAL.log}       Collecting six (from -r \n       /tmp/build_12345678/requirements.txt (line 1))\n`,
      }
      const places: Outcome['places'] = [...LOCAL.places, [path.dirname(long), '$BUILD']]
      const declared = ['python-patch', 'build-path']
      const differences = (lines: string) => compareOutcomes(real, {...LOCAL, declared, log: LOCAL.log + lines, places}, {})
      assert.deepEqual(differences(`       Collecting six (from -r \n${parted} (line 1))\n`), [])
      assert.equal(differences(`       Collecting six (from -r \n${parted} (line 2))\n`).length, 1)
      assert.equal(differences(`       Collecting six (from -r\n${parted} (line 1))\n`).length, 1)
    })

    it('puts what uv says of a path and the path together, where that is declared', () => {
      const real = {...REAL, log: '         ├─▶ failed to clone into: /tmp/build_12345678/db\n'}
      const local = {...LOCAL, log: '         ├─▶ failed to clone into:\n         │   /home/me/builds/build_4242-0abc/db\n'}
      const ids = (declared: string[]) => compareOutcomes(real, {...local, declared}, {}).map(({what}) => what)
      assert.deepEqual(ids([]), ['log lines'])
      for (const id of ['build-path', 'temporary-folder']) assert.deepEqual(ids([id]), [], id)
    })

    it('takes for one the folders that a build declares to see under another name', () => {
      const ci = (folder: string) => `-----> Python app detected\n       cwd=${folder}\n`
      const real: Outcome = {...REAL, log: ci('/app'), places: [['/app', '$APP']]}
      const log = ci('/home/me/builds/build_4242-0abc')
      const declared = ['python-patch', 'app-folder']
      assert.deepEqual(compareOutcomes(real, {...LOCAL, declared: ['python-patch'], log}, {}).length, 1)
      assert.deepEqual(compareOutcomes(real, {...LOCAL, declared, log}, {}), [])
    })

    it('counts what differs', () => {
      const difference = {local: 1, real: 0, what: 'exit status'}
      const table = closingTable([
        {build: 1, differences: [], name: 'one'},
        {build: 2, differences: [difference, {...difference, what: 'packages'}], name: 'one'},
        {build: 1, differences: [difference], name: 'other'},
      ])
      assert.match(table, /3 builds, 1 without an undeclared difference\n +2 {2}exit status\n +1 {2}packages/)
    })
  })

  describe('of what a build left', () => {
    const folders = new TemporaryFolders()

    after(() => folders.remove())

    it("is the app's files with what they are, and the installed packages", () => {
      const info = '.heroku/python/lib/python3.13/site-packages/six-1.16.0.dist-info/METADATA'
      const app = folders.make({
        '.profile.d/python.sh': '',
        'a/b.py': 'x = 1\n',
        'a/__pycache__/b.cpython-313.pyc': 'anything',
        'bin/go': '#!/bin/sh\n',
        '.heroku/python/nltk_data/corpora/words.zip': 'words',
        '.cache/uv/archive-v0/aB-3x_9/six.py': 'x = 1\n',
        '.cache/uv/interpreter-v4/0123/4567.msgpack': 'anything',
        '.cache/uv/wheels-v6/pypi/.keep': '',
        [info]: 'Metadata-Version: 2.1\nName: six\nVersion: 1.16.0\n',
      })
      chmodSync(path.join(app, 'bin/go'), 0o755)
      symlinkSync(path.join(app, 'a'), path.join(app, 'link'))
      symlinkSync('../../archive-v0/aB-3x_9', path.join(app, '.cache/uv/wheels-v6/pypi/six'))
      const files = appFiles(app, [[app, '$APP']])
      assert.deepEqual(
        Object.fromEntries(Object.entries(files).map(([name, what]) => [name, what.replace(/ [0-9a-f]{12}$/, ' DIGEST')])),
        {
          '.cache': 'folder',
          '.cache/uv': 'folder',
          '.cache/uv/archive-v0': 'folder',
          '.cache/uv/archive-v0/N': 'folder',
          '.cache/uv/archive-v0/N/six.py': 'file DIGEST',
          '.cache/uv/interpreter-v4': 'folder',
          '.cache/uv/interpreter-v4/0123': 'folder',
          '.cache/uv/interpreter-v4/0123/4567.msgpack': 'file',
          '.cache/uv/wheels-v6': 'folder',
          '.cache/uv/wheels-v6/pypi': 'folder',
          '.cache/uv/wheels-v6/pypi/.keep': 'file',
          '.cache/uv/wheels-v6/pypi/six': 'link to ../../archive-v0/N',
          '.heroku': 'folder',
          '.heroku/python': 'folder',
          '.heroku/python/nltk_data': 'folder',
          '.heroku/python/nltk_data/corpora': 'folder',
          '.heroku/python/nltk_data/corpora/words.zip': 'file DIGEST',
          a: 'folder',
          'a/__pycache__': 'folder',
          'a/__pycache__/b.cpython-313.pyc': 'file',
          'a/b.py': 'file DIGEST',
          bin: 'folder',
          'bin/go': 'program DIGEST',
          link: 'link to $APP/a',
        },
      )
      assert.deepEqual(installedPackages(app), ['six==1.16.0'])
    })
  })
})
