import type {Check, CheckContext} from '../check.js'

import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../../buildpack/config-vars.js'
import {readAppJson} from '../../project/app-json.js'
import {readProcfile} from '../../project/procfile.js'
import {filesWith} from '../../project/python-source/index.js'
import {hookScripts} from '../build/hook-lines.js'
import {findDependency} from '../dependencies.js'
import {ASSETS_PAGE, djangoOf, managePy} from '../shared/django-project.js'
import {appWithVars, unset} from './vars.js'

const STATICFILES = /['"]django\.contrib\.staticfiles['"]/
const HAS_FOLDER = /^\s*STATIC_ROOT\s*=/m

export const disableCollectstatic: Check = {
  id: 'config/disable-collectstatic',
  title: "collectstatic is turned off, and the app uses Django's static files",
  severity: 'warning',
  needs: ['config-vars'],
  docs: {
    what: 'The config var `DISABLE_COLLECTSTATIC` is set, the app has `django.contrib.staticfiles` in `INSTALLED_APPS`, and it sets `STATIC_ROOT` or uses WhiteNoise. Nothing else in the source runs collectstatic.',
    why: 'The build skips the step, and each dyno starts without static files. Pages, including the admin, have no styles, or fail with "Missing staticfiles manifest entry". People often set it to get a first build to pass, as the build\'s error message suggests, and forget to unset it.',
    fix: 'Unset it, and fix what made collectstatic fail.',
    example: '`DISABLE_COLLECTSTATIC=1`, with WhiteNoise',
    link: ASSETS_PAGE,
  },
  run(context) {
    const app = appWithVars(context)
    if (!app || !disablesCollectstatic(app.configVars.get(DISABLE_COLLECTSTATIC)?.reveal()) || !djangoOf(context)) return []
    const fix = unset(app, [DISABLE_COLLECTSTATIC])
    if (context.kind === 'cnb')
      return [
        {
          fix,
          message: `On Fir, ${DISABLE_COLLECTSTATIC} has no effect: collectstatic runs in every build of an app with django.contrib.staticfiles in INSTALLED_APPS.`,
          severity: 'info',
        },
      ]
    const settings = servesStaticFiles(context) && !runsElsewhere(context) ? settingsFile(context) : undefined
    if (settings === undefined) return []
    return [
      {
        fix,
        message: `${DISABLE_COLLECTSTATIC} is set, and ${settings} installs django.contrib.staticfiles. Builds don't collect the static files, so dynos start without them.`,
      },
    ]
  },
}

function settingsFile({project}: CheckContext): string | undefined {
  return [...filesWith(project.tree, STATICFILES)][0]
}

/** From the dyno itself. Where a storage of another kind is used, files are often put there by other means. */
function servesStaticFiles(context: CheckContext): boolean {
  if (managePy(context) === undefined) return false
  if (findDependency(context, 'whitenoise')) return true
  return !findDependency(context, 'django-storages') && [...filesWith(context.project.tree, HAS_FOLDER)].length > 0
}

function runsElsewhere(context: CheckContext): boolean {
  const {tree} = context.project
  const scripts = new TextDecoder().decode(tree.read('package.json'))
  const texts = [readProcfile(tree)?.text, readAppJson(tree)?.text, scripts, ...hookScripts(context).map(({text}) => text)]
  return texts.some((text) => text?.includes('collectstatic'))
}
