import {movesTheRoot, roleOf, standsForPython} from '../../platform/buildpacks/catalogue.js'
import {isAtLeast} from '../../platform/buildpacks/python-releases.js'
import type {Reference} from '../../platform/buildpacks/reference.js'
import type {Check, Finding} from '../check.js'
import {listing} from '../facts.js'
import {BUILDPACKS_PAGE, migrateCommand, runningBuildpacks} from '../shared/buildpack-list.js'

/** The first release that stops. Source: heroku-buildpack-python's CHANGELOG.md. */
const STOPS_SINCE = 291

export const duplicatePython: Check = {
  id: 'buildpacks/duplicate-python',
  title: 'the app has the Python buildpack twice',
  severity: 'error',
  needs: ['buildpacks'],
  appOnly: true,
  docs: {
    what: 'The app has two Python buildpacks: by name, by URL, or as a fork.',
    why: "The second one finds Python already installed, and the build fails. If a buildpack between the two changes the app's root folder, it erases what the first one did. Then the first one only costs time.",
    fix: 'Keep one of them. `heroku python:migrate-buildpack` removes the other.',
    example: '`https://github.com/heroku/heroku-buildpack-python` followed by `heroku/python`',
    link: BUILDPACKS_PAGE,
  },
  run(context) {
    const list = runningBuildpacks(context)
    const pythons = list.flatMap((reference, index) => (standsForPython(reference, list) ? [index] : []))
    if (pythons.length < 2) return []
    const fix: Finding['fix'] = {command: migrateCommand(context.app!.name), kind: 'ask'}
    const names = named(pythons.map((index) => list[index]!.shown))
    const seconds = pythons
      .slice(1)
      .filter((index, at) => !list.slice(pythons[at], index).some((between) => movesTheRoot(between)))
    if (seconds.length === 0)
      return [
        {
          fix,
          message: `The app has ${names}, and between them ${list.slice(pythons[0]).find((reference) => movesTheRoot(reference))!.shown}, which erases the work of the first. The first one only costs time.`,
          severity: 'warning',
        },
      ]
    if (seconds.some((index) => stops(list[index]!)))
      return [
        {fix, message: `The build fails: the app has ${names}, and the second one rejects the Python that the first installed.`},
      ]
    return [
      {
        fix,
        message: `The app has ${names}, so Python and all packages are installed twice. With a newer release of the second one, the build would fail.`,
        severity: 'warning',
      },
    ]
  },
}

function named(shown: readonly string[]): string {
  if (shown.some((name) => name !== shown[0])) return listing(shown)
  return `${shown[0]} ${shown.length === 2 ? 'twice' : `${shown.length} times`}`
}

/** What a copy of the buildpack does, or a commit of unknown age, can't be known. */
function stops(second: Reference): boolean {
  return roleOf(second).kind === 'python' && isAtLeast(STOPS_SINCE, second.pin) === true
}
