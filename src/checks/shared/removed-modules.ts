import type {CheckContext} from '../check.js'

import {type LeftModule, leftModule} from '../../knowledge/stdlib.js'
import {majorOf} from '../../packaging/python-version.js'
import {findDependency} from '../dependencies.js'
import {packageManager} from '../facts.js'

/** A module that the standard library of the app's Python has no more, and that nothing installed brings back. */
export function removedModule(context: CheckContext, module: string): LeftModule | undefined {
  const {resolved} = context.version
  const left = resolved === null ? undefined : leftModule(module.split('.')[0]!, majorOf(resolved))
  if (!left || left.distributions.some((name) => findDependency(context, name))) return undefined
  return left.module === 'distutils' && hasSetuptools(context, majorOf(resolved!)) ? undefined : left
}

/** setuptools brings a `distutils` of its own. Source: lib/pip.sh, which installs it beside pip on older Pythons. */
function hasSetuptools(context: CheckContext, python: string): boolean {
  if (findDependency(context, 'setuptools')) return true
  return (
    context.kind === 'classic' && packageManager(context) === 'pip' && context.releases.classic.setuptoolsFor.includes(python)
  )
}
