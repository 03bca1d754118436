import {execFileSync} from 'node:child_process'

import type {ClassicRelease} from '../../src/buildpack/release.js'
import {compareReleases} from '../../src/buildpack/release-number.js'
import {CLASSIC_SOURCES, readClassicRelease, UnknownSourceForm} from '../../src/buildpack/release-source.js'
import {CLASSIC_RULE_FILES, classicRules, type RuleDigests} from '../../src/buildpack/rule-text.js'

type Files = Readonly<Record<string, string>>

/** A release as its tag in the checkout has it. */
export interface ReleaseTag<Constants> {
  name: string
  digests: RuleDigests
  /** What decides, of the data that we read; null: we can't read it. */
  constants: Constants | null
  /** Its files, by path. */
  files: Files
}

/** How a buildpack's releases are read from their tags. */
export interface History<Constants> {
  /** A tag's name. */
  pattern: RegExp
  /** What is read of a release, files and folders, beside its CHANGELOG.md. */
  paths: readonly string[]
  /** The files that constants are read from. */
  sources: readonly string[]
  /** What earlier releases don't have in today's form. */
  laterForms: readonly (readonly [file: string, has: string, stands: string])[]
  /** @throws UnknownSourceForm */
  constants(sources: Files): Constants
  ruleFiles: readonly string[]
  digests(rules: Files): RuleDigests
}

export type Constants = Pick<ClassicRelease, 'files' | 'python' | 'stacks'>
export type Tag = ReleaseTag<Constants>

const CLASSIC: History<Constants> = {
  constants(sources) {
    const {files, python, stacks} = readClassicRelease(sources as never)
    return {files, python, stacks}
  },
  digests: classicRules,
  // Until v347 setuptools' version, until v319 the list of misspellings.
  laterForms: [
    ['lib/pip.sh', "\nSETUPTOOLS_VERSION='", '\nSETUPTOOLS_VERSION=\'1.0\'\n"${python_major_version}" == +(3.10)\n'],
    ['lib/python_version.sh', '\nMISSPELLED_', '\nMISSPELLED_PYTHON_VERSION_FILE_NAMES=(\n)\n'],
  ],
  paths: ['bin', 'lib', 'requirements', 'vendor'],
  pattern: /^v\d+$/,
  ruleFiles: CLASSIC_RULE_FILES,
  sources: CLASSIC_SOURCES,
}

function git(checkout: string, ...args: string[]): string {
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
  return execFileSync('git', ['-C', checkout, ...args], {encoding: 'utf8', maxBuffer: 2 ** 28, stdio})
}

/** The classic buildpack's newest tags, oldest first. */
export function readTags(checkout: string, count: number): Tag[] {
  return readHistory(CLASSIC, checkout, count)
}

/** A buildpack's newest tags, oldest first. */
export function readHistory<Constants>(history: History<Constants>, checkout: string, count: number): ReleaseTag<Constants>[] {
  const names = git(checkout, 'tag')
    .split('\n')
    .filter((name) => history.pattern.test(name))
    .sort(compareReleases)
  return names.slice(-count).map((name) => {
    const files = filesOf(checkout, name, history.paths)
    const rules = history.ruleFiles.flatMap((file) => (files[file] === undefined ? [] : [[file, files[file]]]))
    return {constants: constantsOf(history, files), digests: history.digests(Object.fromEntries(rules) as Files), files, name}
  })
}

function filesOf(checkout: string, tag: string, paths: readonly string[]): Files {
  const names = git(checkout, 'ls-tree', '-r', '--name-only', tag, 'CHANGELOG.md', ...paths)
    .trim()
    .split('\n')
  return Object.fromEntries(names.map((name) => [name, git(checkout, 'show', `${tag}:${name}`)]))
}

function constantsOf<Constants>({constants, laterForms, sources: names}: History<Constants>, files: Files): Constants | null {
  const sources = Object.fromEntries(names.map((file): [string, string] => [file, files[file] ?? '']))
  for (const [file, has, stands] of laterForms) if (!sources[file]!.includes(has)) sources[file] += stands
  try {
    return constants(sources)
  } catch (error) {
    if (error instanceof UnknownSourceForm) return null
    throw error
  }
}
