import assert from 'node:assert/strict'

import {builtInReleases} from '../../src/buildpack/release.js'
import {imageDifference, imageHas, imagePackages, KNOWN_STACKS, ubuntuOf} from '../../src/knowledge/stack-images.js'

describe("knowledge: the stacks' images", () => {
  it('knows each stack that the buildpack supports', () => {
    assert.deepEqual(KNOWN_STACKS, builtInReleases.classic.stacks.supported)
  })

  it('has in the build image all that the run image has', () => {
    for (const stack of KNOWN_STACKS) {
      const run = imagePackages(stack, 'run')!
      const build = imagePackages(stack, 'build')!
      assert.ok(run.size > 300)
      assert.ok(build.size > run.size)
      assert.deepEqual(
        [...run].filter((name) => !build.has(name)),
        [],
      )
    }
  })

  it('has headers in the build image alone, and since heroku-24 compilers', () => {
    for (const stack of KNOWN_STACKS) {
      for (const name of ['gcc', 'libpq-dev', 'libffi-dev'])
        assert.equal(imageHas(name, stack, 'build'), true, `${name} on ${stack}`)
      for (const name of ['libpq-dev', 'libffi-dev', 'libgl1'])
        assert.equal(imageHas(name, stack, 'run'), false, `${name} on ${stack}`)
      assert.equal(imageHas('libpq5', stack, 'run'), true)
    }

    assert.equal(imageHas('gcc', 'heroku-22', 'run'), true)
    assert.equal(imageHas('gcc', 'heroku-24', 'run'), false)
  })

  it("takes a library's old name for that since Ubuntu 24.04", () => {
    assert.equal(imageHas('libglib2.0-0', 'heroku-22', 'run'), true)
    assert.equal(imageHas('libglib2.0-0', 'heroku-24', 'run'), true)
    assert.equal(imageHas('libglib2.0-0t64', 'heroku-24', 'run'), true)
    assert.equal(imageHas('libglib2.0-0t64', 'heroku-22', 'run'), false)
  })

  it('knows the other architecture where there is one', () => {
    assert.equal(imageHas('gcc-x86-64-linux-gnu', 'heroku-24', 'build'), true)
    assert.equal(imageHas('gcc-x86-64-linux-gnu', 'heroku-24', 'build', 'arm64'), false)
    assert.equal(imageHas('gcc-aarch64-linux-gnu', 'heroku-24', 'build', 'arm64'), true)
    assert.equal(imagePackages('heroku-22', 'run', 'arm64'), undefined)
  })

  it('says nothing of other stacks', () => {
    assert.equal(imageHas('gcc', 'heroku-20', 'build'), undefined)
    assert.equal(imagePackages('constructor', 'run'), undefined)
    assert.equal(imageDifference('heroku-20', 'heroku-24', 'run'), undefined)
    assert.equal(ubuntuOf('heroku-24'), '24.04')
    assert.equal(ubuntuOf('container'), undefined)
  })

  it('says what is lost and gained between two stacks, whatever a library is called', () => {
    const {gained, lost} = imageDifference('heroku-22', 'heroku-24', 'build')!
    assert.ok(lost.includes('mercurial'))
    assert.ok(!lost.includes('libglib2.0-0'))
    assert.ok(!gained.includes('libglib2.0-0t64'))
    assert.deepEqual(imageDifference('heroku-24', 'heroku-24', 'run'), {gained: [], lost: []})
    assert.ok(imageDifference('heroku-24', 'heroku-26', 'build')!.lost.includes('libgirepository1.0-dev'))
  })
})
