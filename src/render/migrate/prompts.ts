import {checkbox, confirm, input, select} from '@inquirer/prompts'

import type {KeySource} from '../../system/typed-ahead.js'
import type {MigrateProblem} from '../../migrate/problem.js'
import type {Prompter, NextStep} from '../../migrate/prompter.js'
import type {SavedList} from '../../migrate/saved-lists.js'

import {ProblemError} from '../../common/problem.js'
import {dropTypedAhead} from '../../system/typed-ahead.js'
import {choiceLabel, savedLabel} from './text.js'
import {printable, printableLine} from '../terminal/printable.js'
import {reorderPrompt} from './reorder-prompt.js'

/**
 * The questions of python:migrate-buildpack. This file loads the prompt library, so a command loads it only when it asks.
 * Prompts go to stderr: stdout is the answer's.
 */
export interface PromptStreams {
  input: KeySource
  output: NodeJS.WritableStream
}

const STEPS: readonly {name: string; value: NextStep}[] = [
  {name: 'Make these changes', value: 'apply'},
  {name: 'Select changes', value: 'choose'},
  {name: 'Change the order', value: 'reorder'},
  {name: 'Leave everything unchanged', value: 'leave'},
]

function steps(canApply: boolean): {name: string; value: NextStep}[] {
  return STEPS.filter(({value}) => canApply || value !== 'apply')
}

const NEXT = 'What now?'
const CHOOSE = 'Select the changes to make'
const ORDER = 'Choose the order'
const PICK = 'Select the list to restore'

/** With arrow keys. */
export function keyAsker(app: string, streams: PromptStreams): Prompter {
  const ask = asking(app, streams)
  return {
    agree: async (message) => ask(async () => confirm({default: false, message: printable(message)}, streams)),
    async choose(options) {
      const choices = options.map((choice) => ({checked: choice.isWanted, name: choiceLabel(choice), value: choice.id}))
      return new Set(await ask(async () => checkbox({choices, loop: false, message: CHOOSE}, streams)))
    },
    next: async (canApply) =>
      ask(async () => select({choices: steps(canApply), default: 'leave', loop: false, message: NEXT}, streams)),
    async order(lines) {
      const items = lines.map(({slot, to}) => ({name: printable(to.shown), value: slot}))
      return ask(async () => reorderPrompt({items, message: ORDER}, streams))
    },
    async pick(lists) {
      const choices = lists.map((saved): {name: string; value: null | SavedList} => ({name: savedLabel(saved), value: saved}))
      const all = [...choices, {name: 'None of them', value: null}]
      return ask(async () => select({choices: all, loop: false, message: PICK}, streams))
    },
    typeName: async (name, warning) => typeName(ask, name, warning, streams),
  }
}

/** With numbered lists and whole lines of input, for screen readers and terminals that can't move the cursor. */
export function numberAsker(app: string, streams: PromptStreams): Prompter {
  const ask = asking(app, streams)
  const askLine = async (config: Parameters<typeof input>[0]) => ask(async () => input(config, streams))
  const list = (title: string, names: readonly string[]) => {
    streams.output.write(`${title}\n${names.map((name, index) => `  ${index + 1}. ${name}`).join('\n')}\n`)
  }

  const pickOne = async <Value>(
    title: string,
    choices: readonly {name: string; value: Value}[],
    standard?: number,
  ): Promise<Value> => {
    const names = choices.map(({name}) => name)
    list(title, names)
    const validate = (text: string) => numbers(text, choices.length)?.length === 1 || `Type a number from 1 to ${choices.length}.`
    const answer = await askLine({...(standard && {default: String(standard)}), message: 'Number:', validate})
    return choices[numbers(answer, choices.length)![0]!]!.value
  }

  return {
    agree: async (message) => ask(async () => confirm({default: false, message: printable(message)}, streams)),
    async choose(choices) {
      const names = choices.map((choice) => choiceLabel(choice))
      list(CHOOSE, names)
      const validate = (text: string) =>
        numbers(text, choices.length) !== undefined || 'Type numbers separated by commas. For none, type 0.'
      const wanted = choices.flatMap(({isWanted}, index) => (isWanted ? [index + 1] : []))
      const answer = await askLine({default: wanted.join(',') || '0', message: 'Numbers (0 for none):', validate})
      return new Set(numbers(answer, choices.length)!.map((index) => choices[index]!.id))
    },
    async next(canApply) {
      const choices = steps(canApply)
      return pickOne(NEXT, choices, choices.findIndex(({value}) => value === 'leave') + 1)
    },
    async order(lines) {
      const names = lines.map(({to}) => printable(to.shown))
      list(ORDER, names)
      const validate = (text: string) =>
        text.trim() === '' ||
        numbers(text, lines.length)?.length === lines.length ||
        `Type each number from 1 to ${lines.length} once. To keep the order, press Enter.`
      const answer = await askLine({message: 'New order, such as 2,1,3:', validate})
      return answer.trim() === '' ? null : numbers(answer, lines.length)!.map((index) => lines[index]!.slot)
    },
    async pick(lists) {
      const choices = lists.map((saved): {name: string; value: null | SavedList} => ({name: savedLabel(saved), value: saved}))
      return pickOne(PICK, [...choices, {name: 'None of them', value: null}])
    },
    typeName: async (name, warning) => typeName(ask, name, warning, streams),
  }
}

type Ask = <Answer>(prompt: () => Promise<Answer>) => Promise<Answer>

/** What was typed before the question is none of its answer. Ctrl-C, and the end of the input, are: nothing shall happen. */
function asking(app: string, streams: PromptStreams): Ask {
  return async (prompt) => {
    try {
      if (await dropTypedAhead(streams.input)) throw new ProblemError<MigrateProblem>({app, id: 'cancelled'})
      return await prompt()
    } catch (error) {
      if ((error as Error).name === 'ExitPromptError') throw new ProblemError<MigrateProblem>({app, id: 'cancelled'})
      throw error
    }
  }
}

async function typeName(ask: Ask, app: string, warning: string, streams: PromptStreams): Promise<boolean> {
  streams.output.write(`${printable(warning)}\n`)
  const answer = await ask(async () => input({message: `To continue, type ${printableLine(app)}:`}, streams))
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
