import {confirm, input} from '@inquirer/prompts'

import {indent, textWidth} from '../terminal/layout.js'
import {printable} from '../terminal/printable.js'

/** The questions of python:build-local, asked before a build begins. This file loads the prompt library. */
export interface PromptStreams {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream & {columns?: number}
}

function say(text: string, {output}: PromptStreams): void {
  output.write(`${indent(printable(text), 0, textWidth(output.columns))}\n`)
}

/** Ctrl-C, and the end of the input, are a no. */
async function unlessLeft<Answer>(prompt: Promise<Answer>, left: Answer): Promise<Answer> {
  try {
    return await prompt
  } catch (error) {
    if ((error as Error).name === 'ExitPromptError') return left
    throw error
  }
}

/** @param version `N.N.N` */
export async function askToInstallPython(version: string, others: readonly string[], streams: PromptStreams): Promise<boolean> {
  const has = others.length === 0 ? 'no Python that a build could use' : `Python ${others.join(', ')}`
  say(`The build needs Python ${version}. This machine has ${has}.`, streams)
  const message = "Install it through uv, into the Heroku CLI's cache folder?"
  return unlessLeft(confirm({default: true, message}, streams), false)
}

/** As the Heroku CLI asks before what can't be undone. */
export async function askForName(app: string, warning: string, streams: PromptStreams): Promise<string> {
  say(warning, streams)
  return unlessLeft(input({message: `To go on, type ${printable(app)}:`}, streams), '')
}
