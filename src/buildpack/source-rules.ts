import type {parse, ParsedScript} from 'unbash'

import type {FileTree} from '../packaging/file-tree.js'
import type {OwnFunction} from './shell/shell.js'

import {cut, reported} from './emulation/text.js'
import {NOT_DETECTED, type SourceDecision} from './source-decision.js'
import {BUILD, Files} from './shell/files.js'
import {calculate} from './shell/conditions.js'
import {NotUnderstood} from './not-understood.js'
import {run} from './shell/run.js'
import {contained, Shell} from './shell/shell.js'
import {Variables} from './shell/variables.js'

export interface SourceContext {
  stack: string
  /** As the build cache holds it (less `python-`); null without a cache. */
  cachedPythonVersion: string | null
  /** On Heroku CI, the locale is another one. Default: false. */
  ci?: boolean
}

const ROOM = '/buildpack'
const CACHED = '/cache/.heroku/python-version'
/** Cut as the buildpack's report cuts it. */
const LONGEST_VALUE = 200
const MOST_COMMANDS = 20_000

/** The decisions are made when the cache is restored. */
class Decided extends Error {}

/** A release's own rules: its files by their paths in its repository, of bin/, lib/, requirements/ and vendor/. */
export class SourceRules {
  private readonly scripts = new Map<string, ParsedScript>()

  private constructor(
    /** By their paths in the room. */
    private readonly files: Readonly<Record<string, string>>,
    private readonly parse: Parse,
  ) {}

  /** Loads what reads the files, which only a newer release needs. */
  static async of(files: Readonly<Record<string, string>>): Promise<SourceRules> {
    const {parse} = await import('unbash')
    return new SourceRules(Object.fromEntries(Object.entries(files).map(([file, text]) => [`${ROOM}/${file}`, text])), parse)
  }

  /**
   * Runs what bin/detect and bin/compile decide, in an interpreter that has no machine: no other program runs, and nothing but the
   * source's tree is read. For releases whose rules were not verified here.
   *
   * @returns undefined where the code does something that the interpreter doesn't know exactly, or fails in a way of its own
   */
  decide(tree: FileTree, context: SourceContext): SourceDecision | undefined {
    try {
      return this.run(tree, context, {args: [BUILD], name: 'bin/detect', own: messages}).status === 0
        ? this.build(tree, context)
        : {...NOT_DETECTED}
    } catch (error) {
      // A program that calls itself without an end fills the stack.
      if (error instanceof NotUnderstood || error instanceof RangeError) return undefined
      throw error
    }
  }

  private build(tree: FileTree, context: SourceContext): SourceDecision | undefined {
    const data = new Map<string, string>()
    const set: OwnFunction = ([key = '', value = '']) => {
      data.set(key, reported(cut(value, LONGEST_VALUE)))
      return 0
    }

    const own = {...messages, ...surroundings, 'build_data::set_raw': set, 'build_data::set_string': set}
    const ended = this.run(tree, context, {args: [BUILD, '/cache', '/env'], name: 'bin/compile', own})
    const value = (key: string) => data.get(key) ?? null
    const reason = value('failure_reason')
    // An end that nobody wrote down is one of the interpreter's, or what the buildpack calls an unhandled error.
    if (ended.decided ? reason !== null : reason === null || ended.status === 0) return undefined
    return {
      detected: true,
      failure: reason === null ? null : {detail: value('failure_detail'), reason},
      package_manager: value('package_manager'),
      python_version: value('python_version'),
      python_version_origin: value('python_version_origin'),
      python_version_requested: value('python_version_requested'),
    }
  }

  private run(tree: FileTree, {cachedPythonVersion, ci = false, stack}: SourceContext, {args, name, own}: ProgramOptions) {
    const {files} = this
    const others = cachedPythonVersion === null ? files : {...files, [CACHED]: `python-${cachedPythonVersion}`}
    const variables = new Variables({
      HOME: '/app',
      IFS: ' \t\n',
      LANG: ci ? 'C.UTF-8' : 'en_US.UTF-8',
      PATH: '/usr/bin:/bin',
      STACK: stack,
    })
    const source = `${ROOM}/${name}`
    const parsed = (text: string) => this.parsed(text)
    const shell = new Shell(
      {budget: MOST_COMMANDS, calculate, files: new Files(tree, others), own, parsed, run, source},
      variables,
    )
    try {
      const {commands} = this.parsed(files[source] ?? '')
      return {decided: false, status: contained(() => shell.inFrame(args, () => run(shell, commands)))}
    } catch (error) {
      if (error instanceof Decided) return {decided: true, status: 0}
      throw error
    }
  }

  private parsed(text: string): ParsedScript {
    const script = this.scripts.get(text) ?? this.parse(text)
    this.scripts.set(text, script)
    if (script.errors || script.commands.length === 0) throw new NotUnderstood('a program without a form')
    return script
  }
}

type Parse = typeof parse

interface ProgramOptions {
  args: readonly string[]
  name: string
  own: Readonly<Record<string, OwnFunction>>
}

const nothing: OwnFunction = () => 0

/** What only a user sees. */
const messages: Readonly<Record<string, OwnFunction>> = {
  'output::error': nothing,
  'output::notice': nothing,
  'output::step': nothing,
  'output::warning': nothing,
}

/** Functions around the decisions. */
const surroundings: Readonly<Record<string, OwnFunction>> = {
  'build_data::current_unix_realtime': nothing,
  'build_data::set_duration': nothing,
  'build_data::setup': nothing,
  'cache::restore'() {
    throw new Decided()
  },
  // What a hook changes isn't known: other findings say so.
  'hooks::run_hook': nothing,
}
