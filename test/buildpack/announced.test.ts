import assert from 'node:assert/strict'

import {announcementOf} from '../../src/buildpack/announced.js'

const classic = (release: string, version: string) => announcementOf('classic', release, version)?.release

describe('Pythons that are known from release notes only', () => {
  it('are named with the first release whose notes have them', () => {
    assert.deepEqual(
      ['3.15', '3.15.0', '3.15.2', '3.13.18'].map((version) => classic('v351', version)),
      ['v355', 'v359', 'v359', 'v359'],
    )
    assert.equal(announcementOf('cnb', '6.5.6', '3.15')?.release, '6.9.3')
  })

  it('do not reach beyond what the notes name', () => {
    for (const version of ['3.16', '4.0', '3.15.3', '3.13.19', '3.13.99', '3.1', '3.150', '3.10.99', '3.15.٣', '']) {
      assert.equal(classic('v351', version), undefined, version)
    }
  })

  it('are nothing new to a release that is as new as the notes, compared as numbers', () => {
    assert.equal(classic('v355', '3.15'), 'v359')
    for (const release of ['v359', 'v363', 'v1000']) assert.equal(classic(release, '3.15'), undefined, release)
    for (const release of ['6.9.3', '6.10.0', '7.1.0']) assert.equal(announcementOf('cnb', release, '3.15'), undefined, release)
    assert.equal(announcementOf('cnb', '6.9', '3.15')?.release, '6.9.3')
  })
})
