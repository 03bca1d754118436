import type {Build} from './build.js'
import type {Cause} from '../../buildpack/causes/cause.js'
import type {CauseContext} from '../../buildpack/causes/context.js'
import type {BuildFailed, BuildFailure} from '../plan/failure.js'

import {explainCause} from '../../buildpack/causes/explain.js'
import {cut} from '../../buildpack/emulation/text.js'
import {meets} from '../../knowledge/specifier.js'
import {isOwn} from '../../project/python-source/modules.js'
import {failureWords} from '../plan/failure-text.js'

/** A value as the build data keeps it. Source: lib/build_data.sh. */
const DETAIL_LENGTH = 200

/** A failure with its words, and what the output of the step tells besides. It is kept in the build data too. */
export function explainFailure(build: Build, {because, detail, reason}: BuildFailed): BuildFailure {
  const shown = detail === null || detail === '' ? null : cut(build.mask(detail), DETAIL_LENGTH)
  // The buildpack goes on with a new file, which has nothing but this. Source: lib/build_data.sh, `_set`.
  if (reason === 'build-data::data-file-deleted') build.forgetData()
  build.data.failure_reason = reason
  // An empty one is kept too.
  if (detail !== null) build.data.failure_detail = shown ?? ''
  const context = contextOf(build)
  const causes = build.clues.causes.map((cause) => ({cause, ...explainCause(cause, context)}))
  // A full disk is the reason itself then, which has words of its own.
  const told = causes.filter(({cause}) => cause.kind !== reason)
  const {advice, title} = failureWords(reason, {causes: told.map(({cause}) => cause), kind: build.request.kind})
  return {
    causes: causes.map(({advice: todo, cause, what}) => ({advice: todo, id: cause.kind, message: what})),
    detail: shown,
    explanation: reason === 'build-cancelled' ? cacheNote(build) : explanationOf(build, told, [...because, ...advice]),
    lastLines: build.clues.lastLines,
    reason,
    step: build.step,
    title,
  }
}

function explanationOf(
  build: Build,
  causes: readonly {advice: readonly string[]; what: string}[],
  advice: readonly string[],
): string[] {
  return [
    ...causes.flatMap(({advice: todo, what}) => [what, ...todo]),
    ...build.clues.hints,
    ...appFolderHint(build),
    ...build.clues.causes.flatMap((cause) => patchHint(build, cause)),
    ...advice,
  ]
}

/** What the next build will find of a cache, after this one was cancelled. */
function cacheNote({hadCache, isSaved, request: {cache}}: Build): string[] {
  if (cache === 'disabled') return []
  if (isSaved) return ["This build's cache was saved."]
  if (cache === 'clear') return ['--clear-cache deleted the old cache, so the next build starts without one.']
  return [hadCache ? 'The cache of the last successful build is kept.' : 'The next build starts without a cache.']
}

function contextOf(build: Build): CauseContext {
  const {app, kind, releases, stack} = build.request
  return {
    app: app ? ` --app ${app.name}` : '',
    isLocal: true,
    isOwn: (module) => isOwn(build.tree, module, ['']),
    kind,
    manager: build.prediction.package_manager,
    python: build.version.resolved,
    pythons: Object.keys(releases[kind].python.latest),
    stack,
  }
}

/** A path that is there on Heroku alone. */
function appFolderHint({clues, machine, request}: Build): string[] {
  if (!clues.namesApp || request.kind !== 'classic' || machine.view !== null) return []
  return [
    "On Heroku, Python and the app's home folder are in /app. This machine can't show the build its folder as /app, so a path in /app may be missing only here.",
  ]
}

/** Where the patch release decides: this machine's is refused, and Heroku's is not. */
function patchHint({interpreter, version}: Build, cause: Cause): string[] {
  const asked = cause.kind === 'python-excluded' || cause.kind === 'no-distribution' ? cause.pythons : null
  const heroku = version.resolved
  if (asked === null || !interpreter || heroku === null || interpreter.version === heroku) return []
  if (meets(interpreter.version, asked.replaceAll(' ', '')) || !/\d\.\d+\.\d/.test(asked)) return []
  return [
    `Heroku uses Python ${heroku}, but this build used ${interpreter.version}. To match Heroku, pass --python PATH with Python ${heroku}.`,
  ]
}
