import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {filesWith} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'

/** What an app writes that settles how certificates are checked. */
const SETTLED = /ssl_cert_reqs|broker_use_ssl|BROKER_USE_SSL|redis_backend_use_ssl|REDIS_BACKEND_USE_SSL|CERT_NONE/

export const redisTls: Check = {
  id: 'config/redis-tls',
  title: 'Celery gets a rediss:// URL without ssl_cert_reqs',
  severity: 'error',
  needs: ['config-vars'],
  docs: {
    what: "Celery uses a config var whose URL starts with `rediss://`, as Heroku Key-Value Store's `REDIS_URL` does. Neither the URL nor the code says how to check the server's certificate. The value is never shown or stored.",
    why: 'Celery fails with "A rediss:// URL must have parameter ssl_cert_reqs". Heroku Key-Value Store has a self-signed certificate, so checking it would fail too.',
    fix: 'Set `broker_use_ssl` and `redis_backend_use_ssl` to `{"ssl_cert_reqs": ssl.CERT_NONE}`, or append `?ssl_cert_reqs=CERT_NONE` to the URL in the code.',
    example: '`Celery("tasks", broker=os.environ["REDIS_URL"])`',
    link: 'https://devcenter.heroku.com/articles/connecting-heroku-redis#connecting-in-python',
  },
  run(context) {
    const {app, project} = context
    if (!app || !isAvailable(app.configVars) || !findDependency(context, 'celery')) return []
    const [settled] = filesWith(project.tree, SETTLED)
    if (settled !== undefined) return []
    const names = [...app.configVars].flatMap(([name, value]) => (isBare(value.reveal()) ? [name] : []))
    return names.flatMap((name): Finding[] => {
      const place = readerOf(context, name)
      if (!place) return []
      const message = `Celery fails when it connects: the config var ${name} starts with rediss://, and Celery rejects such a URL without ssl_cert_reqs. Pass broker_use_ssl={"ssl_cert_reqs": ssl.CERT_NONE} and the same redis_backend_use_ssl to Celery.`
      return [{...place, fix: {command: null, kind: 'hand'}, message}]
    })
  },
}

function isBare(url: string): boolean {
  return url.startsWith('rediss://') && !url.includes('ssl_cert_reqs')
}

/** Where the variable is read for Celery: on a line that makes its app, or sets its broker or result backend. */
function readerOf({project: {tree}}: CheckContext, name: string): undefined | {file: string; line: number} {
  if (!/^\w+$/.test(name)) return undefined
  for (const file of filesWith(tree, new RegExp(String.raw`["']${name}["']`))) {
    const lines = new TextDecoder().decode(tree.read(file)).split('\n')
    const at = lines.findIndex(
      (line) =>
        line.includes(name) && /(?:broker|backend|Celery\s*\(|BROKER_URL|RESULT_BACKEND)/i.test(line) && !/^\s*#/.test(line),
    )
    if (at !== -1) return {file, line: at + 1}
  }

  return undefined
}
