import type {Step} from '../run/step.js'

import {unknownDetail} from '../../buildpack/cnb-files.js'
import {CNB_COLLECTSTATIC_LINE, CNB_STATIC_FILES, CNB_WITHOUT_SCRIPT, CNB_WITHOUT_STATICFILES} from '../../buildpack/cnb-lines.js'
import {CNB_COLLECTSTATIC, CNB_HAS_COLLECTSTATIC_ERRORS} from '../plan/commands.js'
import {BuildFailed} from '../plan/failure.js'

/** Source: src/django.rs. */
export const collectStaticForFir: Step = async (build) => {
  const {files} = build.machine.system
  const program = build.machine.platform === 'win32' ? 'django-admin.exe' : 'django-admin'
  if ((await files.realKind(build.at('.heroku/python', build.bin, program))) === undefined)
    return {skipped: "Django isn't installed"}
  build.line(CNB_STATIC_FILES)
  if (build.tree.look('manage.py').kind === 'unknown') throw new BuildFailed('internal-error', unknownDetail('manage.py'))
  if ((await files.realKind(build.at('manage.py'))) === undefined) {
    build.lines(CNB_WITHOUT_SCRIPT)
    return {skipped: 'no manage.py in the root'}
  }

  let isUnknown = false
  const printed: string[] = []
  const isThere = await build.run(CNB_HAS_COLLECTSTATIC_ERRORS, {
    filter(line) {
      isUnknown ||= line.includes('Unknown command')
      printed.push(line)
    },
  })
  if (isUnknown && !isThere) {
    build.lines(CNB_WITHOUT_STATICFILES)
    return {skipped: 'django.contrib.staticfiles is not in INSTALLED_APPS'}
  }

  if (!isThere) {
    for (const line of printed) build.output(line)
    throw new BuildFailed('collectstatic-inspect-configuration')
  }

  build.line(CNB_COLLECTSTATIC_LINE)
  if (!(await build.run(CNB_COLLECTSTATIC))) throw new BuildFailed('collectstatic-generate-files')
}
