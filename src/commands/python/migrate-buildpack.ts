import type {Interfaces} from '@oclif/core'

import {setTimeout as sleep} from 'node:timers/promises'

import type {MigrateProblem} from '../../migrate/problem.js'
import type {MigrationJson} from '../../migrate/json.js'
import type {Prompter} from '../../migrate/prompter.js'
import type {PlatformWriter} from '../../platform/installations.js'
import type {TargetInput} from '../../target/read-target.js'
import type {Clock} from '../../system/clock.js'

import {APP_FLAGS, PythonCommand} from '../../cli/base-command.js'
import {detects} from '../../buildpack/detect.js'
import {createPlatformClient} from '../../cli/heroku-client.js'
import {Flags, ux} from '../../cli/heroku-library.js'
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
  static override summary = 'move an app from legacy or third-party Python buildpacks to heroku/python'
  static override description = `Reads the app's buildpacks and its source, and shows what would become of each: the Python buildpack by URL, tarball, tag or copy is replaced by heroku/python, duplicates and buildpacks for Poetry, uv and Pipenv go where heroku/python does their work, and everything else stays. The list is replaced in one request, if it still is what the plan shows; the old one is saved, and --undo puts it back. The next build uses the new list.

Exit codes:
0  done, or nothing to do
1  something must be fixed by hand first, so nothing changed
2  "Error:": the command could not run, or there was no terminal to confirm in

https://devcenter.heroku.com/articles/managing-buildpacks`
  static override usage = [
    '<%= command.id %> -a APP [--dry-run | --yes] [FLAGS]',
    '<%= command.id %> -a APP --order REF,REF... [FLAGS]',
    '<%= command.id %> -a APP --undo [FLAGS]',
  ]
  static override examples = [
    {command: '<%= config.bin %> <%= command.id %> --app example-app', description: 'show the plan, then ask'},
    {command: '<%= config.bin %> <%= command.id %> --app example-app --dry-run', description: 'only show the plan'},
    {
      command: '<%= config.bin %> <%= command.id %> --app example-app --yes --json',
      description: 'carry the plan out in a script',
    },
    {
      command: '<%= config.bin %> <%= command.id %> --app example-app --yes --order heroku-community/apt,heroku/python',
      description: 'set the order too',
    },
    {
      command: '<%= config.bin %> <%= command.id %> --app example-app --config --confirm example-app',
      description: 'unset what nothing reads any more, too',
    },
    {command: '<%= config.bin %> <%= command.id %> --app example-app --undo', description: 'put the old list back'},
  ]
  static override flags = {
    ...APP_FLAGS,
    ref: Flags.string({description: '[default: HEAD] commit, branch or tag to read'}),
    'dry-run': Flags.boolean({
      description: 'show the plan without changing anything',
      exclusive: ['yes', 'confirm', 'interactive'],
    }),
    yes: Flags.boolean({char: 'y', description: 'carry out the whole plan without asking, replacements of copies included'}),
    order: Flags.string({
      delimiter: ',',
      description: 'buildpacks of the plan in the order to set; naming a copy instead of its replacement keeps it',
      exclusive: ['interactive', 'undo'],
      helpValue: 'REF',
      multiple: true,
    }),
    interactive: Flags.boolean({description: 'choose single changes and the order', exclusive: ['yes', 'undo']}),
    'interactive-keys': Flags.boolean({
      allowNo: true,
      default: true,
      description: 'ask with arrow keys; with --no-, and under TERM=dumb, with numbered lists',
    }),
    config: Flags.boolean({description: 'unset config vars that nothing reads after the migration, too', exclusive: ['undo']}),
    undo: Flags.boolean({description: 'put a saved list of buildpacks back'}),
    confirm: Flags.string({description: "app's name, to agree to what can't be undone", helpValue: 'APP'}),
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
        this.logToStderr(
          'A change is under way: waiting for its answer, to tell what the app has now. Ctrl-C again ends at once.',
        ),
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
