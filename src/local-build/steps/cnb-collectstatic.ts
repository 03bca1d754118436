import type {Step} from './step.js'

import {CNB_COLLECTSTATIC, CNB_HAS_COLLECTSTATIC} from '../plan/commands-cnb.js'
import {BuildFailed} from '../run/failure.js'

/** Source: src/django.rs. */
export const collectStaticForFir: Step = async (build) => {
  const {files} = build.machine.system
  const program = build.machine.platform === 'win32' ? 'django-admin.exe' : 'django-admin'
  if ((await files.realKind(build.at('.heroku/python', build.bin, program))) === undefined)
    return {skipped: 'Django is not installed'}
  build.line('[Generating Django static files]')
  if ((await files.realKind(build.at('manage.py'))) === undefined) {
    build.line("Skipping automatic static file generation since no Django 'manage.py'")
    build.line('script (or symlink to one) was found in the root directory of your')
    build.line('application.')
    return {skipped: 'there is no manage.py in the root'}
  }

  let isUnknown = false
  const printed: string[] = []
  const isThere = await build.run(CNB_HAS_COLLECTSTATIC, {
    filter(line) {
      isUnknown ||= line.includes('Unknown command')
      printed.push(line)
    },
  })
  if (isUnknown && !isThere) {
    build.line("Skipping automatic static file generation since the 'django.contrib.staticfiles'")
    build.line("feature isn't enabled in your app's Django configuration.")
    return {skipped: 'the app django.contrib.staticfiles is not enabled'}
  }

  if (isThere) build.line("Running 'manage.py collectstatic'")
  else for (const line of printed) build.output(line)
  if (!isThere || !(await build.run(CNB_COLLECTSTATIC))) throw new BuildFailed(build.clues.collectstaticReason)
}
