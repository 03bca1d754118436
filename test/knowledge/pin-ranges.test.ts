import assert from 'node:assert/strict'

import {lazyRequire} from '../../src/common/lazy-require.js'
import {rangesOf} from '../../src/knowledge/pin-ranges.js'
import data from '../../src/knowledge/pin-ranges.json' with {type: 'json'}

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

describe('knowledge: what versions ask of others', () => {
  it('holds specifiers only', () => {
    for (const [distribution, rows] of Object.entries(data.ranges)) {
      assert.match(distribution, /^[a-z\d]+(?:-[a-z\d]+)*$/)
      for (const [versions, requirements] of rows as [string, string][]) {
        assert.ok(pep440().validRange(versions), `${distribution} ${versions}`)
        for (const requirement of requirements.split(' ')) {
          const [, name, specifier] = /^([a-z\d-]+)(.+)$/.exec(requirement)!
          assert.notEqual(name, distribution)
          assert.ok(pep440().validRange(specifier!), requirement)
        }
      }
    }
  })

  it('knows what a version of Flask asks for, and nothing of a version that nobody looked at', () => {
    const werkzeug = (version: string) =>
      rangesOf('flask', version).find(({distribution}) => distribution === 'werkzeug')?.specifier
    assert.equal(werkzeug('3.1.1'), '>=3.1')
    assert.equal(werkzeug('2.3.2'), '>=2.3.0')
    assert.equal(werkzeug('9.0'), undefined)
    assert.deepEqual(rangesOf('of-nobody', '1.0'), [])
  })

  it('knows which releases go in step', () => {
    assert.deepEqual(rangesOf('boto3', '1.26.165'), [{distribution: 'botocore', specifier: '>=1.29.165,<1.30.0'}])
    assert.deepEqual(rangesOf('boto3', '1.34.5'), [{distribution: 'botocore', specifier: '>=1.34.5,<1.35.0'}])
    assert.deepEqual(rangesOf('torchvision', '0.19.1'), [{distribution: 'torch', specifier: '==2.4.1'}])
    assert.deepEqual(rangesOf('boto3', 'latest'), [])
  })
})
