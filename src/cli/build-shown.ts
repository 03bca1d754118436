import path from 'node:path'

import type {BootOptions} from '../local-build/boot/boot-build.js'
import type {BuiltPaths, LocalBuild} from '../local-build/local-build.js'
import type {BuildInput} from '../local-build/read-input.js'
import type {ProcessToBoot} from '../local-build/boot/process-types.js'
import type {BuildListener} from '../local-build/run/events.js'
import type {BuildLocalJson} from '../local-build/json.js'
import type {BuildResult} from '../local-build/run/result.js'
import type {OutputFolder} from '../local-build/output/output-folder.js'
import type {Terminal} from '../render/local-build/live-renderer.js'
import type {ScreenMode, ScreenOptions} from '../render/local-build/screen.js'
import type {Style} from '../render/terminal/style.js'
import type {BootsShown} from './boot-shown.js'
import type {Interruption} from '../system/build-interrupt.js'

import {buildJson, contextOf} from '../local-build/documents.js'
import {isWithoutAnswer} from '../local-build/plan/failure.js'
import {renderEnding} from '../render/local-build/ending.js'
import {chooseMode, openScreen, reportOptions} from '../render/local-build/screen.js'
import {realSystem} from '../system/real-system.js'

/** What is to be booted after a build, and how. */
export interface Booter {
  options: BootOptions
  /** What the source has led to expect; a hook may have written another Procfile. */
  processes: readonly ProcessToBoot[]
}

export interface BuildShow {
  /** null: nothing is booted. */
  booter: Booter | null
  /** `PROGRAM ID`: what the user called. */
  command: string
  /** Where a build's own events go; undefined: nowhere. */
  events?: BuildListener
  input: BuildInput
  interruption: Interruption
  isJson: boolean
  isVerbose: boolean
  /** The folder as the user wrote it. null: what was built isn't saved. */
  output: {folder: OutputFolder; path: string} | null
  /** What deploys the app; null: it isn't known. */
  push: string | null
  /** That of the terminal. */
  style: Style
  terminal: Terminal
  print(line: string): void
  note(line: string): void
}

/** What became of a build and the processes that were booted. */
export interface ShownBuild {
  document: BuildLocalJson
  /** `none`: it was interrupted, or this machine had no room. */
  answer: 'bad' | 'good' | 'none'
}

const NOTHING_BOOTED: BootsShown = {boots: [], unchecked: []}

/** Builds, and shows how it goes. Saves what was built, and boots it, where that was asked for. */
export async function buildShown(local: LocalBuild, show: BuildShow): Promise<ShownBuild> {
  const {input, interruption, isJson, isVerbose, note, output, print, push, style, terminal} = show
  const options = {...reportOptions(terminal, style, process), clock: realSystem.clock, note, print, terminal}
  const mode = chooseMode({isJson, isVerbose, style})
  const screen = await openScreen(mode, local.plan, options)
  interruption.say = screen.note
  const listener: BuildListener = (event) => {
    show.events?.(event)
    screen.listener(event)
  }

  try {
    return await local.run({...interruption, listener}, async (result, paths) => {
      await screen.end()
      const isBuilt = result.failure === null
      const script = isBuilt && output ? await output.folder.write({...paths, ...result}, interruption.signal) : null
      const place = script === null ? null : {path: output!.path, script}
      const context = {
        boots: show.booter !== null,
        configVars: input.configVars,
        output: place,
        push,
        ...(input.moved && {moved: input.moved.to.map((one) => ` --to ${one}`).join('')}),
      }
      print(await renderEnding(result, context, {...options, mode}))
      const boot = isBuilt ? await booted(paths, show, {...options, mode}) : NOTHING_BOOTED
      await notify(result, show.command)
      const document = buildJson(result, local.plan, {...contextOf(input), boot, output: place && path.resolve(place.path)})
      return {answer: answerOf(result, boot, show), document}
    })
  } finally {
    await screen.end()
  }
}

/** Starts what was built, and says what becomes of it on Heroku. */
async function booted(
  paths: BuiltPaths,
  {booter, input, interruption, isVerbose, push}: BuildShow,
  screen: ScreenOptions & {mode: ScreenMode},
): Promise<BootsShown> {
  if (booter === null) return NOTHING_BOOTED
  const {bootShown} = await import('./boot-shown.js')
  return bootShown({...booter, input, interruption, isVerbose, paths, push: input.moved ? null : push, screen})
}

function answerOf({failure}: BuildResult, {boots}: BootsShown, {booter, interruption}: BuildShow): ShownBuild['answer'] {
  if (failure !== null) return isWithoutAnswer(failure) ? 'none' : 'bad'
  if (booter !== null && interruption.signal.aborted) return 'none'
  return boots.some(({result}) => !result.verdict.lives) ? 'bad' : 'good'
}

async function notify({failure, steps}: BuildResult, command: string): Promise<void> {
  if (!process.stderr.isTTY || process.env.CI || failure?.reason === 'build-cancelled') return
  const {notifyOfBuild} = await import('./notify.js')
  const outcome = {hasFailed: failure !== null, seconds: steps.reduce((sum, {seconds}) => sum + seconds, 0)}
  await notifyOfBuild(command, outcome)
}
