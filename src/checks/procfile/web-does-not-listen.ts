import type {Check, CheckContext, Finding} from '../check.js'

import {pythonFile} from '../../project/python-source/index.js'
import {commandServer} from './command-servers.js'
import {BLOCKING, CONSUMERS, OPENS, SERVES, WORKERS} from './consumers.js'
import {type Process, processesOf} from '../shared/processes.js'
import {type Reached, reachedFrom, scriptOf} from './scripts.js'
import {serverOf} from '../shared/servers.js'
import type {StartCommand} from '../shared/start-command.js'

export const webDoesNotListen: Check = {
  id: 'procfile/web-does-not-listen',
  title: "the web process doesn't listen on a port",
  severity: 'error',
  docs: {
    what: 'The web process runs a worker (`celery worker`, `rq worker`), or a bot: a script that imports a library which polls a service (pyrogram, discord.py, python-telegram-bot, aiogram, slack_bolt in socket mode …). Neither the script nor the modules it imports use a web server.',
    why: 'Heroku waits 60 seconds for the web process to listen on `PORT`, then stops the dyno with error R10. This repeats after every restart.',
    fix: 'Rename the process type to `worker:`, then run `heroku ps:scale web=0 worker=1`.',
    example: '`web: python bot.py`, where bot.py calls `client.run(token)` of discord.py',
    link: 'https://devcenter.heroku.com/articles/error-codes#r10-boot-timeout',
  },
  run(context) {
    const web = processesOf(context).find(({type}) => type === 'web')
    if (!web || web.starts.some((start) => serverOf(start) ?? commandServer(start))) return []
    const [start, ...others] = web.starts.filter(({program}) => !PREPARES.test(program))
    if (!start || others.length > 0) return []
    const found = consumerIn(context, start)
    return found ? [finding(web, found)] : []
  },
}

/** What sets a dyno up before the process. */
const PREPARES = /^(?:alembic|echo|export|mkdir|set|sleep|true|cp|mv|chmod)$/

interface Consumer {
  name: string
  isSure: boolean
}

function consumerIn(context: CheckContext, start: StartCommand): Consumer | undefined {
  const worker = WORKERS.find(({matches}) => matches(start))
  if (worker) return {isSure: true, name: worker.name}
  const script = scriptOf(context, start)
  const reached = script && reachedFrom(context, script)
  if (!reached?.complete || servesSomething(context, reached)) return undefined
  const library = reached.foreign.map(({module}) => CONSUMERS[module.split('.')[0]!]).find((name) => name !== undefined)
  return library === undefined
    ? undefined
    : {isSure: reached.files.some((file) => BLOCKING.test(textOf(context, file))), name: library}
}

/** Whether anything that it leads to knows how to listen. */
function servesSomething(context: CheckContext, {files, foreign}: Reached): boolean {
  const names = foreign.flatMap(({module, names: inside}) => [module, ...inside.map(({name}) => `${module}.${name}`)])
  return names.some((name) => SERVES.test(name)) || files.some((file) => OPENS.test(textOf(context, file)))
}

function textOf({project: {tree}}: CheckContext, file: string): string {
  return pythonFile(tree, file)?.text ?? ''
}

function finding({command, place}: Process, {isSure, name}: Consumer): Finding {
  return {
    ...place,
    fix: {command: "sed -i.bak 's/^web:/worker:/' Procfile", kind: 'ask'},
    message: `The dyno is stopped after 60 seconds with error R10: the web process runs ${name}, ${isSure ? "which doesn't listen on a port" : "and its code doesn't listen on a port"}. Write worker: ${command}. Then run heroku ps:scale web=0 worker=1.`,
    ...(!isSure && {severity: 'warning' as const}),
  }
}
