import {roleOf, standsForPython} from '../../platform/buildpacks/catalogue.js'
import {brokenSince, isMoving} from '../../platform/buildpacks/python-releases.js'
import type {Reference} from '../../platform/buildpacks/reference.js'
import type {Check} from '../check.js'
import {SUPPORT_PAGE} from '../facts.js'
import {migrateCommand, runningBuildpacks} from '../shared/buildpack-list.js'

export const pinnedOrUrl: Check = {
  id: 'buildpacks/pinned-or-url',
  title: "the Python buildpack isn't set as heroku/python",
  severity: 'warning',
  dated: true,
  needs: ['buildpacks'],
  appOnly: true,
  docs: {
    what: 'The app sets the Python buildpack by a URL: of its repository, also at a tag, branch or commit, of an old tarball, or of a fork.',
    why: "The name `heroku/python` gets each tested release. The repository's URL gets whatever is on its main branch. A tag or commit gets no new Python versions, security fixes or stacks. A fork only gets what its owner merges.",
    fix: 'Use the name. `heroku python:migrate-buildpack` sets it in the same place, and lists what changed since a tag.',
    example: '`https://github.com/heroku/heroku-buildpack-python#v256`',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const list = runningBuildpacks(context)
    // Beside the name, the other one is too many: see buildpacks/duplicate-python.
    if (list.some((reference) => isPlainName(reference))) return []
    return list
      .filter((reference) => standsForPython(reference, list))
      .map((reference) => ({
        fix: {command: migrateCommand(context.app!.name), kind: 'ask' as const},
        message: describe(reference),
      }))
  },
}

function isPlainName(reference: Reference): boolean {
  return roleOf(reference).kind === 'python' && reference.kind === 'name'
}

function describe(reference: Reference): string {
  const {kind, pin, shown} = reference
  const role = roleOf(reference)
  if (role.kind === 'python-fork')
    return `${shown} is ${role.owner}'s fork of heroku/python. The app only gets new Python versions and fixes if they are merged there. Builds may differ from this plugin's predictions.`
  if (pin !== null && !isMoving(pin))
    return `${shown} pins the Python buildpack to ${pin}, which gets no new Python versions or fixes.${changes(pin)}`
  if (kind === 'tarball') return `${shown} is an old tarball of the Python buildpack. Use heroku/python to get new releases.`
  return `${shown} uses whatever is on the repository's main branch. Use heroku/python to get tested releases.`
}

function changes(pin: string): string {
  const since = brokenSince(pin)
  return since === null || since.length === 0 ? '' : ` Breaking changes since: ${since.join('; ')}.`
}
