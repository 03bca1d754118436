import type {CheckContext} from '../check.js'

import {readProcfile} from '../../project/procfile.js'
import {type Server, serverOf} from './servers.js'
import {type StartCommand, startCommands} from './start-command.js'

/** Facts about the Procfile that several checks share. */

export const PROCFILE_PAGE = 'https://devcenter.heroku.com/articles/procfile'

export interface WebServer {
  server: Server
  start: StartCommand
  /** The whole command of the process type. */
  command: string
  file: string
  line: number
}

/** What the web process starts, with the place of its line. */
export function webStarts({
  project,
}: CheckContext): {starts: StartCommand[]; command: string; place: {file: string; line: number}} | undefined {
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
