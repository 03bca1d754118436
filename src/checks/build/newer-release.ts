import type {SourceDecision} from '../../buildpack/source-rules.js'
import type {Check, Finding} from '../check.js'

type Choice = Pick<SourceDecision, 'package_manager' | 'python_version' | 'python_version_origin'>

const CHANGELOG = 'https://github.com/heroku/heroku-buildpack-python/blob/main/CHANGELOG.md'

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
    link: CHANGELOG,
  },
  run({newer}) {
    if (!newer) return []
    const {before, decision, release} = newer
    const found = (message: string, severity?: Finding['severity']): Finding[] => [
      {fix: {command: null, kind: 'hand'}, message, ...(severity && {severity})},
    ]
    const why = `This is a rule of buildpack ${release} that is newer than this version of the plugin (${CHANGELOG}).`
    if (!decision.detected) return found(`The build fails: buildpack ${release} doesn't take the app for a Python app. ${why}`)
    if (decision.failure) {
      const {detail, reason} = decision.failure
      return found(`The build fails: buildpack ${release} stops with ${reason}${detail === null ? '' : ` (${detail})`}. ${why}`)
    }

    const known = before.failure
      ? `an earlier release stops with ${before.failure.reason}`
      : `an earlier release chooses ${choiceOf(before)}`
    return found(`Buildpack ${release} builds the app with ${choiceOf(decision)}, but ${known}. ${why}`, 'info')
  },
}

function choiceOf({package_manager: manager, python_version: version, python_version_origin: origin}: Choice): string {
  return `${manager} and Python ${version} (${origin})`
}
