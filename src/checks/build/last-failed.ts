import type {CauseContext} from '../../buildpack/causes/context.js'
import type {App, BuildFailure, LastBuild} from '../../platform/app.js'
import type {Check, CheckContext, Severity} from '../check.js'

import {explainCause} from '../../buildpack/causes/explain.js'
import {FAILURE_TITLES} from '../../buildpack/prediction.js'
import {isAvailable} from '../../platform/app.js'
import {isOwn} from '../../project/python-source/modules.js'
import {listing, packageManager, SUPPORT_PAGE} from '../facts.js'
import {pythonSupport} from '../version-facts.js'
import {explainedBy} from './explained-by.js'

export const lastFailed: Check = {
  id: 'build/last-failed',
  title: "the app's last build failed",
  severity: 'error',
  needs: ['last-build'],
  appOnly: true,
  afterOthers: true,
  docs: {
    what: "The app's newest build failed. This check reads its log for the error and its cause: the packages that conflict, the missing module, header or program, the version that doesn't exist for the app's Python. Then it compares that with the current source.",
    why: 'The app still runs the previous release. Nothing pushed since then is live.',
    fix: 'Fix what the message names, commit, and push. If another finding explains the error, use its fix. A problem that the source no longer has is only reported as information.',
    example: 'a build that ended with "Multiple Python package manager files were found"',
    link: SUPPORT_PAGE,
  },
  run(context, found) {
    const {app} = context
    if (!app || !isAvailable(app.lastBuild) || app.lastBuild?.status !== 'failed') return []
    const build = app.lastBuild
    const failure = build.failure && isAvailable(build.failure) ? build.failure : null
    const {now, severity} = compare(context, build, failure, found)
    const causes = (failure?.causes ?? []).map((cause) => explainCause(cause, causeContext(context, failure)))
    const told = causes.flatMap(({advice, what}) => [what, ...advice.map((text) => onOneLine(text))])
    const log = `The whole log: https://dashboard.heroku.com/apps/${app.name}/activity.`
    return [{fix: {command: null, kind: 'hand'}, message: [whatFailed(build), ...told, now, log].join(' '), severity}]
  },
}

/** What the build that failed was made with, as far as that is known now. */
function causeContext(context: CheckContext, failure: BuildFailure | null): CauseContext {
  const {app, hasSource, kind, project, stack, version} = context
  return {
    app: app ? ` --app ${app.name}` : '',
    isLocal: false,
    isOwn: (module) => hasSource && isOwn(project.tree, module, ['']),
    kind,
    manager: hasSource ? packageManager(context) : null,
    python: failure?.python ?? (hasSource ? version.resolved : null),
    pythons: Object.keys(pythonSupport(context).latest),
    stack,
  }
}

/** A message has commands within its lines. */
function onOneLine(text: string): string {
  const [sentence, ...commands] = text.split('\n')
  return commands.length === 0 ? text : `${sentence!} \`${commands.join(' && ')}\`.`
}

function whatFailed(build: LastBuild): string {
  const {createdAt, failure, version} = build
  const when = createdAt === null ? '' : ` on ${createdAt.slice(0, 10)}`
  const what = version === null ? '' : ` (of ${version.slice(0, 10)})`
  return `The last build${what} failed${when}${why(failure)}.`
}

function why(failure: LastBuild['failure']): string {
  if (failure === null) return ''
  if (!isAvailable(failure)) return `; why isn't known: ${failure.unavailable}`
  const {heading, reason} = failure
  const shown = reason === null || reason.startsWith('platform::') ? '' : ` (${reason})`
  if (heading === null) return reason === null ? "; the plugin doesn't recognize the error in its log" : `: ${reason}`
  return `: "${heading.replace(/[.,]$/, '')}"${shown}`
}

/** Whether the problem is still there. */
function compare(
  context: CheckContext,
  build: LastBuild,
  failure: BuildFailure | null,
  found: ReadonlySet<string>,
): {now: string; severity: Severity} {
  const {hasSource, prediction} = context
  const reason = failure?.reason ?? null
  const explaining = explainedBy(reason, failure?.heading ?? null, failure?.causes)
  if (!hasSource) return {now: look(context.app!, explaining), severity: 'error'}
  const still = explaining.filter((id) => found.has(id))
  if (still.length > 0) return {now: `The source still has this problem: see ${listing(still)}.`, severity: 'error'}
  if (prediction.failure?.reason === reason && reason !== null)
    return {now: 'Building the current source would fail the same way.', severity: 'error'}
  if (isSameSource(context, build)) return {now: 'That is the commit being checked.', severity: 'error'}
  // What the prediction knows of, and doesn't predict any more, is fixed.
  if (reason !== null && reason in FAILURE_TITLES)
    return {now: 'The current source no longer has this problem. Push it.', severity: 'info'}
  return {now: "Whether the current source fixes this isn't known.", severity: 'warning'}
}

function look({name}: App, explaining: readonly string[]): string {
  const command = `In the app's source, \`heroku python:doctor --app ${name}\` tells more`
  return explaining.length === 0 || explaining.length > 3 ? `${command}.` : `${command} (${listing(explaining)}).`
}

/** A build made from git has the commit as its version; one of a tarball may have any text. */
function isSameSource({project}: CheckContext, {version}: LastBuild): boolean {
  const {commit} = project.source
  return commit !== null && version !== null && version.length >= 6 && (commit.startsWith(version) || version.startsWith(commit))
}
