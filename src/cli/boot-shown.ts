import type {BootOptions} from '../local-build/boot/boot-build.js'
import type {BootResult} from '../local-build/boot/boot.js'
import type {ProcessToBoot} from '../local-build/boot/process-types.js'
import type {BuiltPaths} from '../local-build/local-build.js'
import type {BuildInput} from '../local-build/read-input.js'
import type {ExplainedBoot} from '../render/local-build/boot-report.js'
import type {ScreenMode, ScreenOptions} from '../render/local-build/screen.js'
import type {Interruption} from '../system/build-interrupt.js'

import {bootBuild, hostOf} from '../local-build/boot/boot-build.js'
import {renderBoot} from '../render/local-build/boot-report.js'
import {openBootScreen} from '../render/local-build/boot-screen.js'
import {realDynoHost} from '../system/dyno/real-dyno-host.js'
import {realSystem} from '../system/real-system.js'

interface ShownBoot {
  interruption: Interruption
  isVerbose: boolean
  options: BootOptions
  paths: BuiltPaths
  input: BuildInput
  /** What the source has led to expect; a hook may have written another Procfile. */
  processes: readonly ProcessToBoot[]
  /** What deploys the app; null: it isn't known. */
  push: string | null
  screen: ScreenOptions & {mode: ScreenMode}
}

export interface BootsShown {
  boots: readonly ExplainedBoot[]
  /** The process types that an interruption came before. */
  unchecked: readonly string[]
}

/** Joins three uses of one source: boots what was built, shows it, and asks the doctor why what is wrong is wrong. */
export async function bootShown({
  interruption,
  options,
  paths,
  input,
  processes,
  push,
  ...shown
}: ShownBoot): Promise<BootsShown> {
  const {isVerbose, screen: screenOptions} = shown
  screenOptions.print('')
  const screen = await openBootScreen(screenOptions.mode, processes, {...screenOptions, isVerbose})
  interruption.say = screen.note
  try {
    const control = {...interruption, listener: screen.listener}
    const {results, unchecked} = await bootBuild(input, paths, options, {control, host: realDynoHost, system: realSystem})
    await screen.end()
    const boots = await explained(results, input)
    const asked = {...hostOf(input.app, options), path: options.path}
    const withLog = isVerbose && screenOptions.mode === 'log'
    screenOptions.print(`\n${renderBoot(boots, asked, {...screenOptions, push, unchecked, withLog})}`)
    return {boots, unchecked}
  } finally {
    await screen.end()
  }
}

async function explained(results: readonly BootResult[], input: BuildInput): Promise<ExplainedBoot[]> {
  if (results.every(({verdict}) => verdict.id === 'healthy' || verdict.id === 'not-run'))
    return results.map((result) => ({findings: [], result}))
  const [{diagnose}, {CHECKS}, {explainBoot}] = await Promise.all([
    import('../doctor/diagnose.js'),
    import('../checks/index.js'),
    import('../doctor/explain-boot.js'),
  ])
  const known = new Set(CHECKS.map(({id}) => id))
  const {report} = diagnose({checks: CHECKS, known, target: input})
  return results.map((result) => ({
    findings: explainBoot({cause: result.cause, verdict: result.verdict.id}, report.findings),
    result,
  }))
}
