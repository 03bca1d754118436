import {createHash} from 'node:crypto'

import {rustLines, shellLines} from './rule-lines.js'

/**
 * Takes a buildpack's source apart into the units that our rules rest on, and gives each a digest of what it does: without
 * comments, white space, the wording of messages, and the data that release-source.ts reads (a new Python changes no rule).
 * Run on a checkout (`npm run sync-buildpack`) and, at run time, on the files of a newer release.
 */

/** The files of the classic buildpack that hold rules. Not all of them are in every release. */
export const CLASSIC_RULE_FILES = [
  'bin/compile',
  'bin/detect',
  'bin/release',
  'bin/steps/collectstatic',
  'bin/steps/nltk',
  'bin/test-compile',
  'bin/utils',
  'bin/warnings',
  'lib/build_data.sh',
  'lib/cache.sh',
  'lib/checks.sh',
  'lib/hooks.sh',
  'lib/package_manager.sh',
  'lib/pip.sh',
  'lib/pipenv.sh',
  'lib/poetry.sh',
  'lib/python.sh',
  'lib/python_version.sh',
  'lib/utils.sh',
  'lib/uv.sh',
  'vendor/buildpack-stdlib_v8.sh',
  'vendor/WEB_CONCURRENCY.sh',
] as const

/** The files of the CNB that hold rules. */
export const CNB_RULE_FILES = [
  'src/checks.rs',
  'src/detect.rs',
  'src/django.rs',
  'src/layers/pip.rs',
  'src/layers/pip_dependencies.rs',
  'src/layers/poetry.rs',
  'src/layers/poetry_dependencies.rs',
  'src/layers/python.rs',
  'src/layers/uv.rs',
  'src/layers/uv_dependencies.rs',
  'src/main.rs',
  'src/package_manager.rs',
  'src/python_version.rs',
  'src/python_version_file.rs',
  'src/utils.rs',
] as const

/** Unit → its digest. A unit is a function by its name, or what a file does outside of functions, by the file's name. */
export type RuleDigests = Readonly<Record<string, string>>

const DIGITS = 16

/** @param files by path; those that a release doesn't have are left out */
export function classicRules(files: Readonly<Partial<Record<string, string>>>): RuleDigests {
  const units = Object.entries(files).flatMap(([file, text = '']) => unitsOf(file, shellLines(text), SHELL_FUNCTION))
  return digests(units.flatMap(([name, lines]) => (name === 'bin/compile' ? parts(lines) : [[name, lines]])))
}

/** @param files by path; those that a release doesn't have are left out */
export function cnbRules(files: Readonly<Partial<Record<string, string>>>): RuleDigests {
  return digests(
    Object.entries(files).flatMap(([file, text = '']) =>
      // Functions of the same name are in several files.
      unitsOf(file, rustLines(text), RUST_FUNCTION).map(([name, lines]): Unit => [
        name === file ? file : `${file} ${name}`,
        lines,
      ]),
    ),
  )
}

type Unit = [name: string, lines: string[]]

function digests(units: readonly Unit[]): RuleDigests {
  const texts = new Map<string, string>()
  for (const [name, lines] of units) {
    const text = lines.map((line) => line.trim().replaceAll(/\s+/g, ' ')).filter((line) => line !== '')
    texts.set(name, `${texts.get(name) ?? ''}${text.join('\n')}`)
  }

  return Object.fromEntries(
    [...texts].map(([name, text]) => [name, createHash('sha256').update(text).digest('hex').slice(0, DIGITS)]),
  )
}

interface FunctionForm {
  begins: RegExp
  /** The line that closes what began with such an indentation. */
  ends(indentation: string): string
}

const SHELL_FUNCTION: FunctionForm = {begins: /^()(?:function )?([\w:-]+)\(\) \{$/, ends: () => '}'}
const RUST_FUNCTION: FunctionForm = {
  begins: /^( *)(?:pub(?:\([a-z]+\))? )?(?:const )?fn (\w+)/,
  ends: (indentation) => `${indentation}}`,
}

/** What is outside of functions is the unit that has the file's name. */
function unitsOf(file: string, lines: readonly string[], {begins, ends}: FunctionForm): Unit[] {
  const outside: string[] = []
  const units: Unit[] = [[file, outside]]
  let end: string | undefined
  for (const line of lines) {
    const begun = end === undefined ? begins.exec(line) : null
    if (begun) units.push([begun[2]!, []])
    if (end !== undefined || begun) units.at(-1)![1].push(line)
    else outside.push(line)
    if (begun) end = ends(begun[1]!)
    else if (line === end) end = undefined
  }

  return units
}

/** Where the parts of bin/compile begin: it decides, then installs, then writes what the app starts with. */
const PARTS: [begins: RegExp, name: string][] = [
  [/^cache::restore /, 'bin/compile, the installation'],
  [/^set_env PATH /, 'bin/compile, the end'],
]
/** What decides, in the first part, is which functions are called, in which order and on which conditions. */
const DECISION = /\b(?:cache|checks|hooks|package_manager|python_version)::\w+|^\s*(?:if|elif|for|while)\b.*/g

function parts(lines: readonly string[]): Unit[] {
  const units: Unit[] = [['bin/compile, the environment', []]]
  const order: string[] = []
  for (const line of lines) {
    const begun = PARTS.find(([begins]) => begins.test(line))
    if (begun) units.push([begun[1], []])
    const decisions = units.length === 1 ? (line.match(DECISION) ?? []) : []
    if (decisions.length > 0) order.push(...decisions)
    else units.at(-1)![1].push(line)
  }

  return [['bin/compile, the order', order], ...units]
}
