import type {Check, CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {gunicornConfig} from '../shared/gunicorn-config.js'
import {type WebServer, webServers} from '../shared/processes.js'
import {optionValues} from '../shared/start-command.js'

const IPV4 = /^0\.0\.0\.0(?::|$)/

export const ipv4Only: Check = {
  id: 'fir/ipv4-only',
  title: "gunicorn listens on IPv4 only, and Fir's network is IPv6 by default",
  severity: 'info',
  docs: {
    what: "A Fir app's web process starts gunicorn on `0.0.0.0`. Without `--bind`, that is gunicorn's default when `PORT` is set. A `bind` in `gunicorn.conf.py` counts.",
    why: "Fir's network uses IPv6 by default. Heroku's own Python example listens on `[::]`, which also works without IPv4. That address accepts IPv4 connections too.",
    fix: 'Start it with `gunicorn --bind [::]:$PORT`, or set `bind` in `gunicorn.conf.py`.',
    example: '`web: gunicorn app:app`',
    // Also: heroku/python-getting-started, pull request 241.
    link: 'https://devcenter.heroku.com/articles/migrating-apps-from-cedar-spaces-to-fir-spaces',
  },
  run(context) {
    if (context.kind !== 'cnb') return []
    return webServers(context).flatMap((web) => {
      const place = web.server.name === 'gunicorn' ? boundTo(context, web) : undefined
      if (!place) return []
      return [
        {
          ...place,
          fix: {command: null, kind: 'hand' as const},
          message:
            "gunicorn listens on 0.0.0.0, so on IPv4 only. Fir's network uses IPv6 by default. Bind to [::]:$PORT, which accepts both.",
        },
      ]
    })
  },
}

/** Where it is told to listen on IPv4 alone, or isn't told; undefined: elsewhere too, or that isn't known. */
function boundTo(context: CheckContext, web: WebServer): undefined | {file: string; line: number} {
  const {file, line, server, start} = web
  const {app} = context
  const binds = optionValues(start.args, server.bind)
  if (binds.length > 0) return binds.every((bind) => IPV4.test(bind)) ? {file, line} : undefined
  const isSet = app !== null && isAvailable(app.configVars) && app.configVars.has('GUNICORN_CMD_ARGS')
  if (isSet || start.environment.has('GUNICORN_CMD_ARGS') || start.behind.length > 0) return undefined
  const config = gunicornConfig(context, web)
  if (!config) return {file, line}
  // Settings that can't be told may be right.
  if (!config.names) return undefined
  const bind = config.names.get('bind')
  if (!bind) return {file, line}
  const isIpv4 = bind.value.kind === 'string' && IPV4.test(bind.value.value)
  return isIpv4 ? {file: bind.file, line: bind.line} : undefined
}
