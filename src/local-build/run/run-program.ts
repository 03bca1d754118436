import {stripVTControlCharacters} from 'node:util'

import type {BuildCommand} from '../../package-managers/build-command.js'
import type {Build} from './build.js'

import {asSeen, cutLine} from '../../system/lines.js'
import {type Background, CannotStart, type LineEnd} from '../../system/processes.js'
import {killedText} from './killed-text.js'

export interface RunOptions {
  /** Added to the build's environment. */
  env?: Readonly<Record<string, string>>
  /** The log goes on in a new line, even if the last one has no end. */
  endsLine?: boolean
  /** What becomes of a line; undefined drops it. */
  filter?(line: string): string | undefined | void
  /** What the shell says of it goes with its output: with config vars, the buildpack runs it in a shell of its own. Source: `sub_env`. */
  inSubshell?: boolean
  /** Nothing of the output is shown: only whether the program succeeds counts. */
  silent?: boolean
}

const COLORS = /\u001B\[[\d;]*m/g

/** Characters of a line in the log, of which more are cut: a program that never ends a line must not fill the memory. */
const LONGEST_LOGGED = 1024 * 1024

/**
 * Runs a program in the build folder.
 *
 * @returns whether it succeeded; one that isn't there didn't
 * @throws BuildFailed if the build is cancelled, or out of time
 */
export async function runProgram(build: Build, command: BuildCommand, options: RunOptions): Promise<boolean> {
  const {control, env, machine} = build
  const [program, ...args] = command.argv.map((part) => build.resolve(part))
  const own = Object.fromEntries(Object.entries(command.env).map(([name, value]) => [name, build.resolve(value)]))
  const onLine = lineListener(build, options)
  try {
    const {exitCode, signal} = await machine.system.processes.stream(program!, args, {
      cwd: machine.place.build,
      env: {...env, ...own, ...options.env, ...(await machine.leftovers.env())},
      keepsReturns: true,
      killSignal: control.killSignal,
      longestLine: LONGEST_LOGGED,
      onLine,
      ...(!options.silent && {background: background(build)}),
      signal: control.signal,
      view: machine.view,
    })
    build.stopIfCancelled()
    if (!options.silent && build.request.kind === 'classic') sayHowKilled(build, signal, options)
    return exitCode === 0
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    await onLine(`${program}: not found`, {isOpen: false})
    return false
  }
}

/** Bash names the script and the line too, except with SIGTERM. Source: its config-top.h, DONT_REPORT_SIGTERM. */
function sayHowKilled(build: Build, signal: NodeJS.Signals | undefined, {inSubshell}: RunOptions): void {
  const killed = killedText(signal)
  if (killed === undefined) return
  const how = inSubshell ? 'output' : 'line'
  if (signal === 'SIGTERM') build[how](killed)
  else build.bashSays(killed, how)
}

function lineListener(build: Build, {endsLine = false, filter = (line) => line, silent = false}: RunOptions) {
  return (raw: string, {isOpen}: LineEnd): Promise<void> | void => {
    if (silent) return
    if (raw.length >= LONGEST_LOGGED) build.shownOtherwise.add('long-lines')
    const masked = build.mask(raw)
    const line = stripVTControlCharacters(masked)
    if (line.length !== masked.length && line !== masked.replaceAll(COLORS, '')) build.shownOtherwise.add('control-characters')
    build.shownOtherwise.look(cutLine(line))
    build.clues.look(cutLine(asSeen(line)))
    const whole = filter(line)
    if (whole === undefined) return
    const shown = cutLine(asSeen(whole))
    build.tell({
      line: shown,
      ...(shown !== whole && {whole}),
      ...(isOpen && !endsLine && build.request.kind === 'classic' && {isOpen}),
      step: build.step,
      type: 'output',
    })
    // A program that prints faster than the disk takes it waits, and doesn't fill the memory.
    return build.machine.log.ready()
  }
}

/**
 * The buildpack pipes what it runs into sed, so that it goes on once nobody holds the pipe: with what runs in the
 * background without it still running. Source: lib/output.sh, and each `|& output::indent`.
 */
function background(build: Build): Background {
  const {areFound} = build.machine.leftovers
  return {
    onLeft: areFound ? (left) => build.left.push(left) : undefined,
    onWait(holders) {
      const programs = holders.map(({name, pid}) => ({name: build.mask(name), pid}))
      build.tell({programs, step: build.step, type: 'waiting-for-background'})
    },
  }
}
