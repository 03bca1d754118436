import {execFileSync} from 'node:child_process'

import type {ClassicRelease} from '../../src/buildpack/release.js'
import {compareReleases} from '../../src/buildpack/release-number.js'
import {CLASSIC_SOURCES, readClassicRelease, UnknownSourceForm} from '../../src/buildpack/release-source.js'
import {CLASSIC_RULE_FILES, classicRules, type RuleDigests} from '../../src/buildpack/rule-text.js'

/** A release as its tag in the checkout has it. */
export interface Tag {
  name: string
  digests: RuleDigests
  /** What decides, of the data that we read; null: we can't read it. */
  constants: Constants | null
  /** Its files, by path. */
  files: Readonly<Record<string, string>>
}

export type Constants = Pick<ClassicRelease, 'files' | 'python' | 'stacks'>

export function git(checkout: string, ...args: string[]): string {
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
  return execFileSync('git', ['-C', checkout, ...args], {encoding: 'utf8', maxBuffer: 2 ** 28, stdio})
}

/** The newest tags, oldest first. */
export function readTags(checkout: string, count: number): Tag[] {
  const names = git(checkout, 'tag')
    .split('\n')
    .filter((name) => /^v\d+$/.test(name))
    .sort(compareReleases)
  return names.slice(-count).map((name) => {
    const files = filesOf(checkout, name)
    const rules = CLASSIC_RULE_FILES.flatMap((file) => (files[file] === undefined ? [] : [[file, files[file]]]))
    return {constants: constantsOf(files), digests: classicRules(Object.fromEntries(rules)), files, name}
  })
}

function filesOf(checkout: string, tag: string): Record<string, string> {
  const names = git(checkout, 'ls-tree', '-r', '--name-only', tag, 'CHANGELOG.md', 'bin', 'lib', 'requirements', 'vendor')
    .trim()
    .split('\n')
  return Object.fromEntries(names.map((name) => [name, git(checkout, 'show', `${tag}:${name}`)]))
}

/** What earlier releases don't have in today's form: until v347 setuptools' version, until v319 the list of misspellings. */
const LATER_FORMS: [file: string, has: string, stands: string][] = [
  ['lib/pip.sh', "\nSETUPTOOLS_VERSION='", '\nSETUPTOOLS_VERSION=\'1.0\'\n"${python_major_version}" == +(3.10)\n'],
  ['lib/python_version.sh', '\nMISSPELLED_', '\nMISSPELLED_PYTHON_VERSION_FILE_NAMES=(\n)\n'],
]

function constantsOf(files: Readonly<Record<string, string>>): Constants | null {
  const sources = Object.fromEntries(CLASSIC_SOURCES.map((file): [string, string] => [file, files[file] ?? '']))
  for (const [file, has, stands] of LATER_FORMS) if (!sources[file]!.includes(has)) sources[file] += stands
  try {
    const {files, python, stacks} = readClassicRelease(sources as never)
    return {files, python, stacks}
  } catch (error) {
    if (error instanceof UnknownSourceForm) return null
    throw error
  }
}
