import type {CnbRelease} from '../../src/buildpack/release.js'
import {compareReleases} from '../../src/buildpack/release-number.js'
import {CNB_SOURCES, readCnbRelease, UnknownSourceForm} from '../../src/buildpack/release-source.js'
import {CNB_RULE_FILES, cnbRules, type RuleDigests} from '../../src/buildpack/rule-text.js'
import {git} from '../replay-releases/history.js'

/** A release as its tag in the checkout has it. */
export interface Tag {
  name: string
  digests: RuleDigests
  /** What decides, of the data that we read; null: we can't read it. */
  constants: Constants | null
  /** Its files, by path. */
  files: Readonly<Record<string, string>>
}

export type Constants = Pick<CnbRelease, 'files' | 'forbiddenEnvVars' | 'python'>

/** The newest tags, oldest first. */
export function readTags(checkout: string, count: number): Tag[] {
  const names = git(checkout, 'tag')
    .split('\n')
    .filter((name) => /^v\d+\.\d+\.\d+$/.test(name))
    .sort(compareReleases)
  return names.slice(-count).map((name) => {
    const files = filesOf(checkout, name)
    const rules = CNB_RULE_FILES.flatMap((file) => (files[file] === undefined ? [] : [[file, files[file]]]))
    return {constants: constantsOf(files), digests: cnbRules(Object.fromEntries(rules)), files, name}
  })
}

function filesOf(checkout: string, tag: string): Record<string, string> {
  const names = git(checkout, 'ls-tree', '-r', '--name-only', tag, 'CHANGELOG.md', 'requirements', 'src').trim().split('\n')
  return Object.fromEntries(names.map((name) => [name, git(checkout, 'show', `${tag}:${name}`)]))
}

/** What earlier releases don't have in today's form: until v1.0.0 uv, until v0.20.1 the list of variables. */
const LATER_FORMS: [file: string, has: string, stands: string][] = [
  ['requirements/uv.txt', 'uv==', 'uv==1.0'],
  ['src/checks.rs', 'const FORBIDDEN_ENV_VARS', 'const FORBIDDEN_ENV_VARS: [&str; 0] = [\n];\n'],
]

function constantsOf(files: Readonly<Record<string, string>>): Constants | null {
  const sources = Object.fromEntries(CNB_SOURCES.map((file): [string, string] => [file, files[file] ?? '']))
  for (const [file, has, stands] of LATER_FORMS) if (!sources[file]!.includes(has)) sources[file] += stands
  try {
    const {files: names, forbiddenEnvVars, python} = readCnbRelease(sources as never)
    return {files: names, forbiddenEnvVars, python}
  } catch (error) {
    if (error instanceof UnknownSourceForm) return null
    throw error
  }
}
