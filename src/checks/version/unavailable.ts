import type {Check, CheckContext, Finding} from '../check.js'

import {hasPatch, majorOf} from '../../buildpack/version-number.js'
import {PYTHON_VERSION_PAGE} from '../facts.js'
import {pythonSupport, versionLine, withVersion, writeVersionCommand} from '../version-facts.js'

export const versionUnavailable: Check = {
  id: 'version/unavailable',
  title: "the buildpack doesn't have the Python version",
  severity: 'error',
  explains: ['python-version::unknown-major'],
  docs: {
    what: 'The app asks for a version that the buildpack release does not know: newer than its newest, or a patch release beyond its latest.',
    why: 'The buildpack installs only versions that it knows, or that were built for Heroku: the build stops, for a patch release at the download. It is a warning only where our own knowledge of the buildpack is old, for a newer buildpack may have the version.',
    mend: 'Ask for the major version only (`3.13`): it always stands for the newest patch release that Heroku has.',
    example: '`.python-version` with `3.13.99`',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {failure, origin, requested, resolved} = context.version
    if (requested === null || origin === null) return []
    if (failure?.reason === 'python-version::unknown-major') return [unknownMajor(context, requested, origin)]
    const latest = resolved === null ? undefined : pythonSupport(context).latest[majorOf(resolved)]
    if (!resolved || !latest || !hasPatch(requested) || !isBeyond(resolved, latest)) return []
    return [unknownPatch(context, {latest, origin, resolved})]
  },
}

function isBeyond(version: string, latest: string): boolean {
  const patch = (full: string) => full.split('.')[2]!
  return /^\d+$/.test(patch(version)) && BigInt(patch(version)) > BigInt(patch(latest))
}

function unknownMajor(context: CheckContext, requested: string, origin: string): Finding {
  const python = pythonSupport(context)
  const next = `3.${Number(python.newest.split('.')[1]) + 1}`
  const maybeKnown = majorOf(requested) === next && context.knowledgeIsStale
  const file = origin === 'cached' ? '.python-version' : origin
  const line = origin === '.python-version' ? versionLine(context.project.tree.read(file)) : undefined
  return {
    file,
    ...(line !== undefined && {line}),
    ...(maybeKnown && {severity: 'warning' as const}),
    fix: {command: writeVersionCommand(python.newest), kind: 'ask'},
    message: maybeKnown
      ? `Python ${requested} is newer than what is known here of the buildpack (${context.releases[context.kind].release}): if Heroku doesn't support it yet, the build stops.`
      : `The build stops: the buildpack doesn't know Python ${requested}. The newest version that it supports is ${python.newest}.`,
  }
}

function unknownPatch(
  context: CheckContext,
  {latest, origin, resolved}: {latest: string; origin: string; resolved: string},
): Finding {
  const major = majorOf(resolved)
  const contents = context.project.tree.read('.python-version')
  const maybeKnown = context.knowledgeIsStale
  const line = origin === '.python-version' ? versionLine(contents) : undefined
  return {
    file: origin,
    ...(line !== undefined && {line}),
    ...(maybeKnown && {severity: 'warning' as const}),
    fix:
      origin === '.python-version' && contents
        ? {
            command: writeVersionCommand(major),
            edits: [{action: 'write', contents: withVersion(contents, major), path: '.python-version'}],
            kind: 'auto',
          }
        : {command: null, kind: 'hand'},
    message: maybeKnown
      ? `The latest patch release of Python ${major} that is known here is ${latest}: if Heroku doesn't have ${resolved} yet, the build stops at its download.`
      : `The build stops at the download of Python ${resolved}: the latest patch release of ${major} is ${latest}.`,
  }
}
