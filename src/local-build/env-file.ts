import type {BuildProblem} from './problem.js'
import type {FileSystem} from '../system/file-system.js'

import {ProblemError} from '../common/problem.js'
import {Secret} from '../platform/secret.js'
import {errorCode} from '../system/file-system.js'

/** A file of variables is a page or two; what is longer is some other file. */
const SIZE_LIMIT = 1024 * 1024

/** `NAME=`, `export NAME=` or `NAME:` and a quote that may close on a later line. Source: dotenv's own syntax. */
const OPENS_QUOTE = /^\s*(?:export\s+)?[\w.-]+(?:\s*=\s*|:\s+)(["'`])/

/** What a shell can export, and so what a hook can see. */
const NAME = /^[A-Za-z_]\w*$/

/** Why a file of variables can't be taken; never holds what stands in its lines. */
export type EnvFileFault = 'bad-name' | 'binary' | 'no-assignment' | 'open-quote' | 'too-large'

/**
 * Reads `--env-file`. A line that dotenv would silently pass over is an error here: a variable that is missing for a typo
 * would be looked for in the app.
 *
 * @throws ProblemError unreadable, env-file-invalid
 */
export async function readEnvFile(file: string, files: Pick<FileSystem, 'read' | 'realKind'>): Promise<Map<string, Secret>> {
  const bytes = await readBytes(file, files)
  if (bytes.length > SIZE_LIMIT) throw invalid(file, null, 'too-large')
  const contents = decode(bytes)
  if (contents === undefined) throw invalid(file, null, 'binary')
  const {parse} = await import('dotenv')
  const result = parseEnvFile(contents, parse)
  if ('fault' in result) throw invalid(file, result.line, result.fault)
  return result.values
}

/** Pure. @param parse dotenv's */
export function parseEnvFile(
  contents: string,
  parse: (text: string) => Record<string, string>,
): {fault: EnvFileFault; line: number} | {values: Map<string, Secret>} {
  const lines = contents.split(/\r\n?|\n/)
  const values = new Map<string, Secret>()
  for (let index = 0; index < lines.length;) {
    const line = index + 1
    if (/^\s*(?:#|$)/.test(lines[index]!)) {
      index++
      continue
    }

    const count = assignmentLength(lines, index)
    if (count === undefined) return {fault: 'open-quote', line}
    const [entry, ...others] = Object.entries(parse(lines.slice(index, index + count).join('\n')))
    if (!entry || others.length > 0) return {fault: 'no-assignment', line}
    const [name, value] = entry
    if (!NAME.test(name)) return {fault: 'bad-name', line}
    values.set(name, new Secret(value))
    index += count
  }

  return {values}
}

/** How many lines an assignment takes: more than one where its value has quotes; undefined if they never close. */
function assignmentLength(lines: readonly string[], start: number): number | undefined {
  const quote = OPENS_QUOTE.exec(lines[start]!)
  if (!quote) return 1
  const closes = (text: string) => new RegExp(String.raw`(?<!\\)${quote[1]!}`).test(text)
  if (closes(lines[start]!.slice(quote[0].length))) return 1
  const end = lines.findIndex((text, index) => index > start && closes(text))
  return end === -1 ? undefined : end - start + 1
}

async function readBytes(file: string, files: Pick<FileSystem, 'read' | 'realKind'>): Promise<Uint8Array> {
  try {
    const kind = await files.realKind(file)
    if (kind === undefined) throw new ProblemError<BuildProblem>({code: 'ENOENT', id: 'env-file-unreadable', path: file})
    if (kind === 'directory') throw new ProblemError<BuildProblem>({code: 'EISDIR', id: 'env-file-unreadable', path: file})
    return await files.read(file, SIZE_LIMIT + 1)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw new ProblemError<BuildProblem>({code: errorCode(error) || 'unknown', id: 'env-file-unreadable', path: file})
  }
}

/** undefined for what is no text. A byte order mark is dropped. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function invalid(path: string, line: null | number, fault: EnvFileFault): ProblemError<BuildProblem> {
  return new ProblemError<BuildProblem>({fault, id: 'env-file-invalid', line, path})
}
