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
        found: 'Its header names the command that compiled it, but there is no requirements.in here.',
        remedies: [{command: refusal.command, what: 'compile it again'}],
        title: 'requirements.txt is compiled from another file',
      }

    case 'dependencies-change':
      return {
        found: [
          ...refusal.removed.map((change) => `removed: ${change}`),
          ...refusal.downgraded.map((change) => `downgraded: ${change}`),
        ].join('\n'),
        remedies: [{command: 'heroku python:pin --dependencies --yes', what: 'accept these changes'}],
        title: 'This would remove or downgrade dependencies',
      }

    case 'downgrade':
      return {
        remedies: [
          {command: `heroku python:pin ${refusal.to}${hasPatch(refusal.to) ? ' --exact' : ''} --yes`, what: 'downgrade anyway'},
        ],
        title: `${refusal.to} is a downgrade: ${ORIGINS[refusal.origin] ?? refusal.origin} ${refusal.from}`,
      }

    case 'outside-constraint':
      return {
        found: `${refusal.file} asks for ${refusal.written}.`,
        remedies: refusal.remedies,
        title: `The project doesn't allow Python ${refusal.version}`,
      }

    case 'patch-unknown':
      return {
        ...(refusal.stale && {found: OLD_KNOWLEDGE}),
        remedies: [{command: `heroku python:pin ${refusal.latest} --exact`, what: 'pin the latest patch release'}],
        title: `Python ${refusal.version} isn't known to this version of the plugin. The latest known patch release is ${refusal.latest}`,
      }

    case 'path-outside':
      return {
        found: refusal.written,
        remedies: [{command: 'heroku python:doctor --dirty', what: 'see what the build does with it'}],
        title: `${refusal.file}, line ${refusal.line}, has a path outside the source, and Heroku doesn't have it`,
      }

    case 'prediction-worse':
      return {
        found: `Before: ${refusal.before}\nAfter: ${refusal.after}`,
        remedies: [{command: 'heroku python:doctor --dirty', what: "see what's wrong"}],
        title: 'This pin would make the build worse, so all changes were undone',
      }

    case 'requirements-in-unrelated':
      return {
        found: "requirements.txt lists packages that requirements.in doesn't lead to, so it wasn't compiled from it.",
        remedies: [{command: 'git mv requirements.in requirements-old.in', what: "move requirements.in, if you don't need it"}],
        title: 'An unrelated requirements.in exists, and this pin would overwrite it',
      }

    case 'resolution-failed':
      return {found: refusal.output, remedies: [], title: `${refusal.tool} couldn't resolve the dependencies`}

    case 'set-broken':
      return {
        found: refusal.breaks.map(({error, what}) => `${what}: "${error}".`).join('\n'),
        remedies: unique(refusal.breaks.flatMap(({remedies}) => remedies)).map((requirement) => ({
          command: 'heroku python:pin --dependencies',
          what: `fix this, add ${requirement} to ${refusal.file}, then pin again`,
        })),
        title: 'The resolved packages would break the app',
      }

    case 'version-dropped':
      return {
        link: SUPPORT_PAGE,
        remedies: suggestion(refusal.suggested),
        title: `Heroku no longer supports Python ${refusal.version}. The oldest supported version is ${refusal.oldest}`,
      }

    case 'version-undecided':
      return {
        found: refusal.title,
        remedies: [{command: 'heroku python:pin', what: 'pin the Python version first'}],
        title: "The app's Python version must be known to resolve its dependencies",
      }

    case 'version-unknown':
      return {
        ...(refusal.stale && {found: OLD_KNOWLEDGE}),
        link: SUPPORT_PAGE,
        remedies: suggestion(refusal.newest),
        title: `Python ${refusal.version} isn't known to this version of the plugin. The newest in buildpack ${refusal.release} is ${refusal.newest}`,
      }

    case 'version-unsupported':
      return {
        link: SUPPORT_PAGE,
        remedies: suggestion(refusal.suggested),
        title: `Heroku doesn't support ${refusal.typed}: this is ${refusal.what}, and Heroku has only regular CPython releases`,
      }
  }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

const OLD_KNOWLEDGE =
  "This plugin's buildpack data is out of date. Run heroku plugins:update, or connect to the internet and try again."

const ORIGINS: Record<string, string> = {
  '.python-version': '.python-version has',
  'Pipfile.lock': 'Pipfile.lock has',
  'last-build': 'the last successful build used',
  'runtime.txt': 'runtime.txt has',
}

function suggestion(version: null | string): Remedy[] {
  return version === null ? [] : [{command: `heroku python:pin ${version}`, what: 'pin a version that Heroku has'}]
}

export function warningMessage(warning: PinWarning): string {
  switch (warning.id) {
    case 'git-ignored':
      return `Git ignores ${warning.file} (${warning.rule.file}:${warning.rule.line}: ${warning.rule.pattern}). Add it with git add --force, or Heroku won't see it.`

    case 'held-back':
      return `Held back: ${warning.constraint}, because ${warning.what}.`

    case 'not-detected':
      return 'Found no package manager file here, or more than one. To see what the build does, run heroku python:doctor.'

    case 'patch-dropped':
      return `${warning.version} means its newest patch release, so builds get security fixes. To pin ${warning.typed}, add --exact.`

    case 'patch-fixed':
      return `The app gets no Python security fixes until you change ${warning.version}.`

    case 'patch-old':
      return `${warning.version} lacks security fixes in ${warning.latest}, and builds will warn about it.`

    case 'slug-ignored':
      return `.slugignore lists ${warning.file}: Heroku deletes it before the build, so it has no effect.`

    case 'version-deprecated':
      return `Python ${warning.version} reaches end of life in ${warning.endOfLife}. Builds with it fail from ${warning.removed}.`

    case 'version-unpinned':
      return `Resolved for Python ${warning.version}, but no file pins it. To pin it, run heroku python:pin.`
  }
}
