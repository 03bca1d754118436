import type {Place, Step} from '../../move/step.js'
import type {ForecastTextOptions} from './text.js'

import {commandText} from '../terminal/command.js'
import {indent} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'

/** The steps of a move, numbered, each with what to type. */
export function stepBlocks(steps: readonly Step[], options: ForecastTextOptions): string[] {
  if (steps.length === 0) return []
  const {style} = options
  const blocks = steps.map((step, index) => stepBlock(step, index + 1, options))
  return [[style.bold(steps.length === 1 ? 'How to move' : 'How to move: one step, one commit'), ...blocks].join('\n')]
}

function stepBlock({commands, places, title}: Step, number: number, {style, width}: ForecastTextOptions): string {
  const margin = `${number}. `.length + 2
  return [
    indent(`${number}. ${title}`, 2, width, margin - 2),
    ...places.map((place) => indent(placeText(place), margin, width, 2)),
    ...commands.map((command) => `${' '.repeat(margin)}${style.code(commandText(printableLine(command), margin, width))}`),
  ].join('\n')
}

function placeText({file, line, what}: Place): string {
  if (file === null) return printableLine(what)
  return `${printableLine(file)}${line === null ? '' : `:${line}`}: ${printableLine(what)}`
}
