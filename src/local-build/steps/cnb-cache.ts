import type {Build} from '../run/build.js'

import {type CnbCacheDecision, decideCnbCache} from '../plan/decide-cnb-cache.js'

/** What becomes of each layer of the last build. */
export function cacheDecision({cached, interpreter, manager, pythonVersion, request}: Build): CnbCacheDecision {
  return decideCnbCache(cached, {
    interpreter,
    manager,
    pythonVersion,
    release: request.releases.cnb,
    stack: request.stack,
  })
}
