/**
 * `node api.mjs FOLDER`: what a build would do, and what is wrong, in a few lines. The exit code is 1 where something fails.
 * docs/api.md says what of this stays as it is.
 */
import {checks, diagnose, predictBuild, ProblemError} from 'heroku-python'

const [folder = '.'] = process.argv.slice(2)

try {
  const prediction = await predictBuild(folder)
  console.log(`Python ${prediction.python_version ?? 'unknown'}, installed with ${prediction.package_manager ?? 'nothing'}`)

  const why = new Map((await checks()).map(({docs, id}) => [id, docs.why]))
  const {findings, summary} = await diagnose(folder, {dirty: true})
  for (const {file, id, line, message, severity} of findings) {
    console.log(`${severity} ${id} ${file ?? ''}${line === null ? '' : `:${line}`}\n  ${message}\n  Why: ${why.get(id)}`)
  }

  process.exitCode = summary.error > 0 ? 1 : 0
} catch (error) {
  if (!(error instanceof ProblemError)) throw error
  console.error(`${error.message}\n${error.fix}${error.transient ? '\nTry again later.' : ''}`)
  process.exitCode = 2
}
