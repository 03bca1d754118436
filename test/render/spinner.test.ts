import assert from 'node:assert/strict'

import {chooseGlyphs} from '../../src/render/terminal/glyphs.js'
import {showSpinner} from '../../src/render/terminal/spinner.js'
import {TestClock} from '../support/test-clock.js'

describe('the sign of life', () => {
  const glyphs = chooseGlyphs({LANG: 'C.UTF-8'}, 'linux')
  const dim = (text: string) => text
  const start = (columns = 40) => {
    const clock = new TestClock()
    let written = ''
    const stream = {
      columns,
      write(text: string) {
        written += text
        return true
      },
    }
    const spinner = showSpinner('Reading example-app', stream as unknown as NodeJS.WriteStream, {clock, dim, glyphs})
    const pass = (milliseconds: number) => {
      for (let at = 0; at < milliseconds; at += 100) clock.pass(100)
    }

    /** The line, after it was written over. */
    const line = () => written.split('\r\u001B[K').at(-1)
    return {all: () => written, line, pass, spinner}
  }

  it('is there within 0.3 s, and counts seconds', () => {
    const {line, pass, spinner} = start()
    pass(300)
    assert.match(line()!, /^\S Reading example-app$/)
    pass(2200)
    assert.match(line()!, /^\S Reading example-app {2}2 s$/)
    spinner.end()
    assert.equal(line(), '')
  })

  it('says nothing of what is over at once', () => {
    const {all, pass, spinner} = start()
    pass(100)
    spinner.end()
    assert.equal(all(), '')
  })

  it('counts anew for something else, not for another number', () => {
    const {line, pass, spinner} = start()
    pass(3000)
    spinner.say('Reading apps: 1 of 9')
    pass(1100)
    spinner.say('Reading apps: 2 of 9')
    pass(1000)
    assert.match(line()!, /^\S Reading apps: 2 of 9 {2}2 s$/)
    spinner.end()
  })

  it('is gone while something else is on the terminal', async () => {
    const {all, line, pass, spinner} = start()
    pass(500)
    await spinner.pause(async () => {
      assert.equal(line(), '')
      const before = all()
      pass(500)
      assert.equal(all(), before)
    })
    pass(100)
    assert.match(line()!, /Reading/)
    spinner.end()
  })

  it('fits its line', () => {
    const {line, pass, spinner} = start(20)
    pass(1500)
    assert.equal(line()!.length, 19)
    assert.match(line()!, /… {2}1 s$/)
    spinner.end()
  })
})
