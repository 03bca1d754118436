import type {CheckContext} from '../check.js'
import type {StartCommand} from '../shared/start-command.js'

import {type ScriptCall, scriptCalls, type Value} from '../../project/python-source/index.js'
import {type Listener, LISTENERS} from './listener-table.js'
import {scriptOf} from './scripts.js'
import {type Misbound, misboundTo, wrongHost, wrongPort} from '../shared/servers.js'

/** The calls that start a web server in an app's own code, and where each of them listens. */

const ANY = new RegExp(LISTENERS.map(({path}) => `(?:${path.source})`).join('|'))

/** A call that starts a server where no request reaches it. */
export interface WrongCall {
  call: ScriptCall
  file: string
  right: string
  wrong: Misbound
}

/** Why no request reaches the server of a script; undefined if one does, or it can't be told. */
export function wrongListener(context: CheckContext, start: StartCommand): undefined | WrongCall {
  const script = scriptOf(context, start)
  if (!script) return undefined
  const calls = scriptCalls(context.project.tree, script.file, script.folders, ANY)
  const judged = calls.map((call) => {
    const listener = LISTENERS.find(({path}) => path.test(call.path))!
    const right = listener.right.replace('$MODULE', () => script.file.replace(/\.py$/, '').replaceAll('/', '.'))
    return {call, file: script.file, right: `${call.written}(${right})`, wrong: wrongCall(listener, call)}
  })
  const wrong = judged.filter((one): one is WrongCall => one.wrong !== undefined)
  return wrong.length === judged.length ? wrong[0] : undefined
}

/** Whether a script starts a server on the port that Heroku gives it. */
export function scriptListens(context: CheckContext, start: StartCommand): boolean {
  const script = scriptOf(context, start)
  if (!script) return false
  const calls = scriptCalls(context.project.tree, script.file, script.folders, ANY)
  return calls.some((call) => {
    const listener = LISTENERS.find(({path}) => path.test(call.path))!
    const port = argument(call, listener.port) ?? pairOf(call, listener)?.[1]
    return port?.kind === 'environment' && port.names.includes('PORT')
  })
}

function wrongCall(listener: Listener, call: ScriptCall): Misbound | undefined {
  const {bind, other = [], otherwise} = listener
  if (other.some((name) => call.named.has(name)) || isSpread(listener, call)) return undefined
  const bound = bind === undefined ? undefined : call.named.get(bind)
  if (bound) return bound.kind === 'string' ? misboundTo(bound.value.split(/[\s,]+/)) : undefined
  const pair = pairOf(call, listener)
  if (listener.address !== undefined && !pair) return undefined
  const [host, port] = pair ?? [argument(call, listener.host), argument(call, listener.port)]
  if (!host && !port && otherwise.port !== '' && otherwise.port !== '$PORT') return {...otherwise, why: 'default'}
  const portText = textOf(port) ?? otherwise.port
  const hostText = textOf(host) ?? otherwise.host
  // What can't be told may be right.
  return wrongPort(portText) ?? (portText === '?' ? undefined : wrongHost(hostText))
}

/** `**options` may hold anything: where host and port have names only, it is what follows the app. */
function isSpread({address, host}: Listener, {positional}: ScriptCall): boolean {
  return address === undefined && host.every((place) => typeof place === 'string') && positional.length > 1
}

function argument({named, positional}: ScriptCall, places: readonly (number | string)[]): undefined | Value {
  for (const place of places) {
    const value = typeof place === 'string' ? named.get(place) : positional[place]
    if (value) return value
  }

  return undefined
}

/** `('', 8000)` */
function pairOf({positional}: ScriptCall, {address}: Listener): [Value, Value] | undefined {
  const value = address === undefined ? undefined : positional[address]
  const [host, port] = value?.kind === 'list' ? value.items : []
  return host && port ? [host, port] : undefined
}

/** A host or a port as a text: `$PORT` for the variable, `?` for what can't be told; undefined for none. */
function textOf(value: undefined | Value): string | undefined {
  switch (value?.kind) {
    case undefined:
    case 'none':
      return undefined

    case 'environment':
      return value.names.includes('PORT') ? '$PORT' : '?'

    case 'number':
    case 'string':
      return String(value.value)

    default:
      return '?'
  }
}
