import type {BuildPlan} from '../../local-build/plan/build-plan.js'
import type {BuildEvent, BuildListener} from '../../local-build/run/events.js'
import type {ReportOptions} from './blocks.js'
import type {LiveOptions, Terminal} from './live-renderer.js'

import {backgroundText, waitingText} from '../../local-build/run/build-log.js'
import {chooseGlyphs} from '../terminal/glyphs.js'
import {textWidth} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'
import {plainStyle, type Style} from '../terminal/style.js'

/** How a build is shown while it runs. `silent`: only what somebody must know to wait. */
export type ScreenMode = 'live' | 'log' | 'silent'

/** Live tasks move the cursor: they are for where colours are. */
export function chooseMode({isJson, isVerbose, style}: {isJson: boolean; isVerbose: boolean; style: Style}): ScreenMode {
  if (style !== plainStyle && !isVerbose) return 'live'
  return isJson ? 'silent' : 'log'
}

type Host = Pick<NodeJS.Process, 'env' | 'platform'>

/** How a stream of this process is written to. */
export function reportOptions({columns}: {columns?: number}, style: Style, {env, platform}: Host): ReportOptions {
  return {glyphs: chooseGlyphs(env, platform), style, width: textWidth(columns)}
}

export interface BuildScreen {
  listener: BuildListener
  /** Tells what is no part of the build, without disturbing what is drawn. */
  note(line: string): void
  /** Draws the last state. */
  end(): Promise<void>
}

export interface ScreenOptions extends ReportOptions {
  clock: LiveOptions['clock']
  terminal: Terminal
  /** Prints a line of the answer. */
  print(line: string): void
  /** Prints a line that is none of the answer. */
  note(line: string): void
}

/** What draws is loaded only where it draws. */
export async function openScreen(mode: ScreenMode, plan: BuildPlan, options: ScreenOptions): Promise<BuildScreen> {
  switch (mode) {
    case 'live': {
      const {showTasks} = await import('./tasks.js')
      return showTasks(plan.steps, options)
    }

    case 'log': {
      const {showLog} = await import('./plain.js')
      const log = showLog(plan.kind, options.style, options.print)
      return {
        async end() {},
        listener(event) {
          log(event)
          tellOfBackground(event, options)
        },
        note: options.note,
      }
    }

    case 'silent':
      return {
        async end() {},
        note: options.note,
        listener(event) {
          if (event.type === 'waiting-for-lock') options.note(waitingText(event.pid))
          tellOfBackground(event, options)
        },
      }
  }
}

/** Heroku's log has no line for it. */
function tellOfBackground(event: BuildEvent, {note}: Pick<ScreenOptions, 'note'>): void {
  if (event.type === 'waiting-for-background') note(printableLine(backgroundText(event.programs)))
}
