import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {compareFirOutcomes} from '../../scripts/compare-builds/fir/compare.js'
import {keepCachedLayers, launchEnvironment} from '../../scripts/compare-builds/fir/layers.js'
import {readFirLog} from '../../scripts/compare-builds/fir/log.js'
import {kindOfCheckout} from '../../scripts/compare-builds/generation.js'
import type {Outcome} from '../../scripts/compare-builds/outcome.js'
import {TemporaryFolders, writeFiles} from '../support/repository.js'

/** A build of the compiled buildpack, and one on this machine, that differ only in where they ran and in their own words. */
const REAL: Outcome = {
  addons: [],
  data: {failure_reason: null},
  declared: [],
  files: {Procfile: 'file 0123'},
  launch: {LD_LIBRARY_PATH: '/layers/venv/lib:/layers/python/lib', PATH: '/layers/venv/bin:/layers/python/bin:/usr/bin'},
  log: [
    '',
    '[Determining Python version]',
    'Using Python version 3.10 specified in .python-version',
    '',
    '\u{1B}[1m[Warning: Support for Python 3.10 is deprecated]\u{1B}[0m',
    'Upgrade.',
    '',
    '[Installing Python]',
    'Installing Python 3.10.20',
    "WARNING: Running pip as the 'root' user can break things",
    'Prepared 1 package in 12ms',
    ' ~ the-app==1 (from file:///workspace)',
    '',
  ].join('\n'),
  packages: ['six==1.16.0'],
  places: [
    ['/workspace', '$BUILD'],
    ['/layers/venv', '$PYTHON'],
  ],
  status: 0,
}
const LOCAL: Outcome = {
  ...REAL,
  data: {},
  declared: ['build-folder', 'python-layer'],
  files: {...REAL.files, '.heroku': 'folder'},
  launch: {HOME: '/out', PATH: '/out/.heroku/python/bin:/usr/bin', PORT: '5000'},
  log: REAL.log
    .replace('Upgrade.', 'Change the version in .python-version.\nSoon.')
    .replace('12ms', '1.50s')
    .replace(/^ ~.*$/m, ' - the-app==1 (from file:///b/build_1-0a)\n + the-app==1 (from file:///b/build_2-0b)'),
  places: [['/out', '$APP']],
}

const names = (local: Partial<Outcome>) => compareFirOutcomes(REAL, {...LOCAL, ...local}, {}).map(({what}) => what)

describe('the comparison of Fir builds', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  it('knows a checkout by what is in it', () => {
    assert.equal(kindOfCheckout(folders.make({'bin/compile': ''})), 'classic')
    assert.equal(kindOfCheckout(folders.make({'Cargo.toml': '', 'buildpack.toml': ''})), 'cnb')
    assert.equal(kindOfCheckout(folders.make({'Cargo.toml': ''})), undefined)
    assert.equal(kindOfCheckout(folders.make()), undefined)
  })

  it('finds nothing in what both tell, wherever they ran and in whose words', () => {
    assert.deepEqual(compareFirOutcomes(REAL, LOCAL, {}), [])
  })

  it('finds what one of them declares nowhere', () => {
    assert.deepEqual(names({declared: ['build-folder']}), ['launch environment'])
    assert.deepEqual(names({declared: ['python-layer']}), ['log lines'])
    assert.deepEqual(names({log: LOCAL.log.replace('Installing Python', 'Using cached Python')}), ['step lines'])
    assert.deepEqual(names({log: LOCAL.log.replace('[Warning: ', '[')}), ['step lines', 'warnings', 'log lines'])
    assert.deepEqual(names({packages: []}), ['packages'])
    assert.deepEqual(names({files: {...LOCAL.files, '.heroku/x': 'file 1'}}), ['files'])
    assert.deepEqual(names({data: {failure_reason: 'install-dependencies::pip'}, status: 1}), ['exit status', 'failure reason'])
  })

  it('leaves out what an error says but what a program printed, and the values of config vars', () => {
    const log = [
      '[Generating Django static files]',
      'FOO=hunter22',
      '[Error: Unable to inspect Django configuration]',
      'It failed.',
      'Details:',
      'KeyError: hunter22',
      'This indicates there is a problem.',
    ].join('\n')
    assert.deepEqual(readFirLog({...REAL, log}, {FOO: 'hunter22'}), {
      output: ['FOO=****', 'KeyError: ****'],
      steps: ['[Generating Django static files]'],
      warnings: 0,
    })
  })

  it('keeps the layers that are cached, without their types, and reads what a process sees of those for launch', () => {
    const layers = folders.make({})
    const types = (of: string) => `[types]\n${of}\n[metadata]\nversion = "1"\n`
    writeFiles(layers, {
      'pip/bin/pip': '',
      'pip.toml': types('launch = false\nbuild = true\ncache = true'),
      'python/bin/python': '',
      'python/env/PYTHONUNBUFFERED.override': '1',
      'python/env.build/CPATH.prepend': '/x',
      'python/env.launch/LANG.default': 'C',
      'python/lib/x': '',
      'python.toml': types('launch = true\nbuild = true\ncache = true'),
      'venv/bin/x': '',
      'venv/env/VIRTUAL_ENV.override': '/layers/venv',
      'venv.toml': types('launch = true\nbuild = true\ncache = false'),
    })
    assert.deepEqual(launchEnvironment(layers, {LANG: 'en', PATH: '/bin'}), {
      LANG: 'en',
      LD_LIBRARY_PATH: '/layers/python/lib',
      PATH: '/layers/venv/bin:/layers/python/bin:/bin',
      PYTHONUNBUFFERED: '1',
      VIRTUAL_ENV: '/layers/venv',
    })
    keepCachedLayers(layers)
    assert.ok(!existsSync(path.join(layers, 'venv')) && !existsSync(path.join(layers, 'venv.toml')))
    assert.ok(existsSync(path.join(layers, 'pip/bin/pip')))
    assert.equal(readFileSync(path.join(layers, 'python.toml'), 'utf8'), '[metadata]\nversion = "1"\n')
  })
})
