import type {Interfaces} from '@oclif/core'

import type {Examined} from '../../doctor/examine.js'
import type {FixPlan} from '../../doctor/fix.js'
import type {DoctorReport} from '../../doctor/report.js'
import type {DoctorExplainJson, DoctorListJson} from '../../doctor/checks-json.js'
import type {DoctorFleetJson} from '../../doctor/fleet-json.js'
import type {DoctorJson} from '../../doctor/json.js'
import type {ForecastJson} from '../../move/json.js'

import {PythonCommand} from '../../cli/base-command.js'
import {DOCTOR_FLAGS, withImpliedTarget} from '../../cli/doctor-flags.js'
import {MANAGER_FILES} from '../../package-managers/index.js'
import {indexAsker} from '../../doctor/ask-index.js'
import {whereToAsk} from '../../cli/report-address.js'
import {ProblemError} from '../../common/problem.js'
import {realSystem} from '../../system/real-system.js'
import {plainStyle} from '../../render/terminal/style.js'

/** What is about one app or one source, and so not about a fleet. */
const OF_ONE_APP = ['app', 'remote', 'source', 'ref', 'baseline', 'dirty', 'staged', 'fix', 'offline', 'online'] as const

export default class Doctor extends PythonCommand {
  static override summary = 'find out why a Python app will fail to build or boot on Heroku'
  static override description = `Checks the commit that Heroku would build. With --app, also checks the app's buildpacks, config vars, stack, dynos and last build. Reports what the Python buildpack would do: which package manager and Python version it uses, and where the build would fail. Works without a Heroku account. Doesn't run any of the app's code. Changes nothing without --fix.

Exit codes:
0  no findings at or above --fail-level
1  findings at or above --fail-level
2  "Error:": the check couldn't run

https://devcenter.heroku.com/articles/python-support

${whereToAsk()}`
  static override usage = [
    '<%= command.id %> [-a APP] [--ref REF | --dirty | --staged] [FLAGS]',
    '<%= command.id %> --baseline REF [FLAGS]',
    '<%= command.id %> --to TARGET [--to TARGET] [FLAGS]',
    '<%= command.id %> --fix [--dry-run] [FLAGS]',
    '<%= command.id %> --team TEAM | --all [FLAGS]',
    '<%= command.id %> --list | --explain ID',
  ]
  static override examples = [
    {command: '<%= config.bin %> <%= command.id %>', description: 'check the commit that you would push'},
    {command: '<%= config.bin %> <%= command.id %> --app example-app', description: 'check the app on Heroku too'},
    {command: '<%= config.bin %> <%= command.id %> --team example-team', description: 'check every Python app of a team'},
    {command: '<%= config.bin %> <%= command.id %> --dirty', description: 'check the files on disk, before you commit'},
    {command: '<%= config.bin %> <%= command.id %> --staged', description: 'check what git commit would commit'},
    {
      command: '<%= config.bin %> <%= command.id %> --baseline origin/main',
      description: 'show only what your branch adds',
    },
    {
      command: '<%= config.bin %> <%= command.id %> --to heroku-26 --to 3.14',
      description: 'forecast what breaks with another stack and Python version',
    },
    {command: '<%= config.bin %> <%= command.id %> --fix --dry-run', description: 'show what can be fixed automatically'},
    {
      command: '<%= config.bin %> <%= command.id %> --format github --fail-level warning',
      description: 'annotate a pull request in GitHub Actions',
    },
    {command: '<%= config.bin %> <%= command.id %> --explain version/eol', description: 'explain a check'},
  ]
  static override flags = DOCTOR_FLAGS

  /** `--format json` is `--json`, for errors too. */
  override jsonEnabled(): boolean {
    return super.jsonEnabled() || /--format[= ]json\b/.test(this.argv.join(' '))
  }

  async run(): Promise<DoctorDocument> {
    this.argv = withImpliedTarget(this.argv)
    const {flags} = await this.parse(Doctor)
    if (flags.list || flags.explain !== undefined) return this.describe(flags.explain)
    if (flags.all || flags.team !== undefined) return this.fleet(flags)
    if (flags.to) return this.forecast(flags, flags.to)

    const {baseline, fix, offline} = flags
    const input = this.sourceInput(flags)
    const [{CHECKS}, {selectChecks}, {examine}, {fixesJson, isFailing, toJson}] = await Promise.all([
      import('../../checks/index.js'),
      import('../../doctor/select-checks.js'),
      import('../../doctor/examine.js'),
      import('../../doctor/report.js'),
      ...(flags.format === undefined ? [import('../../render/doctor/text.js')] : []),
    ])
    const checks = selectChecks(CHECKS, {only: flags.only ?? [], skip: flags.skip ?? []})
    const known = new Set(CHECKS.map((check) => check.id))
    const {cacheFolder} = this.releaseDataOptions(offline)
    const examined = await this.busy('Reading the source and app', async (progress) => {
      const index = flags.online && {askIndex: indexAsker({cacheFolder, progress}, realSystem)}
      return examine({...input, ...index, baseline, checks, known}, realSystem)
    })
    const fixed = fix ? await this.fix(examined, flags) : undefined
    const report = fixed?.report ?? examined.report
    if (isFailing(report, flags['fail-level'])) this.badAnswer()
    await this.print(report, flags)
    if (!fixed) return toJson(report)
    return {...toJson(report), fixes: fixesJson(fixed)}
  }

  /** The commit, the index or the files on disk. */
  private sourceInput(flags: Parsed) {
    const {dirty, fix, offline, ref} = flags
    const staged = flags.staged ? {index: process.env.GIT_INDEX_FILE} : undefined
    return this.targetInput(flags, {askIgnored: MANAGER_FILES, dirty: dirty || fix, ref, staged}, offline)
  }

  /** `--to`: what a move would change. */
  private async forecast(flags: Parsed, targets: readonly string[]): Promise<ForecastJson> {
    const {'fail-level': level, format, offline, online: isOnline, only = [], skip = [], verbose} = flags
    if (format === 'github' || format === 'markdown' || format === 'sarif')
      throw new ProblemError({id: 'usage', message: `--format ${format} can't be used with --to`})
    const input = this.sourceInput(flags)
    const {askForecast, forecastOutput} = await import('../../cli/forecast-shown.js')
    const {cacheFolder} = this.releaseDataOptions(offline)
    const answer = await this.busy('Reading the source and app', async (progress) =>
      askForecast({...input, cacheFolder, isOnline, only, progress, skip, targets}, realSystem),
    )
    const style = await this.style(process.stdout)
    const {textWidth} = await import('../../render/terminal/layout.js')
    const output = await forecastOutput(answer, level, {style, verbose, width: textWidth(process.stdout.columns)})
    if (output.fails) this.badAnswer()
    if (!this.jsonEnabled()) this.log(output.text)
    return output.document
  }

  /** `--team` and `--all`. */
  private async fleet(flags: Parsed): Promise<DoctorFleetJson> {
    const {'fail-level': level, format, only = [], skip = [], team, verbose} = flags
    // Not by oclif's `exclusive`: with so many the usage in --help can't be read.
    const clash = flags.all && team !== undefined ? 'team' : OF_ONE_APP.find((name) => flags[name])
    if (clash) throw new ProblemError({id: 'usage', message: `--${clash} can't be used with --${flags.all ? 'all' : 'team'}`})
    if (format === 'github' || format === 'markdown' || format === 'sarif')
      throw new ProblemError({
        id: 'usage',
        message: `--format ${format} needs source code, so it can't be used with --team or --all`,
      })
    const [{askFleet, fleetChecks}, {fleetExitCode, fleetJson}] = await Promise.all([
      import('../../cli/fleet-shown.js'),
      import('../../doctor/fleet-report.js'),
    ])
    const checks = await fleetChecks(only, skip)
    // A code for each app that wants one would be asked for in the midst of the others.
    const client = await this.appFinder({}, {mayAsk: false}).connect()
    if (!client) throw new ProblemError({id: 'not-logged-in-for-apps'})
    // Lines that aren't written over would be one for each app.
    const isShown = (await this.style(process.stderr)) !== plainStyle
    const fleet = {checks, client, releaseData: this.releaseDataOptions(false), team: team ?? null, to: flags.to}
    const report = await this.busy('Reading the list of apps', async (say) => {
      const progress = (done: number, total: number) => isShown && say(`Reading apps: ${done} of ${total}`)
      return askFleet({...fleet, progress}, realSystem)
    })
    process.exitCode = fleetExitCode(report, level)
    if (!this.jsonEnabled()) {
      const {showFleet} = await import('../../render/fleet/screen.js')
      const log = (text: string) => this.log(text)
      showFleet(report, {log, stdout: process.stdout, style: await this.style(process.stdout), verbose})
    }

    return fleetJson(report)
  }

  /** Shows the automatic fixes and, unless it is a dry run, makes them and looks again. */
  private async fix({again, project, report}: Examined, flags: Parsed): Promise<FixedReport> {
    // A report for programs has stdout to itself.
    const say = (text: string) =>
      flags.format === undefined || flags.format === 'text' ? this.log(text) : this.logToStderr(text)
    const {applyFixes, fixCommands, planFixes} = await import('../../doctor/fix.js')
    const {printable} = await import('../../render/terminal/printable.js')
    const {renderEdits} = await import('../../render/edits/text.js')
    const plan = await planFixes(report.findings, project, realSystem)
    const style = await this.style(process.stdout)
    for (const {id, reason} of plan.refused) this.warn(`${id} can't be fixed automatically: ${reason}`)
    if (plan.edits.length === 0) {
      say('Nothing to fix automatically.\n')
      return {applied: false, plan, report}
    }

    say(`${renderEdits(plan.edits, (path) => project.tree.read(path), style)}\n`)
    if (flags['dry-run']) {
      say('Dry run: nothing changed.\n')
      return {applied: false, plan, report}
    }

    await applyFixes(plan, project, realSystem)
    const commands = fixCommands(plan, project, process.cwd())
    say(`Fixed ${plan.fixedIds.join(', ')}.${commands.length > 0 ? ' Review the changes, then commit them:' : ''}`)
    for (const command of commands) say(`  ${style.code(printable(command))}`)
    if (plan.postponed.length > 0) say(`Then run this command again to fix ${plan.postponed.join(', ')}.`)
    say('')
    return {applied: true, plan, report: await again()}
  }

  private async print(report: DoctorReport, {format = 'text', verbose}: Parsed): Promise<void> {
    switch (format) {
      case 'github': {
        const {renderGitHub} = await import('../../render/doctor/github.js')
        if (report.findings.length > 0) this.log(renderGitHub(report))
        break
      }

      case 'json':
        // Printed by oclif, from what run() returns.
        break

      case 'markdown': {
        const {renderMarkdown} = await import('../../render/doctor/markdown.js')
        this.log(renderMarkdown(report))
        break
      }

      case 'sarif': {
        const {toSarif} = await import('../../render/doctor/sarif.js')
        const {CHECKS} = await import('../../checks/index.js')
        const {printableJson} = await import('../../render/terminal/printable.js')
        this.log(printableJson(toSarif(report, CHECKS, this.config.version)))
        break
      }

      case 'text': {
        const [{renderDoctorText}, {textWidth}] = await Promise.all([
          import('../../render/doctor/text.js'),
          import('../../render/terminal/layout.js'),
        ])
        const style = await this.style(process.stdout)
        const {isTimeToTell} = await import('../../releases/age-note.js')
        const {cacheFolder} = this.releaseDataOptions(true)
        const tellsAge = report.buildpack.stale && (verbose || (await isTimeToTell(cacheFolder, realSystem)))
        this.log(renderDoctorText(report, {style, tellsAge, verbose, width: textWidth(process.stdout.columns)}))
      }
    }
  }

  /** `--list`, and `--explain` with an id. */
  private async describe(id: string | undefined): Promise<DoctorExplainJson | DoctorListJson> {
    const [{CHECKS}, {renderCheck, renderCheckList}, {textWidth}] = await Promise.all([
      import('../../checks/index.js'),
      import('../../render/doctor/explain.js'),
      import('../../render/terminal/layout.js'),
    ])
    const options = {style: await this.style(process.stdout), width: textWidth(process.stdout.columns)}
    if (id === undefined) {
      const checks = CHECKS.map(({id, severity, title}) => ({id, severity, title}))
      this.log(renderCheckList(checks, options))
      return {schemaVersion: 1, checks}
    }

    const {findCheck} = await import('../../doctor/select-checks.js')
    const check = findCheck(CHECKS, id)
    this.log(renderCheck(check, options))
    const {fix: mend, ...docs} = check.docs
    return {schemaVersion: 1, check: {id, severity: check.severity, title: check.title, ...docs, mend}}
  }
}

type DoctorDocument = DoctorExplainJson | DoctorFleetJson | DoctorJson | DoctorListJson | ForecastJson
type Parsed = Interfaces.InferredFlags<typeof Doctor.flags>

interface FixedReport {
  applied: boolean
  plan: FixPlan
  report: DoctorReport
}
