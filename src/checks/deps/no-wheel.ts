import type {Check, Finding} from '../check.js'

import {majorOf} from '../../buildpack/version-number.js'
import {DEPENDENCIES_PAGE} from '../facts.js'
import {findDependency} from '../dependencies.js'
import {appPython} from '../shared/app-python.js'
import {unfitOn} from './python-fit.js'

export const noWheel: Check = {
  id: 'deps/no-wheel',
  title: 'a package has no wheel for the Python of the app',
  severity: 'warning',
  needs: ['online'],
  docs: {
    what: "A pinned version of a package for which the package index has no wheel that fits the app's Python on Heroku's Linux. Only with `--online`: it asks the index, with uv, in a temporary folder, and runs nothing of the app.",
    why: 'Such a package is built from source in each build that has no cache. That takes its time, needs compilers and libraries that may not be there, and often fails after a move to a newer Python.',
    fix: 'Take a newer version of the package, which has a wheel for this Python; or stay with the Python that it has one for.',
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
        const isSource = online!.sourceOnly.has(name)
        return {
          ...(file !== undefined && {file}),
          ...(line !== undefined && {line}),
          fix: {command: null, kind: 'hand'},
          message: isSource
            ? `${name} ${pinned} has no wheels, only its source: it is built in each build without a cache. That takes seconds where it is pure Python, and needs a compiler where it is not.`
            : `${name} ${pinned} has wheels for other Pythons or systems, and none for ${python} on Linux: it is compiled, which takes long and often fails.`,
          ...(isSource && {severity: 'info' as const}),
        }
      })
  },
}
