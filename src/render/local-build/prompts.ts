import {confirm, input} from '@inquirer/prompts'

import {ProblemError} from '../../common/problem.js'
import {dropTypedAhead, type KeySource} from '../../system/typed-ahead.js'
import {indent, textWidth} from '../terminal/layout.js'
import {printable} from '../terminal/printable.js'

/** The questions of python:build-local, asked before a build begins. This file loads the prompt library. */
export interface PromptStreams {
  input: KeySource
  output: NodeJS.WritableStream & {columns?: number}
}

function say(text: string, {output}: PromptStreams): void {
  output.write(`${indent(printable(text), 0, textWidth(output.columns))}\n`)
}

/** What was typed before the question is none of its answer. Ctrl-C, and the end of the input, end the command. */
async function ask<Answer>(prompt: () => Promise<Answer>, {input: keys}: PromptStreams): Promise<Answer> {
  try {
    if (await dropTypedAhead(keys)) throw new ProblemError({id: 'interrupted'})
    return await prompt()
  } catch (error) {
    if ((error as Error).name === 'ExitPromptError') throw new ProblemError({id: 'interrupted'})
    throw error
  }
}

/** @param version `N.N.N` */
export async function askToInstallPython(version: string, others: readonly string[], streams: PromptStreams): Promise<boolean> {
  const has = others.length === 0 ? 'This machine has no usable Python' : `This machine has ${others.join(', ')}`
  say(`The build needs Python ${version}. ${has}.`, streams)
  const message = "Use uv to install it in the Heroku CLI's cache folder?"
  return ask(async () => confirm({default: true, message}, streams), streams)
}

/** As the Heroku CLI asks before what can't be undone. */
export async function askForName(app: string, warning: string, streams: PromptStreams): Promise<string> {
  say(warning, streams)
  return ask(async () => input({message: `To continue, type ${printable(app)}:`}, streams), streams)
}
