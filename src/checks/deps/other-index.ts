import type {CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {pipRequirements} from './requirements-facts.js'

/** Whether pip looks in other places than the public index too, and may find there what that doesn't have. */
export function hasOtherIndex(context: CheckContext): boolean {
  const options = pipRequirements(context)?.options ?? []
  if (options.some(({name}) => /^--(?:extra-)?index-url$|^--find-links$/.test(name))) return true
  const {app} = context
  if (!app || !isAvailable(app.configVars)) return false
  const {configVars} = app
  return ['PIP_EXTRA_INDEX_URL', 'PIP_FIND_LINKS', 'PIP_INDEX_URL'].some((name) => configVars.has(name))
}
