import {type Marker, takeMarker} from './marker.js'
import {Scanner} from './scanner.js'
import {SPECIFIER, type Specifier, splitSpecifier} from './specifier.js'

/**
 * A requirement by name, `name[extras] >= 1.0 ; marker` or `name[extras] @ URL ; marker`. Source: PEP 508, and the
 * `packaging` library inside pip, whose order of reading this keeps. (pip-requirements-js, tried first, read 23 of 87 lines
 * otherwise than pip, and none of its options.)
 */
export interface NamedRequirement {
  /** As written. */
  name: string
  extras: readonly string[]
  specifiers: readonly Specifier[]
  /** Behind the `@`. */
  url: string | null
  marker: {parsed: Marker; written: string} | null
}

/** What it is that pip would not read, in the order of a requirement's parts. */
type RequirementFault = 'extras' | 'marker' | 'name' | 'rest' | 'url' | 'version'

type ParsedRequirement = {requirement: NamedRequirement} | {fault: RequirementFault}

const IDENTIFIER = /\b[A-Za-z\d][\w.-]*\b/y

export function parseRequirement(text: string): ParsedRequirement {
  const scanner = new Scanner(text)
  scanner.skipBlanks()
  const name = scanner.take(IDENTIFIER)
  if (name === undefined) return {fault: 'name'}
  scanner.skipBlanks()
  const extras = takeExtras(scanner)
  if (extras === undefined) return {fault: 'extras'}
  scanner.skipBlanks()
  const byUrl = scanner.take(/@/y) !== undefined
  const details = byUrl ? takeUrl(scanner) : takeSpecifiers(scanner)
  if (details === undefined) return {fault: byUrl ? 'url' : 'version'}
  scanner.skipBlanks()
  const marker = takeRequirementMarker(scanner)
  if (marker === undefined) return {fault: 'marker'}
  if (!scanner.atEnd) return {fault: details.specifiers.length > 0 || byUrl ? 'rest' : 'version'}
  return {requirement: {extras, marker, name, ...details}}
}

function takeExtras(scanner: Scanner): string[] | undefined {
  if (scanner.take(/\[/y) === undefined) return []
  const extras: string[] = []
  scanner.skipBlanks()
  for (let extra = scanner.take(IDENTIFIER); extra !== undefined; extra = scanner.take(IDENTIFIER)) {
    extras.push(extra)
    scanner.skipBlanks()
    if (scanner.take(/,/y) === undefined) break
    scanner.skipBlanks()
    if (!/[A-Za-z\d]/.test(scanner.text[scanner.position] ?? '')) return undefined
  }

  return scanner.take(/\]/y) === undefined ? undefined : extras
}

function takeUrl(scanner: Scanner): Pick<NamedRequirement, 'specifiers' | 'url'> | undefined {
  scanner.skipBlanks()
  const url = scanner.take(/[^ \t]+/y)
  return url === undefined ? undefined : {specifiers: [], url}
}

function takeSpecifiers(scanner: Scanner): Pick<NamedRequirement, 'specifiers' | 'url'> | undefined {
  const isEnclosed = scanner.take(/\(/y) !== undefined
  const specifiers: Specifier[] = []
  scanner.skipBlanks()
  for (let found = scanner.take(SPECIFIER); found !== undefined; found = scanner.take(SPECIFIER)) {
    specifiers.push(splitSpecifier(found))
    scanner.skipBlanks()
    if (scanner.take(/,/y) === undefined) break
    scanner.skipBlanks()
  }

  return isEnclosed && scanner.take(/\)/y) === undefined ? undefined : {specifiers, url: null}
}

/** @returns null: there is none; undefined: it can't be read */
function takeRequirementMarker(scanner: Scanner): NamedRequirement['marker'] | undefined {
  if (scanner.take(/;/y) === undefined) return null
  const start = scanner.position
  const parsed = takeMarker(scanner)
  return parsed === undefined ? undefined : {parsed, written: scanner.text.slice(start, scanner.position).trim()}
}

/** A package's name as PEP 503 compares it. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}
