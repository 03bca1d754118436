import type {Interfaces} from '@oclif/core'

import {setTimeout as sleep} from 'node:timers/promises'

import type {MigrateProblem} from '../../migrate/problem.js'
import type {MigrationJson} from '../../migrate/json.js'
import type {Prompter} from '../../migrate/prompter.js'
import type {PlatformWriter} from '../../platform/installations.js'
import type {TargetInput} from '../../target/read-target.js'
import type {Clock} from '../../system/clock.js'

import {APP_FLAGS} from '../../cli/app-flags.js'
import {PythonCommand} from '../../cli/base-command.js'
import {detects} from '../../buildpack/detect.js'
import {createPlatformClient} from '../../cli/heroku-client.js'
import {whereToAsk} from '../../cli/report-address.js'
import {Flags} from '../../cli/flags.js'
import {ux} from '../../cli/heroku-library.js'
import {latePrompter} from '../../migrate/prompter.js'
import {type MigrationTarget, readMigrationTarget} from '../../migrate/read-target.js'
import {migrationJson} from '../../migrate/migration-document.js'
import {type MigrationOptions, runMigration, runUndo, type Screen} from '../../migrate/run-migration.js'
import {SavedLists} from '../../migrate/saved-lists.js'
import {ProblemError} from '../../common/problem.js'
import {realClock} from '../../system/clock.js'
import {holdInterrupt} from '../../system/interruption.js'
import {realSystem} from '../../system/real-system.js'
import {textWidth} from '../../render/terminal/layout.js'
import {migrateScreen} from '../../render/migrate/screen.js'
import {printableLine} from '../../render/terminal/printable.js'

export default class MigrateBuildpack extends PythonCommand {
  static override summary = "replace an app's legacy or third-party Python buildpacks with heroku/python"
  static override description = `Shows a plan for each of the app's buildpacks, then asks before it changes anything. URLs, tags and forks of the Python buildpack become heroku/python. Duplicates, and Poetry, uv and Pipenv buildpacks that heroku/python makes unnecessary, are removed. All others are kept. The old list is saved, and --undo restores it. The next build uses the new list.

Exit codes:
0  done, or nothing to do
1  you must fix something first, so nothing changed
2  "Error:": the command couldn't run, or there was no terminal to ask in

https://devcenter.heroku.com/articles/managing-buildpacks

${whereToAsk()}`
  static override usage = [
    '<%= command.id %> -a APP [--dry-run | --yes] [FLAGS]',
    '<%= command.id %> -a APP --order REF,REF... [FLAGS]',
    '<%= command.id %> -a APP --undo [FLAGS]',
  ]
  static override examples = [
    {command: '<%= config.bin %> <%= command.id %> --app example-app', description: 'show the plan, then ask for confirmation'},
    {command: '<%= config.bin %> <%= command.id %> --app example-app --dry-run', description: 'only show the plan'},
    {
      command: '<%= config.bin %> <%= command.id %> --app example-app --yes --json',
      description: 'carry out the plan in a script',
    },
    {
      command: '<%= config.bin %> <%= command.id %> --app example-app --yes --order heroku-community/apt,heroku/python',
      description: 'set the order too',
    },
    {
      command: '<%= config.bin %> <%= command.id %> --app example-app --config --confirm example-app',
      description: 'also unset config vars that nothing uses anymore',
    },
    {command: '<%= config.bin %> <%= command.id %> --app example-app --undo', description: 'restore the old list'},
  ]
  static override flags = {
    ...APP_FLAGS,
    ref: Flags.string({description: '[default: HEAD] commit, branch or tag to read'}),
    'dry-run': Flags.boolean({
      description: 'show the plan without changing anything',
      exclusive: ['yes', 'confirm', 'interactive'],
    }),
    yes: Flags.boolean({char: 'y', description: 'carry out the whole plan without asking, including replacing forks'}),
    order: Flags.string({
      delimiter: ',',
      description: "order of the plan's buildpacks; to keep a fork, list it instead of its replacement",
      exclusive: ['interactive', 'undo'],
      helpValue: 'REF',
      multiple: true,
    }),
    interactive: Flags.boolean({description: 'select the changes to make, and the order', exclusive: ['yes', 'undo']}),
    'interactive-keys': Flags.boolean({
      allowNo: true,
      default: true,
      description: 'use arrow keys in questions; with --no-, or if TERM=dumb, use numbered lists',
    }),
    config: Flags.boolean({description: 'also unset config vars that nothing uses after the migration', exclusive: ['undo']}),
    undo: Flags.boolean({description: 'restore a saved buildpack list'}),
    confirm: Flags.string({description: "app name, to confirm changes that can't be undone", helpValue: 'APP'}),
  }
  /** Of one call to the Platform API, in ms. */
  protected readonly timeLimit: number = 10_000
  protected readonly clock: Clock = realClock

  async run(): Promise<MigrationJson> {
    const {flags} = await this.parse(MigrateBuildpack)
    if (flags.interactive && !this.isTerminal())
      throw new ProblemError<MigrateProblem>({flag: '--interactive', id: 'needs-terminal'})
    const input = this.targetInput(flags, {ref: flags.ref})
    const named = await appName(input)
    const client = await this.connect(named)
    const target = await this.busy(`Reading ${printableLine(named)}`, async () =>
      readMigrationTarget(named, client, input, realSystem),
    )
    const {name} = target.app
    const undo = `${this.config.bin} python:migrate-buildpack --app ${name} --undo`
    const run = {
      guarded: async <Result>(action: () => Promise<Result>) => this.guarded(name, action),
      options: optionsOf(flags, name),
      prompter: this.prompter(name, flags['interactive-keys']),
      screen: await this.screen(flags, target, undo),
      target,
      work: {
        client,
        saved: new SavedLists(this.savedFolder(), realSystem),
        wait: async (milliseconds: number) => this.wait(milliseconds),
      },
    }
    const {isBad, plan, result} = flags.undo ? await runUndo(run) : await runMigration(run)
    if (isBad) this.badAnswer()
    return migrationJson(plan, {applied: result !== null, undo: result?.seen ? undo : null, unset: result?.unset})
  }

  /** Whom to ask; null: nobody. The prompt library is loaded by the first question, and not before. */
  protected prompter(app: string, withKeys: boolean): Prompter | null {
    if (!this.isTerminal()) return null
    const streams = {input: process.stdin, output: process.stderr}
    return latePrompter(async () => {
      const {keyAsker, numberAsker} = await import('../../render/migrate/prompts.js')
      return withKeys && process.env.TERM !== 'dumb' ? keyAsker(app, streams) : numberAsker(app, streams)
    })
  }

  /** Where old lists are kept. */
  protected savedFolder(): string {
    return `${this.config.dataDir}/heroku-python/buildpacks`
  }

  protected async wait(milliseconds: number): Promise<void> {
    await sleep(milliseconds)
  }

  private async connect(app: string): Promise<PlatformWriter> {
    if ((await this.heroku.getAuth()) === undefined) throw new ProblemError({app, id: 'not-logged-in', needed: true})
    return createPlatformClient(this.heroku, {askForCode: this.askForCode(), clock: this.clock, timeLimit: this.timeLimit})
  }

  private async screen({remote = 'heroku'}: Parsed, {project, releases}: MigrationTarget, undo: string): Promise<Screen> {
    return migrateScreen({
      log: (line) => this.log(line),
      note: (line) => (this.jsonEnabled() ? this.logToStderr(line) : this.log(line)),
      remote,
      sourceIsPython: detects(project.tree, releases.classic.files.detected),
      style: await this.style(process.stdout),
      undo,
      width: textWidth(process.stdout.columns),
    })
  }

  private async guarded<Result>(app: string, action: () => Promise<Result>): Promise<Result> {
    const {app: name} = await this.style(process.stderr)
    ux.action.start(`Changing ${name(printableLine(app))}`)
    try {
      const result = await holdInterrupt(action, () =>
        this.logToStderr('A change is in progress: waiting for its result. To quit now, press Ctrl-C again.'),
      )
      ux.action.stop()
      return result
    } catch (error) {
      ux.action.stop('failed')
      throw error
    }
  }
}

async function appName({resolveApp}: Pick<TargetInput, 'resolveApp'>): Promise<string> {
  const resolved = await resolveApp()
  if (resolved.app === null) throw new ProblemError({id: 'no-app', reason: resolved.reason})
  return resolved.app
}

type Parsed = Interfaces.InferredFlags<typeof MigrateBuildpack.flags>

function optionsOf(flags: Parsed, app: string): MigrationOptions {
  const {config, confirm, interactive, order, yes} = flags
  return {agreed: yes || confirm === app, config, confirm, dryRun: flags['dry-run'], interactive, order}
}
