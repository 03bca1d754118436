import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'

import {askForNames, type NamesFile, wrongNames} from '../../scripts/stdlib-probe.js'
import {isOlder} from '../../src/knowledge/python-order.js'
import nameData from '../../src/knowledge/stdlib-names.json' with {type: 'json'}
import {
  isStandardModule,
  KNOWN_PYTHONS,
  leavingBetween,
  leftModule,
  leftName,
  standardModules,
  successorOfPython2Module,
} from '../../src/knowledge/stdlib.js'
import {skip} from '../support/skip.js'
import {interpreters} from './interpreters.js'

const names = nameData.names as object as NamesFile['names']

describe('knowledge: the standard library', () => {
  it('equals what the interpreters of this machine say', function () {
    const found = [...interpreters()].filter(([version]) => KNOWN_PYTHONS.includes(version))
    if (found.length === 0) skip(this, 'no Python from 3.10 on is on this machine')
    for (const [version, python] of found) {
      const code = 'import json, sys; print(json.dumps(sorted(sys.stdlib_module_names)))'
      const modules = JSON.parse(execFileSync(python, ['-c', code], {encoding: 'utf8'})) as string[]
      assert.deepEqual([...standardModules(version)].sort(), modules, `Python ${version}`)
    }
  })

  it('knows no removed name that an interpreter contradicts', function () {
    const found = interpreters()
    if (found.size === 0) skip(this, 'no Python is on this machine')
    assert.deepEqual(wrongNames(found, names, isOlder), [])
  })

  it('would see a name that is still there', function () {
    const newest = [...interpreters()].find(([version]) => !isOlder(version, '3.10'))
    if (!newest) skip(this, 'no Python from 3.10 on is on this machine')
    const wrong = {collections: {OrderedDict: ['3.10', null] as [string, null]}}
    assert.deepEqual(askForNames(newest[1], wrong), {collections: {OrderedDict: true}})
    assert.match(wrongNames(new Map([newest]), wrong, isOlder).join('\n'), /collections\.OrderedDict: said to go in 3\.10/)
  })

  it('has modules come and go with the version', () => {
    assert.ok(isStandardModule('cgi', '3.12'))
    assert.ok(!isStandardModule('cgi', '3.13'))
    assert.ok(!isStandardModule('tomllib', '3.10'))
    assert.ok(isStandardModule('tomllib', '3.11'))
    assert.ok(isStandardModule('compression', '3.14'))
    assert.ok(!isStandardModule('requests', '3.13'))
    // No object's own properties.
    assert.ok(!isStandardModule('constructor', '3.13'))
  })

  it('takes a version outside the known ones for the nearest', () => {
    assert.deepEqual(standardModules('3.9'), standardModules('3.10'))
    assert.deepEqual(standardModules('3.99'), standardModules(KNOWN_PYTHONS.at(-1)!))
  })

  it('says since when a module is gone, and what brings it back', () => {
    assert.deepEqual(leftModule('distutils', '3.12'), {
      module: 'distutils',
      removedIn: '3.12',
      instead: 'setuptools',
      distributions: ['setuptools', 'standard-distutils'],
    })
    assert.equal(leftModule('distutils', '3.11'), undefined)
    assert.equal(leftModule('formatter', '3.13')?.removedIn, '3.10')
    assert.equal(leftModule('os', '3.14'), undefined)
    assert.equal(leftModule('toString', '3.14'), undefined)
  })

  it('says since when a name is gone', () => {
    assert.deepEqual(leftName('collections', 'Mapping', '3.13'), {
      module: 'collections',
      name: 'Mapping',
      removedIn: '3.10',
      instead: 'collections.abc.Mapping',
    })
    assert.equal(leftName('collections', 'Mapping', '3.9'), undefined)
    assert.equal(leftName('collections', 'OrderedDict', '3.13'), undefined)
    assert.equal(leftName('collections', 'toString', '3.13'), undefined)
    assert.equal(leftName('ast', 'Str', '3.13'), undefined)
    assert.equal(leftName('ast', 'Str', '3.14')?.instead, 'ast.Constant')
  })

  it('lists what goes between two versions, and nothing outside of them', () => {
    const {modules, names: gone} = leavingBetween('3.11', '3.12')
    assert.deepEqual(
      modules.map(({module}) => module).filter((module) => !module.startsWith('_')),
      ['asynchat', 'asyncore', 'distutils', 'imp', 'smtpd'],
    )
    assert.ok(gone.some(({module, name}) => module === 'ssl' && name === 'wrap_socket'))
    assert.ok(gone.every(({removedIn}) => removedIn === '3.12'))
    assert.deepEqual(leavingBetween('3.13', '3.13'), {modules: [], names: []})
  })

  it('knows the modules of Python 2 that Python 3 has under another name', () => {
    assert.equal(successorOfPython2Module('urllib2'), 'urllib.request')
    assert.equal(successorOfPython2Module('user'), null)
    assert.equal(successorOfPython2Module('urllib'), undefined)
    assert.equal(successorOfPython2Module('valueOf'), undefined)
  })

  it('calls no module of a known Python one of Python 2', () => {
    for (const python of KNOWN_PYTHONS) {
      const both = [...standardModules(python)].filter((module) => successorOfPython2Module(module) !== undefined)
      assert.deepEqual(both, [])
    }
  })
})
