import type {ErrorJson} from '../render/error-json.js'
import type {Processes} from '../system/processes.js'

import {Refusal} from './refusal.js'

/** Where the plugin's own program is, and what runs it. */
export interface Program {
  /** node */
  runtime: string
  /** bin/run.js */
  file: string
}

/** A client gives up after a minute at the most, some after 15 s. */
const TIME_LIMIT = 12_000
/** More is no answer that a model can read. */
const SIZE_LIMIT = 8 * 1024 * 1024

/** A command's JSON document, or its error. */
export type Printed<Document> = {document: Document} | {error: ErrorJson['error']}

/**
 * Runs a command of the plugin, as a user would run it with `--json`: the answer is the same, whatever it does can be
 * stopped, and nothing that it prints can get into the protocol.
 *
 * @throws Refusal if it takes too long
 */
export async function runCommand<Document>(
  args: readonly string[],
  {cwd, processes, program, signal}: {cwd: string; processes: Processes; program: Program; signal: AbortSignal},
): Promise<Printed<Document>> {
  const finished = await processes.run(program.runtime, [program.file, ...args], {
    cwd,
    limit: SIZE_LIMIT,
    signal,
    timeoutMs: TIME_LIMIT,
  })
  if (finished.timedOut) throw new Refusal('There was no answer in time.', 'Run the command in a terminal, or try again.', true)
  const printed = parse(finished.stdout)
  if (printed === undefined)
    throw new Refusal(`heroku-python ${args[0]} printed no answer.`, 'Run the command in a terminal to see why.')
  return 'error' in printed ? {error: (printed as unknown as ErrorJson).error} : {document: printed as Document}
}

function parse(output: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(output))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
