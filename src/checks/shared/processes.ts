import type {CheckContext} from '../check.js'

import {readProcfile} from '../../project/procfile.js'
import {type Server, serverOf} from './servers.js'
import {shellFault} from './shell-fault.js'
import {type StartCommand, startCommands} from './start-command.js'

/** Facts about the Procfile that several checks share. */

export const PROCFILE_PAGE = 'https://devcenter.heroku.com/articles/procfile'

/** A line of the Procfile, and what it starts. */
export interface Process {
  type: string
  /** The whole command. */
  command: string
  starts: readonly StartCommand[]
  place: {file: string; line: number}
}

export interface ServerStart {
  server: Server
  start: StartCommand
}

export interface WebServer extends ServerStart {
  /** The whole command of the process type. */
  command: string
  file: string
  line: number
}

export interface ProcessServer extends WebServer {
  type: string
}

const answers = new WeakMap<object, readonly Process[]>()

/** The lines that bash takes as they were meant: of the others procfile/shell-syntax tells. */
export function processesOf({project}: Pick<CheckContext, 'project'>): readonly Process[] {
  const procfile = readProcfile(project.tree)
  if (!procfile) return []
  const known =
    answers.get(procfile) ??
    procfile.processes
      .filter(({command}) => !shellFault(command))
      .map(({command, line, type}) => ({command, place: {file: 'Procfile', line}, starts: startCommands(command), type}))
  answers.set(procfile, known)
  return known
}

/** What the web process starts, with the place of its line. */
export function webStarts({
  project,
}: Pick<CheckContext, 'project'>): {starts: StartCommand[]; command: string; place: {file: string; line: number}} | undefined {
  const procfile = readProcfile(project.tree)
  const web = procfile?.processes.find(({type}) => type === 'web')
  return web && {command: web.command, place: {file: 'Procfile', line: web.line}, starts: startCommands(web.command)}
}

/** The HTTP servers that the web process starts, of those that are known. */
export function webServers(context: CheckContext): WebServer[] {
  const web = webStarts(context)
  if (!web) return []
  return web.starts.flatMap((start): WebServer[] => {
    const server = serverOf(start)
    return server ? [{command: web.command, ...web.place, server, start}] : []
  })
}

/** The HTTP servers that any process starts. */
export function processServers(context: CheckContext): ProcessServer[] {
  return processesOf(context).flatMap(({command, place, starts, type}) =>
    starts.flatMap((start): ProcessServer[] => {
      const server = serverOf(start)
      return server ? [{command, ...place, server, start, type}] : []
    }),
  )
}

/** What becomes of a process whose program fails to start. */
export function crash(type: string): string {
  if (type === 'web') return 'The web dyno crashes'
  return type === 'release' ? 'The release phase fails, and so does the deploy' : `The ${type} process crashes`
}
