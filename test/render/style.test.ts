import assert from 'node:assert/strict'

import {linked, showsLinks} from '../../src/render/terminal/links.js'
import {chooseStyle, plainStyle} from '../../src/render/terminal/style.js'

describe('how a terminal is written to', () => {
  const terminal = (depth: number) => ({getColorDepth: () => depth, isTTY: true})

  it('is red for an error where there are sixteen colours', async () => {
    const style = await chooseStyle(terminal(4), false, {TERM: 'xterm'})
    assert.equal(style.failure('Error:'), '\u001B[31mError:\u001B[39m')
    assert.equal(style.warning('x'), '\u001B[33mx\u001B[39m')
  })

  it("is the theme's where there are more", async () => {
    const style = await chooseStyle(terminal(8), false, {TERM: 'xterm-256color'})
    assert.notEqual(style.failure('x'), '\u001B[31mx\u001B[39m')
  })

  it('is plain without a terminal, under CI, and where colours are turned off', async () => {
    assert.equal(await chooseStyle({isTTY: false}, false, {}), plainStyle)
    for (const env of [{CI: 'true'}, {NO_COLOR: '1'}, {TERM: 'dumb'}])
      assert.equal(await chooseStyle(terminal(8), false, env), plainStyle)
    assert.equal(await chooseStyle(terminal(8), true, {}), plainStyle)
  })

  for (const [env, shows] of [
    [{WT_SESSION: '1'}, true],
    [{VTE_VERSION: '7203'}, true],
    [{VTE_VERSION: '5000'}, false],
    [{TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.0'}, true],
    [{TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '2.9'}, false],
    [{TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.90.1'}, true],
    [{TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '455'}, false],
    [{TMUX: 'x', VTE_VERSION: '7203'}, false],
    [{FORCE_HYPERLINK: '0', WT_SESSION: '1'}, false],
    [{FORCE_HYPERLINK: '1'}, true],
    [{}, false],
  ] as const)
    it(`${shows ? 'has' : 'has no'} links: ${JSON.stringify(env)}`, () => assert.equal(showsLinks(env), shows))

  it('links with OSC 8', async () => {
    const {hasLinks, link} = await chooseStyle(terminal(4), false, {FORCE_HYPERLINK: '1'})
    assert.equal(hasLinks, true)
    assert.equal(link('deps/x', 'https://example.com'), linked('deps/x', 'https://example.com'))
    assert.equal(link('deps/x', 'https://example.com'), '\u001B]8;;https://example.com\u0007deps/x\u001B]8;;\u0007')
  })
})
