import type {Check, Finding} from '../check.js'

import {majorOf} from '../../buildpack/version-number.js'
import {DEPENDENCIES_PAGE, packageManager} from '../facts.js'
import {findDependency} from '../dependencies.js'
import {appPython} from '../shared/app-python.js'
import {hasOtherIndex} from './other-index.js'
import {unfitOn} from './python-fit.js'

export const noWheel: Check = {
  id: 'deps/no-wheel',
  title: "a package has no wheel for the app's Python",
  severity: 'warning',
  needs: ['online'],
  docs: {
    what: "The package index has no wheel of a pinned version for the app's Python on Heroku's Linux. On Fir, that is ARM64 (aarch64). This check needs `--online`: it asks the index with uv in a temporary folder, and doesn't run any of the app's code.",
    why: "Builds without a cache compile such a package from source. That is slow, needs compilers and libraries that may be missing, and often fails with a newer Python. A package without source for it can't be installed at all, which fails the build.",
    fix: 'Use a newer version of the package that has a wheel for this Python, or stay on your current Python.',
    example: '`numpy==1.24.4` on Python 3.13',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const {online, version} = context
    const python = version.resolved === null ? 'Python' : `Python ${majorOf(version.resolved)}`
    const major = appPython(context)
    // Of those that are known to fail, deps/python-unsupported tells.
    const told = new Set(
      major === undefined ? [] : unfitOn(context, major).flatMap(({candidate, wheel}) => [candidate.name, wheel?.distribution]),
    )
    return [...(online?.withoutWheel ?? [])]
      .filter(([name]) => !told.has(name))
      .map(([name, pinned]): Finding => {
        const {file, line} = findDependency(context, name) ?? {}
        const newer = online!.firstThatFits.get(name)
        const isSource = online!.sourceOnly.has(name)
        return {
          ...(file !== undefined && {file}),
          ...(line !== undefined && {line}),
          fix: {command: null, kind: 'hand'},
          ...described(`${name} ${pinned}`, `${python} on ${LINUX[context.architecture]}`, {
            isSource,
            newer,
            // Another index, and a lock may name one, may have a file that fits.
            isNowhere: online!.wheelsOnly.has(name) && packageManager(context) === 'pip' && !hasOtherIndex(context),
          }),
          ...(newer !== undefined && !isSource && {upgrade: {name, version: newer}}),
        }
      })
  },
}

/** As Dev Center names Fir's machines. */
const LINUX = {aarch64: 'ARM64 Linux', x86_64: 'Linux'} as const

function described(
  pinned: string,
  place: string,
  {isNowhere, isSource, newer}: {isNowhere: boolean; isSource: boolean; newer: string | undefined},
): Pick<Finding, 'message' | 'severity'> {
  const advice = newer === undefined ? '' : ` Version ${newer} has one.`
  if (isSource)
    return {
      message: `${pinned} has no wheels, only source, so each build without a cache builds it. That takes seconds for pure Python, and needs a compiler otherwise.${advice}`,
      severity: 'info',
    }
  if (isNowhere)
    return {
      message: `${pinned} has wheels for other Pythons or systems, but none for ${place}, and no source. The build can't install it, and fails.${advice}`,
      severity: 'error',
    }
  return {
    message: `${pinned} has wheels for other Pythons or systems, but none for ${place}. Compiling it is slow and often fails.${advice}`,
  }
}
