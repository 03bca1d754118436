import type {Interfaces} from '@oclif/core'

import type {PinDependenciesJson, PinJson} from '../../pin/json.js'
import type {TargetInput} from '../../target/read-target.js'

import {PythonCommand} from '../../cli/base-command.js'
import {PIN_ARGS, PIN_FLAGS} from '../../cli/pin-flags.js'
import {whereToAsk} from '../../cli/report-address.js'
import {pinVersion} from '../../pin/pin-version.js'
import {type PinInput, readPinInput} from '../../pin/read-input.js'
import {parseVersionArgument} from '../../pin/version-argument.js'
import {ProblemError} from '../../common/problem.js'
import {realSystem} from '../../system/real-system.js'
import {dropTypedAhead} from '../../system/typed-ahead.js'
import {textWidth} from '../../render/terminal/layout.js'
import {skippedText} from '../../render/pin/skipped-text.js'
import {pinJson, renderNotes, renderPin} from '../../render/pin/text.js'
import {printableLine} from '../../render/terminal/printable.js'

export default class Pin extends PythonCommand {
  static override summary = 'pin the Python version or the dependencies, so every build is the same'
  static override description = `Writes the Python version to .python-version, in the format that the Python buildpack reads. Removes files that would override it: runtime.txt, or a misspelled version file. Without VERSION, it pins the version that the app uses now: from its last successful build, then from the project's files, then the buildpack's default. The output says which, and why.

With --dependencies, it pins every package, including indirect dependencies, for the app's Python version and Heroku's platform. For pip, it uses uv pip compile and keeps your original file as requirements.in. For uv, Poetry and Pipenv, it runs the tool's lock command, in the buildpack's version.

Works without a Heroku account. Doesn't commit.

Exit codes:
0  pinned, or already pinned
1  "Refused:": this pin would break the build, so nothing changed; or --check found something to pin
2  "Error:": the command couldn't run

https://devcenter.heroku.com/articles/python-runtimes

${whereToAsk()}`
  static override usage = [
    '<%= command.id %> [VERSION] [-a APP] [--exact] [FLAGS]',
    '<%= command.id %> --dependencies [--upgrade] [FLAGS]',
  ]
  static override examples = [
    {command: '<%= config.bin %> <%= command.id %> --app example-app', description: 'pin the version that the app uses now'},
    {command: '<%= config.bin %> <%= command.id %> 3.14', description: 'pin a version'},
    {command: '<%= config.bin %> <%= command.id %> 3.14 --dry-run', description: 'show the change without making it'},
    {command: '<%= config.bin %> <%= command.id %> --check', description: "fail in CI if the version isn't pinned"},
    {command: '<%= config.bin %> <%= command.id %> --dependencies', description: 'pin every package'},
    {
      command: '<%= config.bin %> <%= command.id %> --dependencies --upgrade',
      description: 'pin the newest package versions that the project allows',
    },
  ]
  static override args = PIN_ARGS
  static override flags = PIN_FLAGS

  async run(): Promise<PinDependenciesJson | PinJson> {
    const {args, flags} = await this.parse(Pin)
    return flags.dependencies ? this.pinDependencies(args.version, flags) : this.pinVersion(args.version, flags)
  }

  private async pinVersion(typed: string | undefined, flags: Parsed): Promise<PinJson> {
    const value = typed === undefined ? undefined : parseVersionArgument(typed)
    if (typed !== undefined && value === undefined) {
      throw new ProblemError({
        id: 'usage',
        message: `${JSON.stringify(typed)} is not a Python version. Examples: 3.14, 3.14.2, latest`,
      })
    }

    const input = await this.busy('Reading the source and app', async () => readPinInput(this.pinTarget(flags), realSystem))
    const dryRun = flags['dry-run'] || flags.check
    const argument = value && {text: typed!, value}
    const request = {argument, exact: flags.exact, yes: flags.yes || flags.check}
    const report = await pinVersion(request, input, realSystem, {dryRun})
    if (report.refusal || (flags.check && report.edits.length > 0)) this.badAnswer()
    // Where the last build would decide nothing, it is of no matter that it wasn't looked at.
    const notes = report.origin === 'argument' || report.edits.length === 0 ? [] : skippedText(input)
    await this.print(input, notes, (options) => renderPin(report, {...options, check: flags.check}))
    return pinJson(report)
  }

  /** What it needs is loaded only here: pinning a version needs none of it. */
  private async pinDependencies(typed: string | undefined, flags: Parsed): Promise<PinDependenciesJson> {
    if (typed !== undefined) throw new ProblemError({id: 'usage', message: "VERSION can't be used with --dependencies"})
    const target = this.pinTarget(flags)
    const {pinDependencies} = await import('../../pin/dependencies/pin-dependencies.js')
    const {dependenciesJson, renderDependencies} = await import('../../render/pin/dependencies-text.js')
    const {abortOnInterrupt} = await import('../../system/interruption.js')
    const input = await this.busy('Reading the source and app', async () => readPinInput(target, realSystem))
    const {check, offline, upgrade, yes} = flags
    const dryRun = flags['dry-run'] || check
    const interruption = abortOnInterrupt()
    try {
      const machine = {
        ...realSystem,
        cacheFolder: this.releaseDataOptions(offline).cacheFolder,
        env: process.env,
        offline,
        platform: process.platform,
        signal: interruption.signal,
      }
      const accept = async (losses: Losses) => dryRun || yes || this.asking(async () => this.confirmLosses(losses))
      const report = await this.busy('Looking for the tools', async (progress) =>
        pinDependencies({accept, dryRun, upgrade}, input, {...machine, progress}),
      )
      if (report.refusal || (check && report.edits.length > 0)) this.badAnswer()
      await this.print(input, [], (options) => renderDependencies(report, {...options, check}))
      return dependenciesJson(report)
    } finally {
      interruption.end()
    }
  }

  /** Only a person at a terminal can be asked; --yes answers for a script. */
  private async confirmLosses(losses: Losses): Promise<boolean> {
    if (!this.isTerminal()) return false
    const {confirm} = await import('@inquirer/prompts')
    const {lossesText} = await import('../../render/pin/losses.js')
    this.logToStderr(lossesText(losses))
    try {
      if (await dropTypedAhead(process.stdin)) return false
      return await confirm({default: false, message: 'Continue?'}, {output: process.stderr})
    } catch (error) {
      // Ctrl-C at the question is a no.
      if (error instanceof Error && error.name === 'ExitPromptError') return false
      throw error
    }
  }

  /** A pin changes the files on disk, and so goes by them. */
  private pinTarget(flags: Parsed): TargetInput {
    return this.targetInput(flags, {dirty: true}, flags.offline)
  }

  private async print(
    {files, project}: PinInput,
    notes: readonly string[],
    render: (options: TextOptions) => string,
  ): Promise<void> {
    const style = await this.style(process.stdout)
    const read = (file: string) => {
      if (file === '.python-version') return files.versionFile?.bytes
      return files.misspelled.find(({name}) => name === file)?.bytes ?? project.tree.read(file)
    }

    for (const note of notes) this.log(style.dim(printableLine(note)))
    this.log(render({read, style, width: textWidth(process.stdout.columns)}))
    for (const note of renderNotes(project.source.notes)) this.log(note)
  }
}

interface Losses {
  downgraded: readonly string[]
  removed: readonly string[]
}

type Parsed = Interfaces.InferredFlags<typeof Pin.flags>
type TextOptions = Omit<Parameters<typeof renderPin>[1], 'check'>
