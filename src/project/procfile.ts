import type {FileTree} from '../packaging/file-tree.js'

/** A process type and the command that starts it. */
export interface ProcfileProcess {
  type: string
  command: string
  /** From 1. */
  line: number
}

/** What is wrong with a line, or with the file as a whole. */
export type ProcfileFlaw =
  | {why: 'encoding'; line: 1; encoding: 'UTF-8 with a byte order mark' | 'UTF-16'}
  /** `web:` and nothing more. */
  | {why: 'no-command'; line: number; type: string}
  /** `web gunicorn app:app`: Heroku's own parser forgives it, no other does. */
  | {why: 'no-colon'; line: number; type: string}
  /** `web:gunicorn app:app` */
  | {why: 'no-space'; line: number; type: string}
  /** `web : gunicorn app:app`: the colon becomes the command. */
  | {why: 'space-before-colon'; line: number; type: string}
  /** A second line for a type: the last one wins. */
  | {why: 'twice'; line: number; type: string; first: number}
  /** Anything else. */
  | {why: 'form'; line: number}

export interface Procfile {
  file: 'Procfile'
  text: string
  /** As meant: what is written plainly counts, even where Heroku would not read it (then `flaws` says so). The last line of a type. */
  processes: readonly ProcfileProcess[]
  flaws: readonly ProcfileFlaw[]
}

const answers = new WeakMap<Uint8Array, Procfile>()

/** The Procfile in the root; undefined if there is none. */
export function readProcfile(tree: FileTree): Procfile | undefined {
  const bytes = tree.isFile('Procfile') ? tree.read('Procfile') : undefined
  if (!bytes) return undefined
  const known = answers.get(bytes) ?? parseProcfile(bytes)
  answers.set(bytes, known)
  return known
}

/** What the classic platform makes of it: less the lines that it can't read. */
export function startedProcesses({flaws, processes}: Procfile): ProcfileProcess[] {
  const isUtf16 = flaws.some((flaw) => flaw.why === 'encoding' && flaw.encoding === 'UTF-16')
  const lost = new Set(flaws.flatMap(({line, why}) => (why === 'encoding' || why === 'no-space' ? [line] : [])))
  const doubled = new Set(flaws.flatMap(({line, why}) => (why === 'space-before-colon' ? [line] : [])))
  if (isUtf16) return []
  return processes
    .filter(({line}) => !lost.has(line))
    .map((one) => (doubled.has(one.line) ? {...one, command: `: ${one.command}`} : one))
}

/** The process that serves HTTP; undefined if there is none. */
export function webProcess(tree: FileTree): ProcfileProcess | undefined {
  return readProcfile(tree)?.processes.find(({type}) => type === 'web')
}

/**
 * Both platforms read one process from each line, skip blank lines and comments, and take any line end. What else is
 * forgiven differs.
 *
 * Source: heroku/buildpacks-procfile, SPEC.md, which quotes the expression of the classic platform,
 * `^[[:space:]]*([a-zA-Z0-9_-]+):?\s+(.*)[[:space:]]*`.
 */
export function parseProcfile(bytes: Uint8Array): Procfile {
  const {encoding, text} = decodeProcfile(bytes)
  const flaws: ProcfileFlaw[] = encoding === undefined ? [] : [{encoding, line: 1, why: 'encoding'}]
  const processes = new Map<string, ProcfileProcess>()
  for (const [index, content] of text.split(/\r\n?|\n/).entries()) {
    const line = index + 1
    if (/^\s*(?:#|$)/.test(content)) continue
    const {flaw, process} = parseLine(content, line)
    if (flaw) flaws.push(flaw)
    if (!process) continue
    const earlier = processes.get(process.type)
    if (earlier) flaws.push({first: earlier.line, line, type: process.type, why: 'twice'})
    processes.set(process.type, process)
  }

  return {file: 'Procfile', flaws, processes: [...processes.values()], text}
}

function parseLine(content: string, line: number): {flaw?: ProcfileFlaw; process?: ProcfileProcess} {
  // Trimmed first: an expression that also looks for the blanks at the end takes for ever where thousands stand before it.
  const parts = /^(?<type>[A-Za-z0-9_-]+)(?<before>\s*)(?<colon>:?)(?<after>\s*)(?<command>[^]*)$/.exec(content.trim())?.groups
  if (!parts) return {flaw: {line, why: 'form'}}
  const {after, before, colon, command, type} = parts as Record<'after' | 'before' | 'colon' | 'command' | 'type', string>
  if (colon === '' && (before === '' || command === '')) return {flaw: {line, why: 'form'}}
  if (command === '') return {flaw: {line, type, why: 'no-command'}}
  const process = {command, line, type}
  if (colon === '') return {flaw: {line, type, why: 'no-colon'}, process}
  if (before !== '') return {flaw: {line, type, why: 'space-before-colon'}, process}
  return after === '' ? {flaw: {line, type, why: 'no-space'}, process} : {process}
}

/** PowerShell's redirect writes UTF-16, some editors on Windows a byte order mark: neither platform skips either. */
function decodeProcfile(bytes: Uint8Array): {encoding?: 'UTF-8 with a byte order mark' | 'UTF-16'; text: string} {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf))
    return {encoding: 'UTF-8 with a byte order mark', text: new TextDecoder().decode(bytes)}
  if (startsWith(bytes, 0xff, 0xfe)) return {encoding: 'UTF-16', text: new TextDecoder('utf-16le').decode(bytes)}
  if (startsWith(bytes, 0xfe, 0xff)) return {encoding: 'UTF-16', text: new TextDecoder('utf-16be').decode(bytes)}
  // Without a mark: every second byte of a Latin text is zero.
  if (bytes.length > 1 && bytes[0] !== 0 && bytes[1] === 0)
    return {encoding: 'UTF-16', text: new TextDecoder('utf-16le').decode(bytes)}
  return {text: new TextDecoder().decode(bytes)}
}

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte)
}
