import {roleOf, standsForPython} from '../../platform/buildpacks/catalogue.js'
import {brokenSince, isMoving} from '../../platform/buildpacks/python-releases.js'
import type {Reference} from '../../platform/buildpacks/reference.js'
import type {Check} from '../check.js'
import {SUPPORT_PAGE} from '../facts.js'
import {migrateCommand, runningBuildpacks} from '../shared/buildpack-list.js'

export const pinnedOrUrl: Check = {
  id: 'buildpacks/pinned-or-url',
  title: "the Python buildpack is not Heroku's own by name",
  severity: 'warning',
  dated: true,
  needs: ['buildpacks'],
  appOnly: true,
  docs: {
    what: 'The list names the Python buildpack by the URL of its repository or of an old tarball, at a tag, branch or commit, or names a copy of it.',
    why: 'The name `heroku/python` gets each release once it is tested. The URL of the repository gets whatever is on its main branch at the moment; a tag or commit gets no new Python versions, security fixes or stacks; a copy gets what its owner takes over.',
    fix: 'Use the name. `heroku python:migrate-buildpack` puts it into the same place, and says what changed since a tag.',
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
    return `${shown} is ${role.owner}'s copy of heroku/python. New Python versions and fixes reach the app only if they are taken over there, and a build may go otherwise than is foretold here.`
  if (pin !== null && !isMoving(pin))
    return `${shown} holds the Python buildpack at ${pin}, which gets no new Python versions or fixes.${changes(pin)}`
  if (kind === 'tarball') return `${shown} is an old tarball of the Python buildpack. The name heroku/python gets its releases.`
  return `${shown} is whatever the repository's main branch holds at the moment of a build. The name heroku/python gets its tested releases.`
}

function changes(pin: string): string {
  const since = brokenSince(pin)
  return since === null || since.length === 0 ? '' : ` What stops builds since then: ${since.join('; ')}.`
}
