import type {Check, CheckContext, Fix} from '../check.js'

import {hasPatch, majorOf} from '../../buildpack/version-number.js'
import {editableText, PYTHON_VERSION_PAGE} from '../facts.js'
import {
  askForVersion,
  isAllowed,
  isBeyondLatest,
  majorIfAllowed,
  projectConstraint,
  pythonSupport,
  suggestedVersion,
  versionPlace,
  withVersion,
  writeVersionCommand,
} from '../version-facts.js'

export const patchPinned: Check = {
  id: 'version/patch-pinned',
  title: 'the Python version is pinned to a patch release',
  severity: 'warning',
  dated: true,
  docs: {
    what: 'The app asks for an exact patch release (`3.13.5`) instead of a major version (`3.13`).',
    why: "Patch releases are mostly security fixes. A pinned app doesn't get them until you change the file. The build warns once a newer one is out.",
    fix: 'Write only the major version. Each build then uses the newest patch release.',
    example: '`.python-version` with `3.13.5`',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {outdated, requested, resolved} = context.version
    if (requested === null || resolved === null || !hasPatch(requested)) return []
    // That such a release isn't there is what version/unavailable tells.
    if (isBeyondLatest(context, requested) && !context.releaseDataIsStale) return []
    const major = majorOf(requested)
    const effect = outdated
      ? `${pythonSupport(context).latest[major]} is out: the app doesn't get its security fixes, and the build warns`
      : "the app doesn't get security fixes until you change that"
    const {advice, fix} = remedy(context, requested)
    return [{...versionPlace(context), fix, message: `Python is pinned to ${requested}, and ${effect}.${advice}`}]
  },
}

function remedy(context: CheckContext, requested: string): {advice: string; fix: Fix} {
  // Where the Pipfile asks for the patch release, it is the file to change.
  if (context.version.origin === 'Pipfile.lock') return askForVersion(context, majorOf(requested))
  const major = majorIfAllowed(context, requested)
  if (hasPatch(major)) {
    const constraint = projectConstraint(context)!
    return {
      advice: ` ${constraint.file} (${constraint.written}) doesn't allow newer ones: change that first.`,
      fix: {command: null, kind: 'hand'},
    }
  }

  const text = editableText(context.project, '.python-version')
  // A runtime.txt is converted as a whole by version/runtime-txt.
  if (context.version.origin !== '.python-version' || text === undefined) {
    // Where the project allows neither, version/requires-python-mismatch asks for the same.
    return askForVersion(context, isAllowed(context, major) ? major : (suggestedVersion(context) ?? major))
  }

  const edits = [{action: 'write' as const, contents: withVersion(text, major), path: '.python-version'}]
  return {
    advice: ` Use ${major} to get them with each build.`,
    fix: {command: writeVersionCommand(major), edits, kind: 'auto'},
  }
}
