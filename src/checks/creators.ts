import {posix} from 'node:path'

import type {FileTree} from '../packaging/file-tree.js'
import type {CheckContext, Finding} from './check.js'

import {type App, isAvailable} from '../platform/app.js'
import {isPythonBuildpack, movesTheRoot, placeOf, roleOf} from '../platform/buildpacks/catalogue.js'
import {mayWriteSource} from '../platform/buildpacks/detection.js'
import {buildpacksFile} from '../platform/buildpacks/named-in-source.js'
import {parseReference, type Reference} from '../platform/buildpacks/reference.js'

/**
 * What runs before the Python buildpack looks at the files, and may write some that the commit lacks. A hook is read, and of
 * the buildpacks it is known what they write: one that never touches a file is no reason to doubt that it is missing.
 */

/** What is missing. */
interface Missing {
  /** Paths, of which any will do. */
  files: readonly string[]
  /** Other words by which a script shows that it brings it. */
  words?: RegExp
}

/** How a script hands credentials to git, pip and their like. */
export const CREDENTIALS = /netrc|\bgit\s+config|ASKPASS|credential|pip\s+config|pip\.conf|ssh|\bexport\b|\benvsubst\b|\bsed\b/i

/** Until when it must be there: before the Python buildpack looks for it, or before a dyno starts. */
type Until = 'build' | 'start'

const HOOKS: Readonly<Record<Until, readonly string[]>> = {
  build: ['bin/pre_compile'],
  start: ['bin/pre_compile', 'bin/post_compile'],
}

/** The hook or buildpack that may bring what is missing, in words; null: nothing does. */
export function creatorOf({app, kind, project: {tree}}: CheckContext, missing: Missing, until: Until = 'build'): string | null {
  const hooks = HOOKS[until].filter(
    (hook) => kind === 'classic' && tree.isFile(hook) && scriptMayWrite(tree, textOf(tree, hook), missing),
  )
  const others = otherBuildpacks(app, tree, until).filter((reference) => buildpackMayWrite(tree, reference, missing))
  const shown = others.map((reference) => reference.shown)
  const creators = [
    ...hooks.map((hook) => `the ${hook} hook`),
    ...(shown.length === 0 ? [] : [`the buildpack ${shown.join(' or ')}`]),
  ]
  return creators.length === 0 ? null : creators.join(' or ')
}

/**
 * A missing file is no more than a warning where something that runs earlier may create it.
 *
 * @param files the paths that are missing, of which any will do
 */
export function unlessCreated(context: CheckContext, finding: Finding, files: readonly string[], until?: Until): Finding {
  const creator = creatorOf(context, {files}, until)
  if (creator === null) return finding
  return {
    ...finding,
    // A file that is written beside the one created in the build could break what works.
    fix: {command: finding.fix.command, kind: finding.fix.kind === 'auto' ? 'ask' : finding.fix.kind},
    fineIf: [...(finding.fineIf ?? []), `${creator} creates the missing file during the build`],
    severity: 'warning',
  }
}

/** The buildpacks beside the Python one, in time. One that makes a folder the root creates nothing in it; without its config var it stops. */
function otherBuildpacks(app: App | null, tree: FileTree, until: Until): Reference[] {
  const list = listOf(app, tree)
  const python = list.findIndex((reference) => isPythonBuildpack(reference))
  const isFolderKnown = app !== null && isAvailable(app.configVars)
  return list.filter(
    (reference, index) =>
      index !== python && (until === 'start' || index < python) && !(isFolderKnown && movesTheRoot(reference)),
  )
}

/** The app's list, with what .buildpacks names in the place of a buildpack that runs it. */
function listOf(app: App | null, tree: FileTree): Reference[] {
  const inside = buildpacksFile(tree) ?? []
  if (!app) return inside
  if (!isAvailable(app.buildpacks)) return []
  const list = app.buildpacks.map(({ref}) => parseReference(ref))
  return list.flatMap((reference) => (roleOf(reference).kind === 'multi' && inside.length > 0 ? inside : [reference]))
}

/** Whether a buildpack may write what a later one looks for. heroku/python writes nothing beside its own folders; a hook of the app may. */
export function buildpackMayWrite(tree: FileTree, reference: Reference, missing: Missing): boolean {
  if (isPythonBuildpack(reference))
    return HOOKS.start.some((hook) => tree.isFile(hook) && scriptMayWrite(tree, textOf(tree, hook), missing))
  const role = roleOf(reference)
  if (role.kind === 'exporter' || role.kind === 'standalone')
    return missing.words !== undefined || missing.files.some((file) => EXPORTED.has(file))
  const place = placeOf(reference)
  if (place === 'node') return nodeMayWrite(tree, missing)
  if (place === 'netrc') return missing.words !== undefined
  if (OF_OTHER_LANGUAGES.test(reference.slug ?? '')) return missing.files.some((file) => !OF_PYTHON.test(file))
  return place !== 'apt' && place !== 'geo' && mayWriteSource(reference)
}

/** They build what their own language's files ask for. */
const OF_OTHER_LANGUAGES = /^heroku\/(?:heroku-buildpack-)?(?:clojure|dotnet|go|gradle|java|jvm|php|ruby|scala)$/

/** What the buildpacks write that export another tool's lock. Source: bin/compile of those in catalogue.ts. */
const EXPORTED: ReadonlySet<string> = new Set(['.python-version', 'requirements.txt', 'runtime.txt'])

/** What heroku/nodejs runs of a package.json, beside the installation. Source: heroku-buildpack-nodejs, lib/builddata and build.sh. */
const NODE_SCRIPTS = ['build', 'heroku-postbuild', 'heroku-prebuild', 'install', 'postinstall', 'preinstall', 'prepare']

/** Bundlers write pages and scripts. Files of Python's are written by what names them, or by a script of the app's own. */
function nodeMayWrite(tree: FileTree, missing: Missing): boolean {
  const scripts = packageScripts(tree)
  const run = NODE_SCRIPTS.map((name) => scripts.get(name)).filter((command) => command !== undefined)
  if (run.length === 0) return false
  if (missing.files.some((file) => !OF_PYTHON.test(file))) return true
  return [...scripts.values()].some((command) => scriptMayWrite(tree, command, missing))
}

const OF_PYTHON = /(?:\.(?:cfg|in|lock|py|toml|txt)|(?:^|\/)(?:\.python-version|Procfile))$/

function packageScripts(tree: FileTree): ReadonlyMap<string, string> {
  try {
    const {scripts} = JSON.parse(textOf(tree, 'package.json')) as {scripts?: unknown}
    const entries = typeof scripts === 'object' && scripts !== null ? Object.entries(scripts) : []
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return new Map()
  }
}

/** Commands that write a file without naming it. */
const WRITERS: Readonly<Record<string, RegExp>> = {
  '.python-version': /\buv\s+python\s+pin\b|\bpyenv\s+local\b/,
  'Pipfile.lock': /\bpipenv\s+(?:install|lock|sync|update|upgrade)\b/,
  'poetry.lock': /\bpoetry\s+(?:add|install|lock|update)\b/,
  'uv.lock': /\buv\s+(?:add|lock|run|sync)\b/,
}

/** Commands that bring files of any name. */
const BRINGS_ANYTHING =
  /\b(?:cp|mv)\s[^\n;&|]{0,500}\*|\bcp\s+-\w{0,9}[aRr]|\brsync\b|\btar\s+-?\w*x|\bunzip\b|\bgit\s+(?:checkout|clone|pull|submodule)\b|\|\s*(?:ba|z|da)?sh\b|\beval\b|\bmake\b(?!-)|\bansible|\baws\s+s3\b|\bgsutil\b/

/** Scripts that another one starts: those of the app are read too. */
const STARTED =
  /(?:^|[\s;&|(])(?:(?:ba|da|z)?sh|python3?|node|source|\.)\s+([\w./-]+\.\w+|[\w.-]*\/[\w./-]+)|(?:^|[\s;&|(])(\.?\/[\w./-]+|bin\/[\w./-]+)/gm

/** More scripts in scripts than anyone writes. */
const DEPTH = 3

function scriptMayWrite(tree: FileTree, text: string, missing: Missing, depth = 0): boolean {
  const code = text.replaceAll(/^[ \t]*#.*$/gm, '')
  if (BRINGS_ANYTHING.test(code) || missing.words?.test(code)) return true
  if (missing.files.some((file) => names(code, file) || WRITERS[file]?.test(code))) return true
  if (/\b(?:npm|pnpm|yarn)\s/.test(code) && depth < DEPTH && scriptsMayWrite(tree, missing, depth)) return true
  return [...code.matchAll(STARTED)].some(([, first, second]) => {
    const path = (first ?? second)!.replace(/^(?:\.\/)+/, '')
    // What isn't read, such as a program, may do anything; what the dyno lacks does nothing.
    return (
      !path.startsWith('/') &&
      tree.isFile(path) &&
      (depth >= DEPTH || !tree.read(path) || scriptMayWrite(tree, textOf(tree, path), missing, depth + 1))
    )
  })
}

function scriptsMayWrite(tree: FileTree, missing: Missing, depth: number): boolean {
  if (missing.files.some((file) => !OF_PYTHON.test(file))) return true
  return [...packageScripts(tree).values()].some((command) => scriptMayWrite(tree, command, missing, depth + 1))
}

/** Whether a script has a file's name, or the folder that it is in. */
function names(code: string, file: string): boolean {
  const folder = posix.dirname(file)
  return code.includes(posix.basename(file)) || (folder !== '.' && code.includes(folder))
}

function textOf(tree: FileTree, path: string): string {
  return new TextDecoder().decode(tree.read(path))
}
