import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {rustLines} from '../../src/buildpack/rule-lines.js'
import type {CnbCorpusCase} from '../../test/support/corpus.js'
import {once} from '../replay-releases/replay.js'
import type {Answer} from '../replay-releases/run-trees.js'
import {withConstants} from './constants.js'
import type {Constants, Tag} from './history.js'
import {Programs} from './programs.js'
import {withReasons} from './reasons.js'
import {runTrees} from './run-trees.js'

interface Options {
  /** Of the server that stands for the archives. */
  address: string
  /** Where programs and answers are kept. */
  cache: string
  checkout: string
  /** Whether releases that differ in their libraries alone are compiled each. */
  eachLock?: boolean
  /** Oldest first. */
  tags: readonly Tag[]
  trees: readonly CnbCorpusCase[]
}

/** The files of a release that decide. All of a program is the same, where these are: what comes after is not run. */
const DECIDING = ['checks', 'detect', 'main', 'package_manager', 'python_version', 'python_version_file', 'runtime_txt', 'utils']

/** What compiled releases decide about the trees. */
export class CompiledAnswers {
  /** What a release decides, as it is. */
  readonly of = once(
    ({name}: Tag) => name,
    (tag: Tag) => this.ask(tag),
  )
  private readonly programs: Programs

  constructor(private readonly options: Options) {
    this.programs = new Programs(options.checkout, options.cache, options.eachLock)
  }

  /** What a release decides with another one's constants. Releases that differ in nothing else that decides are one program. */
  with(tag: Tag, constants: Constants | null): Promise<(Answer | null)[]> {
    const key = decidingKey(tag)
    // The newest one, whose libraries are there since it was compiled as it is.
    const same = this.options.tags.findLast((one) => decidingKey(one) === key) ?? tag
    return constants === null ? this.of(tag) : this.changed(same, constants)
  }

  private readonly changed = once(
    (tag: Tag, constants: Constants) => `${decidingKey(tag)}-${digest(constants)}`,
    (tag, constants) =>
      this.ask(tag, {files: withConstants(tag.files, constants), key: `${decidingKey(tag)}-${digest(constants)}`}),
  )

  private async ask(tag: Tag, changed?: {files: Record<string, string>; key: string}): Promise<(Answer | null)[]> {
    const program = this.programs.of(tag.name, changed?.files, changed?.key)
    const answers = path.join(this.options.cache, 'answers', `${path.basename(program)}-${digest(this.options.trees)}.json`)
    if (!existsSync(answers)) await this.run(program, answers)
    return withReasons(JSON.parse(readFileSync(answers, 'utf8')) as (Answer | null)[], tag.files['src/errors.rs'] ?? '')
  }

  /** Whole or not there: the next run takes what it finds. */
  private async run(program: string, answers: string): Promise<void> {
    const {address, trees} = this.options
    const workFolder = mkdtempSync(path.join(tmpdir(), 'replay-cnb-'))
    try {
      mkdirSync(path.dirname(answers), {recursive: true})
      writeFileSync(`${answers}.begun`, JSON.stringify(await runTrees(program, trees, {address, workFolder})))
      renameSync(`${answers}.begun`, answers)
    } finally {
      rmSync(workFolder, {force: true, recursive: true})
    }
  }
}

function decidingKey({files}: Tag): string {
  const errors = (files['src/errors.rs'] ?? '').match(/log_error\(\s*(?:format!\()?"(?:[^"\\]|\\.)+"/g) ?? []
  return digest([errors, DECIDING.map((name) => rustLines(files[`src/${name}.rs`] ?? '').filter((line) => line.trim() !== ''))])
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}
