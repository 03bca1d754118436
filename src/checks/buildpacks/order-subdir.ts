import {movesTheRoot, type OrderPlace, placeOf, standsForPython} from '../../platform/buildpacks/catalogue.js'
import type {Check} from '../check.js'
import {migrateCommand, runningBuildpacks, shownList} from '../shared/buildpack-list.js'

/** They work in the root, where a later change of the folder erases everything. One for Node.js may write into the folder. */
const ERASED: ReadonlySet<OrderPlace | null> = new Set<OrderPlace>(['apt', 'geo', 'python'])

export const orderSubdir: Check = {
  id: 'buildpacks/order-subdir',
  title: "a buildpack that changes the app's root folder runs too late",
  severity: 'error',
  needs: ['buildpacks'],
  appOnly: true,
  docs: {
    what: 'A subdir or monorepo buildpack comes after the Python, apt or geo buildpack.',
    why: 'It makes a folder of the repository the root of the app and erases everything else, including what earlier buildpacks installed. Those also look for their files in the root of the repository instead of that folder.',
    fix: 'Put it first. `heroku python:migrate-buildpack` suggests the order and sets it in one step.',
    example: '`heroku/python` followed by `https://github.com/timanovsky/subdir-heroku-buildpack`',
    link: 'https://github.com/timanovsky/subdir-heroku-buildpack',
  },
  run(context) {
    const list = runningBuildpacks(context)
    const at = list.findIndex((reference, index) => index > 0 && movesTheRoot(reference))
    // Of two Python buildpacks around it, buildpacks/duplicate-python tells.
    const isRepeated = list.slice(at).some((reference) => standsForPython(reference, list))
    const erased = list
      .slice(0, Math.max(at, 0))
      .filter((reference) => ERASED.has(placeOf(reference)) && !(isRepeated && placeOf(reference) === 'python'))
    if (erased.length === 0) return []
    const are = erased.length === 1 ? 'comes' : 'come'
    return [
      {
        fix: {command: migrateCommand(context.app!.name), kind: 'ask'},
        message: `${shownList(erased)} ${are} before ${list[at]!.shown}, which makes a folder the app's root. It erases everything else, including what was installed before.`,
      },
    ]
  },
}
