import {createPrompt, isDownKey, isEnterKey, isSpaceKey, isUpKey, useKeypress, usePrefix, useState} from '@inquirer/core'

export interface ReorderConfig {
  message: string
  items: readonly {name: string; value: number}[]
}

interface Arrangement {
  order: readonly number[]
  cursor: number
  /** The line under the cursor goes with it. */
  isHeld: boolean
}

const HELP = '↑↓ select · space or shift+↑↓ move · enter done · esc cancel'

/** Puts lines in order by keyboard. Answers with their values, or null at esc. */
export const reorderPrompt = createPrompt<null | number[], ReorderConfig>(({items, message}, done) => {
  const [isDone, setDone] = useState(false)
  const [state, setState] = useState<Arrangement>({cursor: 0, isHeld: false, order: items.map((_item, index) => index)})
  const prefix = usePrefix({status: isDone ? 'done' : 'idle'})

  useKeypress((key) => {
    const {shift} = key as {shift?: boolean}
    if (isEnterKey(key) || key.name === 'escape') {
      setDone(true)
      done(key.name === 'escape' ? null : state.order.map((index) => items[index]!.value))
    } else if (isSpaceKey(key)) setState({...state, isHeld: !state.isHeld})
    else if (isUpKey(key)) setState(step(state, -1, shift === true))
    else if (isDownKey(key)) setState(step(state, 1, shift === true))
  })

  if (isDone) return `${prefix} ${message}`
  const lines = state.order.map((index, position) => {
    const mark = position === state.cursor ? (state.isHeld ? '↕' : '❯') : ' '
    return `${mark} ${position + 1}. ${items[index]!.name}`
  })
  return [`${prefix} ${message}`, ...lines, HELP].join('\n')
})

/** The cursor goes a line up or down, and takes its line along if that is held or shift is down. */
function step({cursor, isHeld, order}: Arrangement, by: -1 | 1, shift: boolean): Arrangement {
  const next = Math.min(order.length - 1, Math.max(0, cursor + by))
  if (!isHeld && !shift) return {cursor: next, isHeld, order}
  const moved = [...order]
  moved[cursor] = order[next]!
  moved[next] = order[cursor]!
  return {cursor: next, isHeld, order: moved}
}
