import type {FileTree} from '../../packaging/file-tree.js'
import type {MarkerEnvironment} from '../../packaging/requirements/marker.js'
import type {RequirementEntry, Requirements} from '../../packaging/requirements/read-requirements.js'
import type {Dependency, InstalledPackages} from '../dependency.js'

import {decodeRequirements} from '../../packaging/requirements/decode.js'
import {evaluateMarker} from '../../packaging/requirements/marker.js'
import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {exactVersion} from '../../packaging/requirements/specifier.js'
import {isRequirementsFile} from '../../packaging/requirements/included-files.js'

const FILE = 'requirements.txt'

/** Heroku CI installs it too, in the same run of pip. Source: lib/pip.sh. */
export const TEST_FILE = 'requirements-test.txt'

/** What `pip install -r requirements.txt` is told to install, and what the requirements files beside it name. */
export function pipPackages(tree: FileTree, environment: MarkerEnvironment, {ci}: {ci: boolean}): InstalledPackages {
  const roots = ci && tree.isFile(TEST_FILE) ? [FILE, TEST_FILE] : [FILE]
  const requirements = together(roots.map((file) => readRequirements(tree, file)))
  const notes = new Map(requirements.files.map((file) => [file, secondaryLines(tree, file)]))
  const others = otherFiles(tree, requirements).map((file) => ({file, read: readRequirements(tree, file)}))
  const skipped = others.flatMap(({file, read}) =>
    dependencies(read, environment, new Map())
      // requirements-dev.txt often includes requirements.txt.
      .filter((dependency) => !requirements.files.includes(dependency.file))
      .map((dependency) => ({...dependency, group: file})),
  )
  const named = [requirements, ...others.map(({read}) => read)].flatMap(({entries}) => entries.flatMap(({name}) => name ?? []))
  return {
    complete: namesAll(tree, requirements),
    installed: dependencies(requirements, environment, notes),
    isWhole: isWhole(requirements, environment),
    named: new Set(named),
    skipped,
  }
}

/** Files that one command reads: a line that both have counts once. */
function together([first, ...others]: readonly Requirements[]): Requirements {
  if (others.length === 0) return first!
  const all = [first!, ...others]
  const places = new Set<string>()
  const isNew = ({file, line}: RequirementEntry) => {
    const place = `${file}:${line}`
    return !places.has(place) && places.add(place)
  }

  return {
    entries: all.flatMap(({entries}) => entries).filter((entry) => isNew(entry)),
    files: [...new Set(all.flatMap(({files}) => files))],
    includes: all.flatMap(({includes}) => includes),
    options: all.flatMap(({options}) => options),
    problems: all.flatMap(({problems}) => problems),
    variables: all.flatMap(({variables}) => variables),
  }
}

/** Those that a line names by their path. */
export function pipBuiltFolders(tree: FileTree, environment: MarkerEnvironment): string[] {
  const paths = readRequirements(tree, FILE).entries.flatMap(({constraint, marker, source}) => {
    const isInstalled = !constraint && (marker === null || evaluateMarker(marker.parsed, environment) === true)
    return isInstalled && source.kind === 'path' && source.path !== null ? [source.path] : []
  })
  return [...new Set(paths)].filter((path) => path === '' || tree.isDirectory(path))
}

/** Whether each thing that is installed has its name here, and each file that is included was read. */
function isWhole({entries, includes}: Requirements, environment: MarkerEnvironment): boolean {
  const isUnnamed = ({constraint, marker, name, source}: RequirementEntry) =>
    !constraint &&
    (name === null || source.kind === 'path') &&
    (marker === null || evaluateMarker(marker.parsed, environment) !== false)
  const isRead = ({kind, status}: Requirements['includes'][number]) => kind === 'constraints' || status === 'read'
  return includes.every((include) => isRead(include)) && !entries.some((entry) => isUnnamed(entry))
}

function dependencies(
  requirements: Requirements,
  environment: MarkerEnvironment,
  notes: ReadonlyMap<string, ReadonlySet<number>>,
): Dependency[] {
  // A marker may limit a constraint to other Pythons, as compilers write it.
  const constraints = requirements.entries.filter(
    ({constraint, marker}) => constraint && (marker === null || evaluateMarker(marker.parsed, environment) === true),
  )
  const found: Dependency[] = []
  for (const entry of requirements.entries) {
    const installed = entry.marker === null || evaluateMarker(entry.marker.parsed, environment)
    if (entry.constraint || entry.name === null || installed === false) continue
    const direct = notes.get(entry.file)?.has(entry.line) !== true
    found.push({...asDependency(entry, entry.name, constraints), certain: installed === true, direct})
  }

  return found
}

function asDependency(
  {extras, file, line, marker, source}: RequirementEntry,
  name: string,
  constraints: readonly RequirementEntry[],
): Omit<Dependency, 'certain' | 'direct'> {
  const specifiers = source.kind === 'index' ? source.specifiers : []
  return {
    extras,
    file,
    line,
    name,
    source: source.kind,
    specifier: specifiers.map(({operator, version}) => `${operator}${version}`).join(','),
    version: exactVersion(specifiers) ?? constrainedVersion(name, constraints),
    ...(marker && {marker: marker.written}),
  }
}

/** A constraints file may pin what requirements.txt leaves open. */
function constrainedVersion(name: string, constraints: readonly RequirementEntry[]): string | null {
  for (const {name: constrained, source} of constraints) {
    const version = constrained === name && source.kind === 'index' ? exactVersion(source.specifiers) : null
    if (version !== null) return version
  }

  return null
}

/**
 * Whether requirements.txt was made by a tool that writes down secondary packages too, or demands hashes, without which
 * pip installs nothing.
 */
function namesAll(tree: FileTree, {entries, files, options}: Requirements): boolean {
  if (options.some(({name}) => name === '--require-hashes') || entries.some(({hashes}) => hashes.length > 0)) return true
  return files.some((file) => COMPILED.test(textOf(tree, file)))
}

/** The headers of pip-compile, uv, PDM and Pipenv; and the notes of the first two on who asks for a package. */
const COMPILED = /^#.*generated by (?:pip-compile|pipenv|uv|PDM)\b| # via(?: \S|\r?$)/im

/** The lines (from 1) of packages that only other packages ask for, by the notes of the tool that compiled the file. */
function secondaryLines(tree: FileTree, file: string): Set<number> {
  const notes = new Map<number, string>()
  let requirement = 0
  for (const [index, line] of textOf(tree, file).split(/\r?\n/).entries()) {
    if (/^[A-Za-z\d]/.test(line)) requirement = index + 1
    // Behind the requirement, or on indented lines below it.
    const note = /^[A-Za-z\d][^#]*\s# via (.*)$/.exec(line)?.[1] ?? /^\s+#(.*)$/.exec(line)?.[1]
    if (note !== undefined && requirement > 0) notes.set(requirement, `${notes.get(requirement) ?? ''} ${note}`)
  }

  // The app itself is named by a file: `-r requirements.in`, `shop (pyproject.toml)`.
  return new Set([...notes].filter(([, note]) => !/-[rc] |\(|\.(?:in|txt|toml|cfg|py)\b/.test(note)).map(([line]) => line))
}

function textOf(tree: FileTree, file: string): string {
  return decodeRequirements(tree.read(file) ?? new Uint8Array()).text
}

/** The requirements files of the app that requirements.txt doesn't include. */
function otherFiles(tree: FileTree, {files, includes}: Requirements): string[] {
  const taken = new Set([...files, ...includes.flatMap(({path}) => path ?? [])])
  return [...tree.files()].filter((file) => file.endsWith('.txt') && isRequirementsFile(file) && !taken.has(file))
}
