import type {FileTree} from '../../packaging/file-tree.js'

import {decodeRequirements} from '../../packaging/requirements/decode.js'
import {includedFiles, insideRoot} from '../../packaging/requirements/included-files.js'
import {parseOptionLine} from '../../packaging/requirements/line-options.js'
import {logicalLines} from '../../packaging/requirements/logical-lines.js'
import {normaliseName} from '../../packaging/requirements/pep508.js'
import {readRequirements} from '../../packaging/requirements/read-requirements.js'

/** What pip's requirements files say, as far as compiling them needs it. */

/** A requirements file and all that it includes, itself first. */
export function includeClosure(tree: FileTree, path: string): string[] {
  const found = [path]
  for (const file of found) {
    for (const included of includedFiles(file, tree.read(file) ?? new Uint8Array())) {
      if (!found.includes(included) && tree.isFile(included)) found.push(included)
    }
  }

  return found
}

export function readText(tree: FileTree, path: string): string {
  return decodeRequirements(tree.read(path) ?? new Uint8Array()).text
}

/** Options that belong to a requirement, or name a file that is compiled along: they have no place in the compiled file. */
const NOT_KEPT: ReadonlySet<string> = new Set(['--config-settings', '--constraint', '--editable', '--hash', '--requirement'])

/**
 * The lines of a file and its includes that choose where packages come from and how, which must stand in the compiled
 * file too; as written: credentials and `${VARIABLES}` are not looked at.
 */
export function keptOptions(tree: FileTree, path: string): string[] {
  const kept = readRequirements(tree, path).options.filter(({name}) => !NOT_KEPT.has(name))
  return [...new Set(kept.map(({written}) => written))]
}

export function usesHashes(tree: FileTree, path: string): boolean {
  const {entries, options} = readRequirements(tree, path)
  return entries.some(({hashes}) => hashes.length > 0) || options.some(({name}) => name === '--require-hashes')
}

/** What may name a file of the app that isn't there: whoever installs it shall say so. */
const MISSING_FILE: ReadonlySet<string> = new Set(['editable-form', 'no-such-path', 'not-a-project'])

/** Whether something is installed from the app's own files, which must then be there. */
export function usesLocalFiles(tree: FileTree, path: string): boolean {
  const {entries, options, problems} = readRequirements(tree, path)
  return (
    entries.some(({source}) => source.kind === 'path') ||
    problems.some(({fault}) => MISSING_FILE.has(fault.id)) ||
    options.some(({name, value}) => name === '--find-links' && !/^https?:/.test(value ?? ''))
  )
}

/** Index and link options whose value may be a path. */
const PLACES: ReadonlySet<string> = new Set(['--extra-index-url', '--find-links', '--index-url'])

/**
 * The first line, in a file and its includes, that names a path outside of the app, or one that depends on a variable:
 * whatever compiles the file would read what is there, and may build it.
 */
export function pathOutside(tree: FileTree, path: string): undefined | {file: string; line: number; written: string} {
  const {entries, includes, options} = readRequirements(tree, path)
  return (
    includes.find(({status}) => status === 'outside' || status === 'variable') ??
    entries.find(({source}) => source.kind === 'path' && source.path === null) ??
    options.find(({file, name, value}) => PLACES.has(name) && isPathOutside(file, value ?? ''))
  )
}

function isPathOutside(file: string, value: string): boolean {
  return /^file:/i.test(value) || (!/^[a-z][a-z\d+.-]+:|^\$\{/i.test(value) && insideRoot(file, value) === undefined)
}

/** An editable requirement from a repository, which uv doesn't know: its name, with extras, and URL. */
interface EditableVcs {
  /** As written, without comment and line end. */
  line: string
  name: string
  url: string
}

const VCS = /^(?:git|hg|svn|bzr)\+\S+$/

/** @param line as pip joins it, without its comment */
export function editableVcs(line: string): EditableVcs | undefined {
  const parsed = parseOptionLine(line)
  const address = 'fault' in parsed ? undefined : parsed.options.find((option) => option.name === '--editable')?.value
  const name = /[#&]egg=([\w.-]+(?:\[[\w.,-]+\])?)/.exec(address ?? '')?.[1]
  if (!address || name === undefined || !VCS.test(address)) return undefined
  return {line, name, url: address.replace(/([#&])egg=[^&]*&?/, '$1').replace(/[#&]$/, '')}
}

/** The editable requirements of a file and its includes that come from a repository. */
export function editablesOf(tree: FileTree, path: string): EditableVcs[] {
  const lines = includeClosure(tree, path).flatMap((file) => logicalLines(readText(tree, file)))
  return lines.flatMap(({text}) => editableVcs(text) ?? [])
}

/** A requirements file in the form that uv reads: each line where it was, for its messages name them. */
export function forUv(text: string): string {
  const lines: string[] = []
  for (const {line, text: joined} of logicalLines(text)) {
    while (lines.length < line - 1) lines.push('')
    const vcs = editableVcs(joined)
    lines.push(vcs ? `${vcs.name} @ ${vcs.url}` : joined)
  }

  return `${lines.join('\n')}\n`
}

/** What uv made of them, editable again, at the commit that it found. */
export function restoreEditables(compiled: string, editables: readonly EditableVcs[]): string {
  let text = compiled
  for (const {line, name} of editables) {
    const plain = normaliseName(name.replace(/\[.*$/, ''))
    const pattern = new RegExp(String.raw`^${plain.replaceAll('-', '[-_.]+')}(?:\[[^\]]*\])? @ (\S+)$`, 'im')
    const commit = /@([\da-f]{40})(?:#|$)/.exec(pattern.exec(text)?.[1] ?? '')?.[1]
    const [address, fragment] = line.split('#', 2)
    if (commit !== undefined) text = text.replace(pattern, () => `${withoutRef(address!)}@${commit}#${fragment}`)
  }

  return text
}

/** A branch or tag stands behind the first `@` of the URL's path. */
function withoutRef(url: string): string {
  const at = url.indexOf('@', url.indexOf('/', url.indexOf('://') + 3))
  return at === -1 ? url : url.slice(0, at)
}

/** The environment variables that a file's `${NAME}`s name, in it and its includes. */
export function variablesIn(tree: FileTree, path: string): string[] {
  return [...new Set(readRequirements(tree, path).variables.map(({name}) => name))]
}
