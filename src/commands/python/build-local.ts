import type {Interfaces} from '@oclif/core'

import path from 'node:path'

import type {Booter, BuildShow} from '../../cli/build-shown.js'
import type {LocalBuild, ViewTrials} from '../../local-build/local-build.js'
import type {BuildProblem} from '../../local-build/problem.js'
import type {BuildInput} from '../../local-build/read-input.js'
import type {BuildLocalJson} from '../../local-build/json.js'
import type {ErrorJson} from '../../render/error-json.js'
import type {TargetInput} from '../../target/read-target.js'

import {PythonCommand} from '../../cli/base-command.js'
import {BUILD_FLAGS} from '../../cli/build-flags.js'
import {withBootType} from '../../cli/boot-flags.js'
import {shellWord} from '../../common/shell-word.js'
import {whereToAsk} from '../../cli/report-address.js'
import {ux} from '../../cli/heroku-library.js'
import {ProblemError} from '../../common/problem.js'
import {unlessInterrupted} from '../../common/unless-interrupted.js'
import {realSystem} from '../../system/real-system.js'
import {endJson, eventJson, startJson} from '../../render/local-build/events-json.js'
import {printable, printableJson} from '../../render/terminal/printable.js'
import {PROBLEM_EXIT_CODE} from '../../render/problems.js'

export default class BuildLocal extends PythonCommand {
  static override summary = "run the app's Heroku build on this machine"
  static override description = `Builds the commit that you would push, the way Heroku's Python buildpack does: the same steps, in the same order, with the same versions of pip, Pipenv, Poetry or uv, and the same build log. Then reports what was built, how large it is, and how it differs from a build on Heroku. Needs the app's Python version, but no Docker and no Heroku account.

With --app, the build uses the app's stack, buildpacks and config vars. Each step sees the same config vars as on Heroku, except those that add-ons own. Withholding them keeps the app's hooks away from production data.

With --boot, the built app starts as on a dyno. The command checks that it listens on $PORT, answers requests, fits in the dyno's memory, and exits on SIGTERM.

Exit codes:
0  built, and every booted process is healthy
1  the build failed, or a booted process would crash or be killed
2  "Error:": the build couldn't run, or was interrupted

https://devcenter.heroku.com/articles/python-support

${whereToAsk()}`
  static override usage = [
    '<%= command.id %> [-a APP] [--ref REF | --dirty] [FLAGS]',
    '<%= command.id %> --plan [FLAGS]',
    '<%= command.id %> --to TARGET [FLAGS]',
    '<%= command.id %> --events [FLAGS]',
    '<%= command.id %> --boot [TYPE] [--boot-timeout SECONDS] [FLAGS]',
  ]
  static override examples = [
    {command: '<%= config.bin %> <%= command.id %>', description: 'build the commit that you would push'},
    {command: '<%= config.bin %> <%= command.id %> --app example-app', description: "build with the app's stack and config vars"},
    {command: '<%= config.bin %> <%= command.id %> --dirty', description: 'build the files on disk, before you commit'},
    {command: '<%= config.bin %> <%= command.id %> --plan', description: 'show every step and command without running any'},
    {
      command: '<%= config.bin %> <%= command.id %> --to heroku-26 --to 3.14',
      description: 'build on another stack and Python version, before you move',
    },
    {command: '<%= config.bin %> <%= command.id %> --boot', description: 'start the web process as on a dyno, and check it'},
    {
      command: '<%= config.bin %> <%= command.id %> --output ../built && ../built/run web',
      description: 'save the built app, and start its web process',
    },
    {
      command: '<%= config.bin %> <%= command.id %> --env-file .env --install-python --json',
      description: 'build in CI, with its own variables',
    },
  ]
  static override flags = BUILD_FLAGS

  /** With `--events`, stdout is for programs too. */
  override jsonEnabled(): boolean {
    return super.jsonEnabled() || this.argv.includes('--events')
  }

  override logJson(json: unknown): void {
    if (this.argv.includes('--events')) this.tell(endJson(json as BuildLocalJson | ErrorJson))
    else super.logJson(json)
  }

  /** Prints an event: a line of JSON. */
  private tell(event: ReturnType<typeof eventJson>): void {
    ux.stdout(printableJson({at: realSystem.clock.now().toISOString(), ...event}, 0))
  }

  async run(): Promise<unknown> {
    this.argv = withBootType(this.argv)
    const {flags} = await this.parse(BuildLocal)
    const target = this.targetInput(flags, {dirty: flags.dirty, ref: flags.ref}, flags.offline)
    const {interruptible} = await import('../../system/build-interrupt.js')
    const interruption = interruptible((line) => this.logToStderr(line), [process.stdout, process.stderr])
    const reading = unlessInterrupted(this.readInput(target, flags), interruption.signal)
    const views = this.loadBuilder(flags)
    try {
      const input = await reading
      await this.agree(input, flags)
      const booter = await this.booter(input, flags)
      const output = await this.openOutput(input, flags)
      await this.printNotes(input)
      const build = await this.busy('Looking for Python', async (progress) =>
        this.localBuild({flags, input, interruption, progress, views: await views}),
      )
      return flags.plan
        ? await this.plan(build, input, booter)
        : await this.build(build, {booter, flags, input, interruption, output})
    } finally {
      interruption.end()
      await views.then(async (trials) => trials.end()).catch(() => {})
    }
  }

  private async readInput(target: TargetInput, flags: Parsed): Promise<BuildInput> {
    const {readBuildInput} = await import('../../local-build/read-input.js')
    const file = flags['env-file']
    const options = {
      ...target,
      boots: flags.boot !== undefined,
      configVars: flags['config-vars'],
      envFile: file === undefined ? undefined : path.resolve(file),
      fromHeroku: flags.cache === 'heroku',
      stack: flags.stack,
    }
    return this.busy('Reading the source and app', async (progress) => {
      const read = await readBuildInput(options, realSystem)
      if (flags.to === undefined) return read
      const {moveBuildHere} = await import('../../cli/moved-build.js')
      const {cacheFolder} = this.releaseDataOptions(flags.offline)
      return moveBuildHere(read, {cacheFolder, onlyPlan: flags.plan, progress, targets: flags.to})
    })
  }

  /** Loads what builds, and begins the trial of this machine, while git reads the source. */
  private loadBuilder({plan}: Parsed): Promise<ViewTrials> {
    const loading = import('../../local-build/local-build.js').then(({ViewTrials}) => {
      const views = new ViewTrials(realSystem)
      if (!plan) views.of('classic').catch(() => {})
      return views
    })
    // Should something else fail first, this failure must not go unheard.
    loading.catch(() => {})
    return loading
  }

  /** Every config var of an app is handed out only to somebody who says so. A plan hands out none. */
  private async agree({app, configVars}: BuildInput, {confirm, plan}: Parsed): Promise<void> {
    if (app === null || configVars.mode !== 'all' || plan || confirm === app.name) return
    if (confirm === undefined && this.isTerminal()) {
      const {askForName} = await import('../../render/local-build/prompts.js')
      const warning = `This build's hooks and Django code will see every config var of ${app.name}, and can reach its databases.`
      if ((await askForName(app.name, warning, STREAMS)).trim() === app.name) return
    }

    throw new ProblemError<BuildProblem>({app: app.name, given: confirm ?? null, id: 'config-vars-need-confirm'})
  }

  private async openOutput({project}: BuildInput, {output}: Parsed): Promise<BuildShow['output']> {
    if (output === undefined) return null
    const {openOutput} = await import('../../local-build/output/output-folder.js')
    const recordsFolder = `${this.config.dataDir}/heroku-python/outputs`
    return {
      folder: await openOutput(path.resolve(output), project.source, {files: realSystem.files, recordsFolder}),
      path: output,
    }
  }

  /** Everything is asked, and chosen, before anything is run. */
  private async localBuild({flags, input, interruption: {signal}, progress, views}: Preparation): Promise<LocalBuild> {
    const {planLocalBuild} = await import('../../local-build/local-build.js')
    const {cacheFolder} = this.releaseDataOptions(flags.offline)
    return planLocalBuild(
      {
        askToInstall: async (version, others) => !flags.plan && this.askToInstall(version, others),
        cache: flags['no-cache'] ? 'disabled' : flags['clear-cache'] ? 'clear' : 'use',
        cacheFolder,
        ci: flags.ci,
        installs: flags['install-python'],
        onlyPlan: flags.plan,
        offline: flags.offline,
        progress,
        python: flags.python,
        signal,
        timeoutMs: flags.timeout === 0 ? null : flags.timeout * 60_000,
        usesBuilt: flags.boot !== undefined || flags.output !== undefined,
        views,
      },
      input,
      realSystem,
    )
  }

  private async askToInstall(version: string, others: readonly string[]): Promise<boolean> {
    if (!this.isTerminal()) return false
    const {askToInstallPython} = await import('../../render/local-build/prompts.js')
    return this.asking(async () => askToInstallPython(version, others, STREAMS))
  }

  /** What is to be booted after the build, and how; null: nothing. */
  private async booter(input: BuildInput, flags: Parsed): Promise<Booter | null> {
    if (flags.boot === undefined) return null
    const {bootOptions, planBoot} = await import('../../local-build/boot/boot-build.js')
    const {'boot-timeout': seconds, 'dyno-size': size, host, path: asked} = flags
    const options = bootOptions({host, path: asked, seconds, size, types: flags.boot})
    return {options, processes: planBoot(input, options, process.platform)}
  }

  private async plan({plan}: LocalBuild, input: BuildInput, booter: Booter | null): Promise<unknown> {
    const [{renderPlan}, {contextOf, planJson}, {reportOptions}] = await Promise.all([
      import('../../render/local-build/plan-text.js'),
      import('../../local-build/documents.js'),
      import('../../render/local-build/screen.js'),
    ])
    const options = reportOptions(process.stdout, await this.style(process.stdout), process)
    const document = planJson(plan, contextOf(input), booter?.processes)
    this.log(renderPlan(plan, input.configVars, options, document.boot))
    return document
  }

  private async build(local: LocalBuild, {flags, ...run}: Run): Promise<unknown> {
    const {buildShown} = await import('../../cli/build-shown.js')
    const terminal = this.jsonEnabled() ? process.stderr : process.stdout
    if (flags.events) this.tell(startJson(local.plan.steps))
    const {answer, document} = await buildShown(local, {
      ...run,
      command: `${this.config.bin} ${this.id ?? ''}`,
      isJson: this.jsonEnabled(),
      isVerbose: flags.verbose,
      note: (line) => this.logToStderr(line),
      print: (line) => this.log(line),
      push: pushCommand(flags),
      style: await this.style(terminal),
      terminal,
      ...(flags.events && {events: (event) => this.tell(eventJson(event))}),
    })
    if (answer === 'none') process.exitCode = PROBLEM_EXIT_CODE
    else if (answer === 'bad') this.badAnswer()
    return document
  }

  /** What a user should know of what is built; not of every file that the doctor would read. */
  private async printNotes({project, skipped, stack: used}: BuildInput): Promise<void> {
    const [{noteText}, {indent, textWidth}] = await Promise.all([
      import('../../render/doctor/source-notes.js'),
      import('../../render/terminal/layout.js'),
    ])
    const style = await this.style(process.stderr)
    const notes = project.source.notes.filter(({id}) => id !== 'python-files-skipped').map((note) => noteText(note))
    const {withoutAppNote} = await import('../../render/local-build/notes.js')
    for (const note of skipped.app === undefined ? notes : [...notes, withoutAppNote(skipped.app, used)])
      this.logToStderr(style.dim(indent(printable(note), 0, textWidth(process.stderr.columns))))
  }
}

/** Deploys the commit that was built, whatever branch it is on; null: nothing is committed. */
function pushCommand({dirty, ref, remote}: Parsed): null | string {
  if (dirty) return null
  return `git push ${remote ?? 'heroku'} ${shellWord(ref ?? 'HEAD')}:main`
}

const STREAMS = {input: process.stdin, output: process.stderr}

interface Run extends Pick<BuildShow, 'booter' | 'input' | 'interruption' | 'output'> {
  flags: Parsed
}

interface Preparation extends Pick<Run, 'flags' | 'input' | 'interruption'> {
  views: ViewTrials
  progress(message: string): void
}

type Parsed = Interfaces.InferredFlags<typeof BuildLocal.flags>
