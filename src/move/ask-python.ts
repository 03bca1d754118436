import type {SyntaxAnswer, SyntaxNote} from '../checks/check.js'
import type {Project} from '../project/project.js'
import type {ToolMachine} from '../toolchain/install-tool.js'

import {filesWith} from '../project/python-source/index.js'
import {findPython} from '../toolchain/find-python.js'
import {CLEAN_ENVIRONMENT} from '../toolchain/tool-environment.js'
import {ProblemError} from '../common/problem.js'

/** What a Python said of the app's files, or why none was asked. */
export type PythonAnswer = {syntax: SyntaxAnswer} | {unavailable: string}

/** More than that is no app's own code. */
const FILES = 2000
const BYTES = 32 * 1024 * 1024
const LONGEST_MESSAGE = 200

/**
 * Parses without a byte of it being run. One line of JSON for each file: what it refuses, and what it warns about.
 * Warnings of a file are collected, not printed; a file that crashes the parser ends the program, and so the answer.
 */
const SCRIPT = `
import ast, json, sys, warnings
for line in sys.stdin:
    name, source = json.loads(line)
    notes = {"file": name, "refused": None, "warned": []}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            ast.parse(source.encode("utf-8", "surrogateescape"), name)
        except SyntaxError as error:
            notes["refused"] = [error.lineno or 1, error.msg]
        except (ValueError, RecursionError, MemoryError):
            pass
    for one in caught:
        if issubclass(one.category, SyntaxWarning):
            notes["warned"].append([one.lineno or 1, str(one.message)])
    print(json.dumps(notes), flush=True)
`

/** A file as the script tells of it. */
interface Notes {
  file: string
  refused: [line: number, message: string] | null
  warned: [line: number, message: string][]
}

/**
 * Asks the Python that an app moves to, and the one that it has, which of the app's files they accept.
 *
 * @param versions `N.N`
 * @throws ProblemError interrupted
 */
export async function askPythons(
  project: Project,
  versions: {before: string; after: string},
  machine: ToolMachine,
): Promise<PythonAnswer> {
  await machine.files.makeFolder(machine.cacheFolder)
  const search = {...machine, cwd: machine.cacheFolder}
  const [before, after] = await Promise.all([findPython(versions.before, true, search), findPython(versions.after, true, search)])
  // Without the present one, what neither of them accepts can't be told from what the move breaks.
  const missing = [...(before ? [] : [versions.before]), ...(after ? [] : [versions.after])]
  if (!before || !after) return {unavailable: `Python ${missing.join(' and ')} isn't on this machine`}
  const sources = sourcesOf(project)
  if (sources.length === 0) return {syntax: {refused: [], warned: []}}
  machine.progress(`Parsing ${sources.length} Python file${sources.length > 1 ? 's' : ''} with Python ${versions.after}`)
  const [then, now] = await Promise.all([notesOf(sources, after.program, machine), notesOf(sources, before.program, machine)])
  if (machine.signal.aborted) throw new ProblemError({id: 'interrupted'})
  if (!then || !now) return {unavailable: `Python ${then ? versions.before : versions.after} gave no answer`}
  return {syntax: between(now, then)}
}

/** What neither Python accepts is no matter of the move: a template, or code of Python 2. */
function between(now: ReadonlyMap<string, Notes>, then: ReadonlyMap<string, Notes>): SyntaxAnswer {
  const refused: SyntaxNote[] = []
  const warned: SyntaxNote[] = []
  for (const {file, refused: fault, warned: warnings} of then.values()) {
    const before = now.get(file)
    if (fault && !before?.refused) refused.push(noteOf(file, fault))
    const known = new Set(before?.warned.map(([line, message]) => `${line} ${message}`))
    for (const warning of warnings) if (!known.has(`${warning[0]} ${warning[1]}`)) warned.push(noteOf(file, warning))
  }

  return {refused, warned}
}

function noteOf(file: string, [line, message]: [number, string]): SyntaxNote {
  return {file, line, message: message.slice(0, LONGEST_MESSAGE)}
}

function sourcesOf({tree, truncated}: Project): [name: string, source: string][] {
  const found: [string, string][] = []
  let size = 0
  for (const name of filesWith(tree, /(?:)/)) {
    // A part of a file is no Python.
    if (truncated.has(name)) continue
    const contents = tree.read(name)!
    size += contents.length
    if (found.length === FILES || size > BYTES) break
    found.push([name, new TextDecoder('utf-8', {ignoreBOM: true}).decode(contents)])
  }

  return found
}

/** @returns undefined where the Python ended before its last answer */
async function notesOf(
  sources: readonly (readonly [name: string, source: string])[],
  program: string,
  {cacheFolder, processes, signal}: ToolMachine,
): Promise<ReadonlyMap<string, Notes> | undefined> {
  const run = await processes.run(program, ['-I', '-S', '-c', SCRIPT], {
    cwd: cacheFolder,
    env: CLEAN_ENVIRONMENT,
    input: sources.map((source) => `${JSON.stringify(source)}\n`).join(''),
    signal,
  })
  const notes = new TextDecoder()
    .decode(run.stdout)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Notes)
  return notes.length === sources.length ? new Map(notes.map((one) => [one.file, one])) : undefined
}
