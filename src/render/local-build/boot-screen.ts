import type {BootEvent} from '../../local-build/boot/boot.js'
import type {ProcessToBoot} from '../../local-build/boot/process-types.js'
import type {BuildScreen, ScreenMode, ScreenOptions} from './screen.js'

import {printable} from '../terminal/printable.js'
import {safeLine} from '../terminal/safe.js'

/** How a boot is shown while it runs. */
export interface BootScreen extends Pick<BuildScreen, 'end' | 'note'> {
  listener(event: BootEvent): void
}

/** What a process prints stands below its line, as a tool's output below the step of a build. */
const OUTPUT_INDENT = ' '.repeat(7)

/** @param isVerbose a log shows what the processes print */
export async function openBootScreen(
  mode: ScreenMode,
  processes: readonly ProcessToBoot[],
  {isVerbose, ...options}: ScreenOptions & {isVerbose: boolean},
): Promise<BootScreen> {
  switch (mode) {
    case 'live': {
      const {showBootTasks} = await import('./boot-tasks.js')
      return showBootTasks(processes, options)
    }

    case 'log':
      return {
        async end() {},
        note: options.note,
        listener(event) {
          if (event.type === 'started') options.print(`-----> Starting ${safeLine(event.process)}: ${safeLine(event.command)}`)
          if (event.type === 'output' && isVerbose) options.print(OUTPUT_INDENT + printable(event.line))
        },
      }

    case 'silent':
      return {async end() {}, listener() {}, note: options.note}
  }
}
