import type {Build} from '../build.js'
import type {CnbPackageManager} from '../commands-cnb.js'

import {type CnbCacheDecision, decideCnbCache} from '../decide-cnb-cache.js'

/** What becomes of each layer of the last build. */
export function cacheDecision({cached, interpreter, manager, pythonVersion, request}: Build): CnbCacheDecision {
  return decideCnbCache(cached, {
    interpreter,
    manager: manager as CnbPackageManager,
    pythonVersion,
    release: request.releases.cnb,
    stack: request.stack,
  })
}
