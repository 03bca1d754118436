import {hasPatch} from '../../buildpack/version-number.js'
import type {PinWarning, Refusal, Remedy} from '../../pin/refusal.js'

/** A refusal in words: why, and the ways on. */
interface RefusalMessage {
  title: string
  found?: string
  remedies: readonly Remedy[]
  link?: string
}

const SUPPORT_PAGE = 'https://devcenter.heroku.com/articles/python-support'

export function refusalMessage(refusal: Refusal): RefusalMessage {
  switch (refusal.id) {
    case 'compiled-elsewhere':
      return {
        found: 'Its header names the command, and there is no requirements.in here.',
        remedies: [{command: refusal.command, what: 'compile it again'}],
        title: 'requirements.txt was compiled from another file already',
      }

    case 'dependencies-change':
      return {
        found: [
          ...refusal.removed.map((change) => `removed: ${change}`),
          ...refusal.downgraded.map((change) => `downgraded: ${change}`),
        ].join('\n'),
        remedies: [{command: 'heroku python:pin --dependencies --yes', what: 'accept that'}],
        title: 'dependencies would go, or go back to an older version',
      }

    case 'downgrade':
      return {
        remedies: [
          {command: `heroku python:pin ${refusal.to}${hasPatch(refusal.to) ? ' --exact' : ''} --yes`, what: 'go down on purpose'},
        ],
        title: `this is a downgrade: ${ORIGINS[refusal.origin] ?? refusal.origin} ${refusal.from}, not ${refusal.to}`,
      }

    case 'outside-constraint':
      return {
        found: `${refusal.file} asks for ${refusal.written}.`,
        remedies: refusal.remedies,
        title: `the project does not allow Python ${refusal.version}`,
      }

    case 'patch-unknown':
      return {
        ...(refusal.stale && {found: OLD_KNOWLEDGE}),
        remedies: [{command: `heroku python:pin ${refusal.latest} --exact`, what: 'pin the latest patch release'}],
        title: `Heroku has no Python ${refusal.version}: the latest patch release is ${refusal.latest}`,
      }

    case 'path-outside':
      return {
        found: refusal.written,
        remedies: [{command: 'heroku python:doctor --dirty', what: 'see what the build makes of it'}],
        title: `${refusal.file}, line ${refusal.line}, names a path outside of the source, which Heroku does not have`,
      }

    case 'prediction-worse':
      return {
        found: `Before: ${refusal.before}\nAfter: ${refusal.after}`,
        remedies: [{command: 'heroku python:doctor --dirty', what: 'see what is wrong now'}],
        title: 'the build would have been worse afterwards, so everything was put back',
      }

    case 'requirements-in-unrelated':
      return {
        found: 'requirements.txt asks for packages that requirements.in does not lead to, so it was not made from it.',
        remedies: [{command: 'git mv requirements.in requirements-old.in', what: 'move it away, if it is of no use'}],
        title: 'there is a requirements.in that has nothing to do with requirements.txt, and it would be overwritten',
      }

    case 'resolution-failed':
      return {found: refusal.output, remedies: [], title: `${refusal.tool} could not resolve the dependencies`}

    case 'set-broken':
      return {
        found: refusal.breaks.map(({error, what}) => `${what}: "${error}".`).join('\n'),
        remedies: unique(refusal.breaks.flatMap(({remedies}) => remedies)).map((requirement) => ({
          command: 'heroku python:pin --dependencies',
          what: `ask for ${requirement} in ${refusal.file}, then pin again`,
        })),
        title: 'the resolved packages would break the app',
      }

    case 'version-dropped':
      return {
        link: SUPPORT_PAGE,
        remedies: suggestion(refusal.suggested),
        title: `Heroku has dropped Python ${refusal.version}: the oldest version that it builds with is ${refusal.oldest}`,
      }

    case 'version-undecided':
      return {
        found: refusal.title,
        remedies: [{command: 'heroku python:pin', what: 'pin the Python version first'}],
        title: 'the Python version is not decided, for which the dependencies would be resolved',
      }

    case 'version-unknown':
      return {
        ...(refusal.stale && {found: OLD_KNOWLEDGE}),
        link: SUPPORT_PAGE,
        remedies: suggestion(refusal.newest),
        title: `Heroku has no Python ${refusal.version}: the newest version that its buildpack ${refusal.release} knows is ${refusal.newest}`,
      }

    case 'version-unsupported':
      return {
        link: SUPPORT_PAGE,
        remedies: suggestion(refusal.suggested),
        title: `Heroku's buildpack has no ${refusal.typed}: that is ${refusal.what}, and it has releases of CPython only`,
      }
  }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

const OLD_KNOWLEDGE =
  'What is known here of the buildpack is old. Run heroku plugins:update, or go online: a newer one may know it.'

const ORIGINS: Record<string, string> = {
  '.python-version': '.python-version asks for',
  'Pipfile.lock': 'Pipfile.lock asks for',
  'last-build': 'the last successful build used',
  'runtime.txt': 'runtime.txt asks for',
}

function suggestion(version: null | string): Remedy[] {
  return version === null ? [] : [{command: `heroku python:pin ${version}`, what: 'pin a version that it has'}]
}

export function warningMessage(warning: PinWarning): string {
  switch (warning.id) {
    case 'git-ignored':
      return `${warning.file} is ignored by git (${warning.rule.file}:${warning.rule.line}: ${warning.rule.pattern}): add it with --force, or Heroku won't see it.`

    case 'held-back':
      return `Held back: ${warning.constraint}, because ${warning.what}.`

    case 'not-detected':
      return 'No package manager is to be seen here (or more than one): heroku python:doctor tells what the build would do.'

    case 'patch-dropped':
      return `${warning.version} stands for its newest patch release, so that each build gets security fixes. --exact pins ${warning.typed}.`

    case 'patch-fixed':
      return `The app gets no security fixes of Python until ${warning.version} is changed.`

    case 'patch-old':
      return `${warning.version} lacks the security fixes of ${warning.latest}, and the build will warn.`

    case 'slug-ignored':
      return `${warning.file} is named in .slugignore: Heroku deletes it before the build, so it has no effect.`

    case 'version-deprecated':
      return `Python ${warning.version} reaches its end of life in ${warning.endOfLife}, and builds with it stop on ${warning.removed}.`

    case 'version-unpinned':
      return `Resolved for Python ${warning.version}, which no file asks for: heroku python:pin writes it down.`
  }
}
