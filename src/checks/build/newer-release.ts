import type {NewerDecision} from '../../buildpack/newer-decision.js'
import type {SourceDecision} from '../../buildpack/source-decision.js'
import type {Check, Finding} from '../check.js'

type Choice = Pick<SourceDecision, 'package_manager' | 'python_version' | 'python_version_origin'>

const CHANGELOGS = {
  classic: 'https://github.com/heroku/heroku-buildpack-python/blob/main/CHANGELOG.md',
  cnb: 'https://github.com/heroku/buildpacks-python/blob/main/CHANGELOG.md',
} as const

export const newerRelease: Check = {
  id: 'build/newer-release',
  title: 'a newer buildpack release decides otherwise than this version of the plugin',
  severity: 'error',
  explains: ['newer-release::stops'],
  docs: {
    what: "Heroku's newest buildpack release has changed rules. The plugin runs their code in an interpreter that starts no program and reads only the app's file names and version files. This finding says what the new rules decide for this app, if it differs from what the plugin's verified rules decide.",
    why: 'Heroku builds with the newest release. A rule that the plugin was not verified for can stop a build, or choose another Python version.',
    fix: 'Read what changed in the changelog of the buildpack, and update the plugin: `heroku plugins:update`.',
    example: 'a release that no longer accepts `runtime.txt`',
    link: CHANGELOGS.classic,
  },
  run({kind, newer}) {
    if (!newer) return []
    const {before, decision, release} = newer
    const found = (message: string, severity?: Finding['severity']): Finding[] => [
      {fix: {command: null, kind: 'hand'}, message, ...(severity && {severity})},
    ]
    const why = `This is a rule of buildpack ${release} that is newer than this version of the plugin (${CHANGELOGS[kind]}).`
    if (decision.failure) return found(`The build fails: buildpack ${release} stops with ${failureOf(decision.failure)}. ${why}`)
    if (!decision.detected) return found(`The build fails: buildpack ${release} doesn't take the app for a Python app. ${why}`)

    return found(`Buildpack ${release} builds the app with ${choiceOf(decision)}, but ${earlier(before)}. ${why}`, 'info')
  },
}

function earlier({failure, ...before}: NewerDecision['before']): string {
  if (failure) return `an earlier release stops with ${failure.reason}`
  return before.detected
    ? `an earlier release chooses ${choiceOf(before)}`
    : "an earlier release doesn't take it for a Python app"
}

/** The Cloud Native Buildpack has headings instead of reasons: one that isn't known is shown as it is. */
function failureOf({detail, reason}: NonNullable<SourceDecision['failure']>): string {
  const named = /^[\w:-]+$/.test(reason) ? reason : `the error "${reason}"`
  return detail === null ? named : `${named} (${detail})`
}

function choiceOf({package_manager: manager, python_version: version, python_version_origin: origin}: Choice): string {
  return `${manager} and Python ${version} (${origin})`
}
