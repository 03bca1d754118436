import {checkbox, confirm, input, select} from '@inquirer/prompts'

import type {MigrateProblem} from '../../migrate/problem.js'
import type {Prompter, NextStep} from '../../migrate/prompter.js'
import type {SavedList} from '../../migrate/saved-lists.js'

import {ProblemError} from '../../common/problem.js'
import {changeLabel, savedLabel} from './text.js'
import {printable, printableLine} from '../terminal/printable.js'
import {reorderPrompt} from './reorder-prompt.js'

/**
 * The questions of python:migrate-buildpack. This file loads the prompt library, so a command loads it only when it asks.
 * Prompts go to stderr: stdout is the answer's.
 */
export interface PromptStreams {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
}

const STEPS: readonly {name: string; value: NextStep}[] = [
  {name: 'Make these changes', value: 'apply'},
  {name: 'Choose single changes', value: 'choose'},
  {name: 'Change the order', value: 'reorder'},
  {name: 'Leave everything as it is', value: 'leave'},
]

function steps(canApply: boolean): {name: string; value: NextStep}[] {
  return STEPS.filter(({value}) => canApply || value !== 'apply')
}

const NEXT = 'What now?'
const CHOOSE = 'Which changes shall be made?'
const ORDER = 'In which order shall they run?'
const PICK = 'Which list shall be put back?'

/** With arrow keys. */
export function keyAsker(app: string, streams: PromptStreams): Prompter {
  const ask = asking(app)
  return {
    agree: async (message) => ask(confirm({default: false, message: printable(message)}, streams)),
    async choose(changes) {
      const choices = changes.map((change) => ({checked: true, name: changeLabel(change), value: change.slot}))
      return new Set(await ask(checkbox({choices, loop: false, message: CHOOSE}, streams)))
    },
    next: async (canApply) => ask(select({choices: steps(canApply), loop: false, message: NEXT}, streams)),
    async order(lines) {
      const items = lines.map(({slot, to}) => ({name: printable(to.shown), value: slot}))
      return ask(reorderPrompt({items, message: ORDER}, streams))
    },
    async pick(lists) {
      const choices = lists.map((saved): {name: string; value: null | SavedList} => ({name: savedLabel(saved), value: saved}))
      return ask(select({choices: [...choices, {name: 'None of them', value: null}], loop: false, message: PICK}, streams))
    },
    typeName: async (name, warning) => typeName(ask, name, warning, streams),
  }
}

/** With numbered lists and whole lines of input, for screen readers and terminals that can't move the cursor. */
export function numberAsker(app: string, streams: PromptStreams): Prompter {
  const ask = asking(app)
  const list = (title: string, names: readonly string[]) => {
    streams.output.write(`${title}\n${names.map((name, index) => `  ${index + 1}. ${name}`).join('\n')}\n`)
  }

  const pickOne = async <Value>(title: string, choices: readonly {name: string; value: Value}[]): Promise<Value> => {
    list(
      title,
      choices.map(({name}) => name),
    )
    const validate = (text: string) => numbers(text, choices.length)?.length === 1 || `Type one number, 1 to ${choices.length}.`
    const answer = await ask(input({message: 'Number:', validate}, streams))
    return choices[numbers(answer, choices.length)![0]!]!.value
  }

  return {
    agree: async (message) => ask(confirm({default: false, message: printable(message)}, streams)),
    async choose(changes) {
      list(
        CHOOSE,
        changes.map((change) => changeLabel(change)),
      )
      const validate = (text: string) =>
        numbers(text, changes.length) !== undefined || 'Type numbers with commas between them, or nothing.'
      const answer = await ask(
        input(
          {default: changes.map((_change, index) => index + 1).join(','), message: 'Numbers (0 for none):', validate},
          streams,
        ),
      )
      return new Set(numbers(answer, changes.length)!.map((index) => changes[index]!.slot))
    },
    next: async (canApply) => pickOne(NEXT, steps(canApply)),
    async order(lines) {
      list(
        ORDER,
        lines.map(({to}) => printable(to.shown)),
      )
      const validate = (text: string) =>
        text.trim() === '' ||
        numbers(text, lines.length)?.length === lines.length ||
        `Type each number from 1 to ${lines.length} once, or nothing to leave the order.`
      const answer = await ask(input({message: 'New order, as in 2,1,3:', validate}, streams))
      return answer.trim() === '' ? null : numbers(answer, lines.length)!.map((index) => lines[index]!.slot)
    },
    async pick(lists) {
      const choices = lists.map((saved): {name: string; value: null | SavedList} => ({name: savedLabel(saved), value: saved}))
      return pickOne(PICK, [...choices, {name: 'None of them', value: null}])
    },
    typeName: async (name, warning) => typeName(ask, name, warning, streams),
  }
}

type Ask = <Answer>(prompt: Promise<Answer>) => Promise<Answer>

/** Ctrl-C, and the end of the input, are an answer: nothing shall happen. */
function asking(app: string): Ask {
  return async (prompt) => {
    try {
      return await prompt
    } catch (error) {
      if ((error as Error).name === 'ExitPromptError') throw new ProblemError<MigrateProblem>({app, id: 'cancelled'})
      throw error
    }
  }
}

async function typeName(ask: Ask, app: string, warning: string, streams: PromptStreams): Promise<boolean> {
  streams.output.write(`${printable(warning)}\n`)
  const answer = await ask(input({message: `To go on, type ${printableLine(app)}:`}, streams))
  return answer.trim() === app
}

/** Indexes from numbers that count from 1, each at most once; a 0 stands for none. undefined: something else was typed. */
function numbers(text: string, count: number): number[] | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  if (words.join('') === '0') return []
  const found = words.map((word) => (/^\d{1,3}$/.test(word) ? Number(word) - 1 : -1))
  const isValid = found.every((index) => index >= 0 && index < count) && new Set(found).size === found.length
  return isValid ? found : undefined
}
