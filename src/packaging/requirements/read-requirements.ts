import type {FileTree} from '../file-tree.js'

import {leaveOut} from '../left-out.js'
import {decodeRequirements} from './decode.js'
import {insideRoot} from './included-files.js'
import {type LineOption, type OptionFault, type OptionLine, type OptionName, parseOptionLine} from './line-options.js'
import {type LogicalLine, logicalLines} from './logical-lines.js'
import {mayExist, type ParsedRequirement, readEditable, readRequirement, type RequirementFault} from './requirement.js'

/** What pip's requirements files say, with everything that they include. */

export interface LinePosition {
  file: string
  /** From 1: where the line begins. */
  line: number
}

export interface RequirementEntry extends LinePosition, ParsedRequirement {
  editable: boolean
  /** From a file that `-c` includes: it installs nothing, and only limits versions. */
  constraint: boolean
  hashes: readonly string[]
  /** The whole line, without its comment. URLs in it may hold credentials. */
  written: string
}

export interface FileOption extends LineOption, LinePosition {
  /** The whole line, which may have several options. URLs in it may hold credentials. */
  written: string
}

export interface Include extends LinePosition {
  kind: 'constraints' | 'requirements'
  /** As written. */
  written: string
  /** From the root of the app; null if outside of it. */
  path: string | null
  /**
   * `cycle`: pip stops. `unknown`: it is there (or in a submodule), and its contents were not read. `remote`: at a URL.
   * What is outside of the app, or has a variable in its name, is never read.
   */
  status: 'cycle' | 'missing' | 'outside' | 'read' | 'remote' | 'unknown' | 'variable'
}

export type Fault =
  {id: RequirementFault} | OptionFault | {id: 'constraint-editable' | 'constraint-extras' | 'constraint-unnamed' | 'unreadable'}

/** A line that pip refuses. */
export interface RequirementProblem extends LinePosition {
  fault: Fault
  /** The line, without its comment. URLs in it may hold credentials. */
  written: string
}

export interface Requirements {
  entries: readonly RequirementEntry[]
  options: readonly FileOption[]
  includes: readonly Include[]
  problems: readonly RequirementProblem[]
  /** Every use of a `${VARIABLE}`. */
  variables: readonly (LinePosition & {name: string})[]
  /** The files that were read, in the order of pip. */
  files: readonly string[]
}

type Found = {-readonly [Key in keyof Requirements]: Requirements[Key] extends readonly (infer Item)[] ? Item[] : never}

/** More requirements than anyone has: what comes after isn't read. */
const ENTRIES_LIMIT = 20_000

/** More files than anyone has: those that include each other over and over would take for ever. */
const FILES_LIMIT = 500

const known = new WeakMap<FileTree, Map<string, Requirements>>()

/** Reads a requirements file and all that it includes; memoised. A file that isn't there has nothing in it. */
export function readRequirements(tree: FileTree, path: string): Requirements {
  const ofTree = known.get(tree) ?? new Map<string, Requirements>()
  known.set(tree, ofTree)
  const answer = ofTree.get(path) ?? readAll(tree, path)
  ofTree.set(path, answer)
  return answer
}

interface Reading {
  tree: FileTree
  found: Found
  /** Files by whose includes we came here, and this one. */
  around: readonly string[]
  constraint: boolean
}

function readAll(tree: FileTree, path: string): Requirements {
  const found: Found = {entries: [], files: [], includes: [], options: [], problems: [], variables: []}
  readFile(path, {around: [path], constraint: false, found, tree})
  return found
}

function readFile(file: string, reading: Reading): void {
  const {found, tree} = reading
  const bytes = tree.read(file)
  if (!bytes) return
  found.files.push(file)
  const {readable, text} = decodeRequirements(bytes)
  if (!readable) found.problems.push({fault: {id: 'unreadable'}, file, line: 1, written: ''})
  for (const line of logicalLines(text)) {
    if (found.entries.length + found.problems.length >= ENTRIES_LIMIT) {
      leaveOut(tree, {file, why: 'too-long'})
      return
    }

    readLine(file, line, reading)
  }
}

function readLine(file: string, {line, text}: LogicalLine, reading: Reading): void {
  const {found} = reading
  const variables = variablesOf(text)
  for (const name of variables) found.variables.push({file, line, name})
  const parsed = parseOptionLine(text)
  if ('fault' in parsed) {
    found.problems.push({fault: parsed.fault, file, line, written: text})
    return
  }

  const editable = valueOf(parsed, '--editable')
  if (parsed.argument !== '' || editable !== undefined) {
    addRequirement(parsed, {file, line, written: text}, reading)
    return
  }

  const requirements = valueOf(parsed, '--requirement')
  const constraints = valueOf(parsed, '--constraint')
  if (requirements !== undefined) follow('requirements', requirements, {file, line}, reading)
  else if (constraints === undefined)
    found.options.push(...parsed.options.map((option) => ({...option, file, line, written: text})))
  else follow('constraints', constraints, {file, line}, reading)
}

/** Only the first of an option counts, where one is asked for. */
function valueOf({options}: OptionLine, name: OptionName): string | undefined {
  return options.find((option) => option.name === name)?.value ?? undefined
}

function addRequirement(parsed: OptionLine, place: LinePosition & {written: string}, {constraint, found, tree}: Reading): void {
  const editable = valueOf(parsed, '--editable')
  const text = parsed.argument === '' ? editable! : parsed.argument
  const isEditable = editable !== undefined
  const read = isEditable ? readEditable(text, tree) : readRequirement(text, tree)
  if ('fault' in read) {
    // What the variable stands for may make it whole.
    if (variablesOf(text).length === 0) found.problems.push({...place, fault: {id: read.fault}})
    return
  }

  const fault = constraint ? constraintFault(read.requirement, isEditable) : undefined
  if (fault) found.problems.push({...place, fault})
  const hashes = parsed.options.flatMap(({name, value}) => (name === '--hash' ? [value!] : []))
  found.entries.push({...place, ...read.requirement, constraint, editable: isEditable, hashes})
}

/** What a constraints file must not hold. Source: `check_invalid_constraint_type` in pip's req_install.py. */
function constraintFault({extras, name}: ParsedRequirement, isEditable: boolean): Fault | undefined {
  if (isEditable) return {id: 'constraint-editable'}
  if (name === null) return {id: 'constraint-unnamed'}
  return extras.length > 0 ? {id: 'constraint-extras'} : undefined
}

function follow(kind: Include['kind'], written: string, place: LinePosition, reading: Reading): void {
  const {around, found, tree} = reading
  const include = locate(kind, written, place, reading)
  found.includes.push(include)
  if (include.status !== 'read' || include.path === null) return
  readFile(include.path, {around: [...around, include.path], constraint: kind === 'constraints', found, tree})
}

function locate(kind: Include['kind'], written: string, place: LinePosition, {around, found, tree}: Reading): Include {
  const include = {...place, kind, written}
  if (/^(?:https?|file):/i.test(written)) return {...include, path: null, status: 'remote'}
  if (variablesOf(written).length > 0) return {...include, path: null, status: 'variable'}
  const path = insideRoot(place.file, written)
  if (path === undefined) return {...include, path: null, status: 'outside'}
  if (around.includes(path)) return {...include, path, status: 'cycle'}
  if (tree.read(path)) return {...include, path, status: found.files.length < FILES_LIMIT ? 'read' : 'unknown'}
  const isThere = tree.isFile(path) || (!tree.exists(path) && mayExist(path, tree))
  return {...include, path, status: isThere ? 'unknown' : 'missing'}
}

function variablesOf(text: string): string[] {
  return [...text.matchAll(/\$\{([A-Z\d_]+)\}/g)].map((match) => match[1]!)
}
