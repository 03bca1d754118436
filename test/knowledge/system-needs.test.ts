import assert from 'node:assert/strict'

import {KNOWN_STACKS} from '../../src/knowledge/stack-images.js'
import {goneAptName, missingOn, missingStandardModule, needsOf, needyDependencyOf} from '../../src/knowledge/system-needs.js'
import data from '../../src/knowledge/system-needs.json' with {type: 'json'}

/** What the images lack of all needs of a distribution. */
function lacking(distribution: string, version: null | string, stack: string, fromSource = false): string[] {
  return needsOf(distribution, version).flatMap((need) => missingOn(need, stack, {fromSource})!.map(({name}) => name))
}

describe('knowledge: what packages need of the system', () => {
  it('has opencv-python fail on each stack, and its headless sister on none', () => {
    for (const stack of KNOWN_STACKS) {
      assert.ok(lacking('opencv-python', '4.10.0.84', stack).includes('libgl1'), stack)
      assert.deepEqual(lacking('opencv-python-headless', '4.10.0.84', stack), [])
    }

    assert.deepEqual(lacking('opencv-python', null, 'heroku-24'), ['libgl1'])
  })

  it('derives from the images what is there', () => {
    for (const distribution of [
      'pdf2image',
      'weasyprint',
      'python-magic',
      'cairosvg',
      'wand',
      'python-ldap',
      'mysqlclient',
      'psycopg2',
      'pycairo',
    ]) {
      for (const stack of KNOWN_STACKS) assert.deepEqual(lacking(distribution, null, stack), [], `${distribution} on ${stack}`)
    }

    for (const [distribution, name] of [
      ['pytesseract', 'tesseract-ocr'],
      ['pydub', 'ffmpeg'],
      ['pyaudio', 'portaudio19-dev'],
      ['pyzbar', 'libzbar0'],
      ['m2crypto', 'swig'],
    ]) {
      for (const stack of KNOWN_STACKS)
        assert.ok(lacking(distribution!, null, stack).includes(name!), `${distribution} on ${stack}`)
    }
  })

  it('tells the stacks apart', () => {
    assert.deepEqual(lacking('gitpython', '3.1.43', 'heroku-22'), [])
    assert.deepEqual(lacking('gitpython', '3.1.43', 'heroku-24'), ['git'])
    assert.deepEqual(lacking('pygobject', '3.48.2', 'heroku-24'), [])
    assert.deepEqual(lacking('pygobject', '3.48.2', 'heroku-26'), ['libgirepository1.0-dev'])
    assert.deepEqual(lacking('pygobject', '3.54.0', 'heroku-24'), ['libgirepository-2.0-dev'])
  })

  it('asks for headers only where a package is built', () => {
    assert.deepEqual(lacking('shapely', '2.0.6', 'heroku-24'), [])
    assert.deepEqual(lacking('shapely', '2.0.6', 'heroku-24', true), ['libgeos-dev'])
    assert.deepEqual(lacking('cryptography', '48.0.0', 'heroku-24', true), ['rust'])
    assert.deepEqual(lacking('lxml', '5.3.0', 'heroku-24', true), [])
  })

  it('goes by versions', () => {
    assert.deepEqual(lacking('pygraphviz', '1.14', 'heroku-24'), ['libgraphviz-dev', 'graphviz'])
    assert.deepEqual(lacking('pygraphviz', '2.0.4', 'heroku-24'), [])
    assert.deepEqual(lacking('xmlsec', '1.3.13', 'heroku-24'), ['libxmlsec1-dev'])
    assert.deepEqual(lacking('xmlsec', '1.3.14', 'heroku-24'), [])
    assert.deepEqual(needsOf('xmlsec', 'no version'), [])
  })

  it('names a buildpack where one brings a tool', () => {
    const [need] = needsOf('selenium', '4.25.0')
    assert.equal(need!.breaks, 'call')
    assert.ok(need!.calls!.includes('Chrome'))
    assert.deepEqual(missingOn(need!, 'heroku-24'), [
      {
        buildpack: 'heroku-community/chrome-for-testing',
        image: 'run',
        name: 'chrome',
        what: 'Chrome and chromedriver',
      },
    ])
  })

  it('says nothing of what it does not know', () => {
    assert.deepEqual(needsOf('requests', '2.32.0'), [])
    assert.deepEqual(needsOf('constructor', null), [])
    assert.equal(missingOn(needsOf('pyzbar', null)[0]!, 'container'), undefined)
    assert.equal(needyDependencyOf('requests'), undefined)
    assert.equal(missingStandardModule('json'), undefined)
  })

  it('knows what another package brings, and what the standard library lacks', () => {
    assert.equal(needyDependencyOf('ultralytics'), 'opencv-python')
    assert.equal(missingStandardModule('turtle'), 'tkinter')
  })

  it('knows names that an Aptfile has from an older Ubuntu', () => {
    assert.deepEqual(goneAptName('libgl1-mesa-glx', 'heroku-24'), {gone: '24.04', instead: 'libgl1'})
    assert.equal(goneAptName('libgl1-mesa-glx', 'heroku-22'), undefined)
    assert.equal(goneAptName('libgl1', 'heroku-24'), undefined)
  })

  it('has entries of one form, whose needs are packages or known tools', () => {
    for (const [name, entries] of Object.entries(
      data.needs as Record<string, {run?: string[]; build?: string[]; source: string}[]>,
    )) {
      assert.match(name, /^[a-z\d]+(?:-[a-z\d]+)*$/)
      for (const {build = [], run = [], source} of entries) {
        assert.ok(build.length + run.length > 0, name)
        assert.match(source, /^https?:\/\//)
      }
    }

    for (const [name, needy] of Object.entries(data.via))
      assert.ok(needsOf(needy, null).length + needsOf(needy, '0').length > 0, name)
  })
})
