import type {FileTree} from '../packaging/file-tree.js'
import type {Block} from './rust/syntax.js'
import type {Parser} from './rust/nodes.js'

import {NotUnderstood} from './not-understood.js'
import {checkRest} from './rust/after-boundary.js'
import {CnbFiles} from './rust/cnb-files.js'
import {type BuildEnvironment, cnbWorld, CONTEXT, Decided, isFail, isPass, Told} from './rust/cnb-world.js'
import {Interpreter} from './rust/interpreter.js'
import type {Frame} from './rust/machine.js'
import {type Implementation, Program} from './rust/program.js'
import {NOT_DETECTED, type SourceDecision} from './source-decision.js'
import {type Data, isData, payload, RESULT, seen, type Value} from './rust/values.js'

/** What a release of the Cloud Native Buildpack decides about a source, by its own code. */
export interface CnbSourceDecision extends Omit<SourceDecision, 'failure'> {
  /** The heading is that of its error. `error` is the innermost name of it in the program, and `detail` what it is about. */
  failure: null | {detail: string | null; error: string; heading: string}
}

export interface CnbSourceContext {
  /** The config vars; null stands for a value that isn't told. */
  env: BuildEnvironment
}

const MOST_STEPS = 1_000_000
/** What the first layer that is installed is for. */
const FIRST_LAYER = /^crate::layers::python::/
/** Where a version is from, by the program's names. */
const ORIGINS: Readonly<Record<string, string>> = {
  BuildpackDefault: 'default',
  PythonVersionFile: '.python-version',
  RuntimeTxt: 'runtime.txt',
}

/** A release's own rules: its files by their paths in its repository, of src/. */
export class CnbSourceRules {
  private program: null | Program | undefined

  private constructor(
    private readonly files: Readonly<Record<string, string>>,
    private readonly parser: Parser,
  ) {}

  /** Loads what reads the files, which only a newer release needs. */
  static async of(files: Readonly<Record<string, string>>): Promise<CnbSourceRules> {
    const {parser} = await import('@lezer/rust')
    return new CnbSourceRules(files, parser)
  }

  /**
   * Runs what `detect` and `build` of src/main.rs decide, in an interpreter that has no machine: nothing but the source's tree is read.
   * For releases whose rules were not verified here.
   *
   * @returns undefined where the code does something that the interpreter doesn't know exactly, or fails in a way of its own
   */
  decide(tree: FileTree, {env}: CnbSourceContext): CnbSourceDecision | undefined {
    try {
      this.program ??= new Program(this.files, this.parser)
      const files = new CnbFiles(tree, 'NotFound')
      const decision = new Run(this.program, files, env).decide()
      if (!files.isUnsure) return decision
      // Why nothing is at a link's end may change nothing.
      const other = new Run(this.program, new CnbFiles(tree, 'NotADirectory'), env).decide()
      return JSON.stringify(decision) === JSON.stringify(other) ? decision : undefined
    } catch (error) {
      // A program that calls itself without an end fills the stack, and one that is no program may have a form that nobody thought of.
      if (error instanceof NotUnderstood || error instanceof RangeError || error instanceof TypeError) return undefined
      throw error
    }
  }
}

/** One run of a program. */
class Run {
  private readonly interpreter: Interpreter
  private readonly buildpack: Implementation
  private readonly body: Block
  /** What is named in the function `build`. */
  private frame: Frame | null = null

  constructor(program: Program, files: CnbFiles, env: BuildEnvironment) {
    const buildpack = program.onlyOf('Buildpack')
    const build = buildpack?.functions.get('build')?.item.body
    if (!buildpack || !build) throw new NotUnderstood('the form of src/main.rs')
    this.buildpack = buildpack
    this.body = build()
    const world = cnbWorld(files, env, (block, frame) => {
      if (block === this.body) this.frame = frame
    })
    this.interpreter = new Interpreter(program, world, MOST_STEPS)
  }

  decide(): CnbSourceDecision {
    const detected = this.call('detect', CONTEXT)
    if (detected instanceof Decided) throw new NotUnderstood('an installation by detect')
    if (detected.variant === 'Err') return {...NOT_DETECTED, failure: this.failure(detected)}
    const result = payload(detected)!
    if (isFail(result)) return NOT_DETECTED
    if (!isPass(result)) throw new NotUnderstood('what detect returns')
    const built = this.call('build', CONTEXT)
    if (built instanceof Decided) this.checkBoundary(built)
    else if (built.variant === 'Ok') throw new NotUnderstood('a build without an installation')
    const values = this.values()
    if (!(built instanceof Decided)) return {...values, detected: true, failure: this.failure(built)}
    if (Object.values(values).includes(null)) throw new NotUnderstood('what was decided')
    return {...values, detected: true, failure: null}
  }

  private call(name: string, ...args: Value[]): Data | Decided {
    const entity = this.buildpack.functions.get(name)
    const type = this.interpreter.program.data(this.buildpack.type.name)
    if (!entity || !type) throw new NotUnderstood(`the form of ${name}`)
    const self: Value = {fields: new Map(), kind: 'data', of: [], type, variant: ''}
    try {
      const result = seen(this.interpreter.callFunction(entity, [self, ...args]))
      if (!isData(result, RESULT)) throw new NotUnderstood(`what ${name} returns`)
      return result
    } catch (error) {
      if (error instanceof Decided) return error
      throw error
    }
  }

  private checkBoundary({path}: Decided): void {
    if (!FIRST_LAYER.test(path)) throw new NotUnderstood(`the first layer: ${path}`)
    const module = this.buildpack.functions.get('build')!.module
    const frame: Frame = {generics: [], module, owner: this.buildpack.type, returns: null, scope: null}
    checkRest(this.body, (one) => this.interpreter.resolve(one, frame, 'value'))
  }

  /** Asks the program what it prints of an error. */
  private failure(result: Data): NonNullable<CnbSourceDecision['failure']> {
    const error = payload(result)!
    try {
      this.interpreter.callFunction(this.handler(), [{items: [], kind: 'tuple'}, error])
    } catch (error_) {
      if (!(error_ instanceof Told)) throw error_
      return {...innermost(error), heading: error_.heading}
    }

    throw new NotUnderstood('an error without a heading')
  }

  private handler() {
    const handler = this.buildpack.functions.get('on_error')
    if (!handler) throw new NotUnderstood('the form of on_error')
    return handler
  }

  private values() {
    const manager = this.named('PackageManager')
    const requested = this.named('RequestedPythonVersion')
    const version = this.named('PythonVersion')
    const origin = requested?.fields.get('origin')
    return {
      package_manager: manager ? manager.variant.toLowerCase() : null,
      python_version: version ? this.interpreter.display(version) : null,
      python_version_origin: origin?.kind === 'data' ? originOf(origin) : null,
      python_version_requested: requested ? this.interpreter.display(requested) : null,
    }
  }

  /** The value of a type that `build` has a name for. */
  private named(type: string): Data | undefined {
    const found = new Map<string, Value>()
    // A later name hides an earlier one.
    for (let scope = this.frame?.scope ?? null; scope; scope = scope.before)
      if (!found.has(scope.name)) found.set(scope.name, seen(scope.place.get()))
    const [first, ...others] = [...found.values()].flatMap((value) =>
      value.kind === 'data' && value.type.path.endsWith(`::${type}`) ? [value] : [],
    )
    if (others.length > 0) throw new NotUnderstood(`several values of ${type}`)
    return first
  }
}

function originOf({variant}: Data): string {
  const origin = Object.hasOwn(ORIGINS, variant) ? ORIGINS[variant] : undefined
  if (origin === undefined) throw new NotUnderstood(`the origin ${variant}`)
  return origin
}

/** The name of an error within others, and what it holds. */
function innermost(error: Value): {detail: string | null; error: string} {
  const value = seen(error)
  if (value.kind !== 'data') return {detail: null, error: value.kind}
  const inner = payload(value)
  const nested = inner && seen(inner)
  const isError =
    nested?.kind === 'data' && !nested.type.isStruct && (nested.fields.size > 0 || nested.type.path.endsWith('Error'))
  if (isError) return innermost(nested)
  const isAbout = nested && !(nested.kind === 'data' && nested.fields.size === 0)
  return {detail: isAbout ? detailOf(nested) : null, error: value.variant}
}

function detailOf(value: Value): string | null {
  const inner = seen(value)
  if (inner.kind === 'text') return inner.value
  if (inner.kind === 'list') return inner.items.map((item) => detailOf(item) ?? '').join(',')
  if (inner.kind !== 'data') return null
  const [major, minor] = ['major', 'minor'].map((name) => inner.fields.get(name))
  if (major?.kind === 'integer' && minor?.kind === 'integer') return `${major.value}.${minor.value}`
  return inner.fields.size === 0 && inner.variant !== '' ? inner.variant.toLowerCase() : null
}
