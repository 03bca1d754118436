import type {Check, CheckContext, Finding, Fix} from '../check.js'

import {announcementOf} from '../../buildpack/announced.js'
import {hasPatch, majorOf} from '../../buildpack/version-number.js'
import {editableText, PYTHON_VERSION_PAGE} from '../facts.js'
import {
  askForVersion,
  isBeyondLatest,
  majorIfAllowed,
  pythonSupport,
  suggestedVersion,
  versionOrigin,
  versionPlace,
  withVersion,
  writeVersionCommand,
} from '../version-facts.js'

export const versionUnavailable: Check = {
  id: 'version/unavailable',
  title: "the buildpack doesn't have the Python version",
  severity: 'error',
  explains: ['python-version::unknown-major'],
  docs: {
    what: "The app asks for a version that the buildpack release doesn't know: newer than its newest one, or a patch release beyond its latest.",
    why: "The buildpack only installs versions that Heroku built, so the build fails. If the plugin's buildpack data is old, this is a warning, because a newer buildpack may have the version.",
    fix: 'Use only the major version (`3.13`): it always means the newest patch release that Heroku has.',
    example: '`.python-version` with `3.13.99`',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {failure, requested, resolved} = context.version
    if (failure?.reason === 'python-version::unknown-major') return [unknownMajor(context, requested ?? failure.detail ?? '')]
    if (requested === null || resolved === null || !hasPatch(requested) || !isBeyondLatest(context, resolved)) return []
    return [unknownPatch(context, resolved)]
  },
}

function unknownMajor(context: CheckContext, requested: string): Finding {
  const python = pythonSupport(context)
  const next = `3.${Number(python.newest.split('.')[1]) + 1}`
  const announced = announcedVersion(context, requested)
  const maybeKnown = announced !== '' || (majorOf(requested) === next && context.releaseDataIsStale)
  const {advice, fix} = askForVersion(context, suggestedVersion(context) ?? python.newest)
  const which = versionOrigin(context) === 'cached' ? `${requested}, the version of the last build` : requested
  const message = maybeKnown
    ? `Python ${requested} isn't known to this version of the plugin. The newest it knows is ${python.newest} (buildpack ${releaseOf(context)}). ${announced}If Heroku doesn't support it yet, the build fails.`
    : `The build fails: buildpack ${releaseOf(context)} doesn't know Python ${which}. The newest version that it supports is ${python.newest}.`
  return {
    ...versionPlace(context),
    ...(maybeKnown && {severity: 'warning' as const}),
    fix,
    message: `${message}${advice}`,
  }
}

function unknownPatch(context: CheckContext, resolved: string): Finding {
  const major = majorIfAllowed(context, resolved)
  const latest = pythonSupport(context).latest[majorOf(resolved)]!
  const announced = announcedVersion(context, resolved)
  const maybeKnown = announced !== '' || context.releaseDataIsStale
  const {advice, fix} = patchFix(context, major)
  const message = maybeKnown
    ? `Python ${resolved} isn't known to this version of the plugin. The latest patch release in buildpack ${releaseOf(context)} is ${latest}. ${announced}If Heroku doesn't have ${resolved} yet, the build fails.`
    : `The build fails: buildpack ${releaseOf(context)} doesn't have Python ${resolved}. The latest patch release of ${majorOf(resolved)} is ${latest}.`
  return {...versionPlace(context), ...(maybeKnown && {severity: 'warning' as const}), fix, message: `${message}${advice}`}
}

/** What a newer release's notes say of the version, as a sentence with a space behind it; '': nothing. */
function announcedVersion(context: CheckContext, version: string): string {
  const note = announcementOf(context.kind, releaseOf(context), version)
  return note ? `The release notes of buildpack ${note.release} (${note.released}) name it, but it wasn't verified here. ` : ''
}

function releaseOf({kind, releases}: CheckContext): string {
  return releases[kind].release
}

function patchFix(context: CheckContext, major: string): {advice: string; fix: Fix} {
  const text = editableText(context.project, '.python-version')
  const isSafe = versionOrigin(context) === '.python-version' && text !== undefined && !hasPatch(major)
  if (!isSafe) return askForVersion(context, majorOf(major))
  const edits = [{action: 'write' as const, contents: withVersion(text, major), path: '.python-version'}]
  return {advice: '', fix: {command: writeVersionCommand(major), edits, kind: 'auto'}}
}
