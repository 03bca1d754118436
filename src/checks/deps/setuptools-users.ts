import type {CheckContext, Finding} from '../check.js'

import {type SetuptoolsUser, withoutSetuptools} from '../../knowledge/broken-pairs.js'
import {unsupportedOn} from '../../knowledge/python-support.js'
import {findDependency} from '../dependencies.js'
import {hasUnnamed, installsMore} from '../shared/installed.js'
import {appPython} from '../shared/app-python.js'
import {effectiveVersions} from '../shared/effective-versions.js'
import {type Setuptools, setuptoolsOf} from '../shared/setuptools.js'
import {bootOf} from './boot-use.js'

/** Packages that import `pkg_resources` or `distutils`, and the setuptools of the build that doesn't bring it. */
export function withoutSetuptoolsFindings(context: CheckContext): Finding[] {
  const setuptools = setuptoolsOf(context)
  const python = appPython(context)
  if (python === undefined || setuptools === undefined) return []
  const versions = effectiveVersions(context)
  // deps/python-unsupported tells of those.
  const others = new Set(unsupportedOn(versions, python).map(({distribution}) => distribution))
  return withoutSetuptools(versions, python, setuptools.version)
    .filter(({distribution}) => !others.has(distribution))
    .flatMap((user) => asFinding(context, user, setuptools))
}

function asFinding(context: CheckContext, user: SetuptoolsUser, setuptools: Setuptools): Finding[] {
  const {distribution, fixedIn, needs} = user
  const dependency = findDependency(context, distribution)
  if (!dependency) return []
  const boot = bootOf(context, distribution, 'ModuleNotFoundError')
  const isOpen = setuptools.from === 'brought' || hasUnnamed(context) || installsMore(context)
  const isSure = boot !== undefined && !(isOpen && !user.declares)
  const upgrade = fixedIn === null ? 'Add' : `Upgrade to ${distribution} ${fixedIn} or later, or add`
  const limit = needs === 'pkg_resources' ? 'setuptools<82' : 'setuptools'
  return [
    {
      file: dependency.file,
      fix: {command: null, kind: 'hand'},
      ...(dependency.line !== undefined && {line: dependency.line}),
      message:
        `${distribution} ${dependency.version ?? ''}`.trim() +
        ` imports ${needs}, which the app doesn't have: ${reason(context, needs, setuptools)}. ${boot ?? 'Importing it fails with ModuleNotFoundError'}. ${upgrade} ${limit} to the dependencies.`,
      ...(!isSure && {severity: 'warning' as const}),
    },
  ]
}

function reason(context: CheckContext, needs: string, {from, version}: Setuptools): string {
  const python = appPython(context)!
  if (from === 'none') return `the build doesn't install setuptools for Python ${python}`
  const which =
    version === null || version.startsWith('999999')
      ? 'the newest setuptools, which the build installs,'
      : `setuptools ${version}`
  return `${which} has no ${needs} since 82`
}
