import {render} from '@inquirer/testing'
import assert from 'node:assert/strict'

import {reorderPrompt} from '../../src/render/migrate/reorder-prompt.js'

const items = ['apt', 'geo', 'python'].map((name, value) => ({name, value}))

describe('the prompt that puts buildpacks in order', () => {
  const start = async () => render(reorderPrompt, {items, message: 'Order?'})

  it('selects with ↑↓, and leaves the order', async () => {
    const {answer, events, getScreen} = await start()
    assert.equal(
      getScreen(),
      ['? Order?', '❯ 1. apt', '  2. geo', '  3. python', '↑↓ select · space or shift+↑↓ move · enter done · esc cancel'].join(
        '\n',
      ),
    )
    events.keypress('down')
    assert.match(getScreen(), /^ {2}1\. apt\n❯ 2\. geo/m)
    events.keypress('enter')
    assert.deepEqual(await answer, [0, 1, 2])
  })

  it('moves a line that space holds', async () => {
    const {answer, events, getScreen} = await start()
    for (const key of ['down', 'down', 'space', 'up', 'up', 'up']) events.keypress(key)
    assert.match(getScreen(), /^↕ 1\. python\n {2}2\. apt\n {2}3\. geo/m)
    for (const key of ['space', 'down', 'enter']) events.keypress(key)
    assert.deepEqual(await answer, [2, 0, 1])
  })

  it('moves a line with shift', async () => {
    const {answer, events} = await start()
    events.keypress({name: 'down', shift: true} as never)
    events.keypress('enter')
    assert.deepEqual(await answer, [1, 0, 2])
  })

  it('leaves the order at esc', async () => {
    const {answer, events} = await start()
    for (const key of ['space', 'down', 'escape']) events.keypress(key)
    assert.equal(await answer, null)
  })
})
