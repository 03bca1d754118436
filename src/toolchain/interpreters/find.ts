import path from 'node:path'

import type {Interpreter} from './interpreter.js'

import {errorCode, type FileSystem} from '../../system/file-system.js'
import {mapLimited} from '../../system/limited.js'
import {type Answer, ask, type Candidate} from './ask.js'
import {candidates, type Machine} from './places.js'

/** Each loads files from the disk: more at once are no faster. */
const AT_ONCE = 4

/**
 * Every final release of CPython on this machine, each once, in the order of the places where they were looked for.
 *
 * @param wanted `N.N`: what is of another version by its name isn't asked
 */
export async function findInterpreters(machine: Machine, wanted?: string): Promise<Interpreter[]> {
  const programs = await realPrograms(await candidates(machine), machine.files)
  const asked = programs.filter(({program}) => wanted === undefined || !tellsOther(program, wanted))
  const answers = await mapLimited(asked, AT_ONCE, async (candidate): Promise<Answer> => ask(candidate, machine))
  const found = new Map<string, Interpreter>()
  for (const answer of answers)
    if (answer.id === 'interpreter' && !found.has(answer.interpreter.program))
      found.set(answer.interpreter.program, answer.interpreter)
  return [...found.values()]
}

/** `python`, `python3` and `python3.13` are one program often, and a virtual environment's are the one that made it. */
async function realPrograms(named: readonly Candidate[], files: FileSystem): Promise<Candidate[]> {
  const real = await mapLimited(named, 32, async ({origin, program}) => {
    try {
      return {origin, program: await files.realPath(program)}
    } catch (error) {
      if (errorCode(error) === '') throw error
    }
  })
  const programs = new Map<string, Candidate>()
  for (const candidate of real) {
    // mise's shims are links to mise.
    if (!candidate || !/^(?:python|pypy)/i.test(path.basename(candidate.program)) || programs.has(candidate.program)) continue
    programs.set(candidate.program, candidate)
  }

  return [...programs.values()]
}

/** Few real programs don't have their version in their names: `/usr/bin/python3.11`, `…/bin/python3.12`. */
function tellsOther(program: string, wanted: string): boolean {
  const told = /^python(\d\.\d+)/i.exec(path.basename(program))?.[1]
  return told !== undefined && told !== wanted
}
