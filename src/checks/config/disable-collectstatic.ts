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
  title: "collectstatic is switched off, and the app has Django's static files",
  severity: 'warning',
  needs: ['config-vars'],
  docs: {
    what: 'The config var `DISABLE_COLLECTSTATIC` is set, while the app has `django.contrib.staticfiles` installed and a folder to collect into (`STATIC_ROOT`) or WhiteNoise to serve it, and nothing else in the source runs collectstatic.',
    why: 'The build then leaves the step out, and each dyno starts without static files: pages come without their styles, the admin too, or fail with "Missing staticfiles manifest entry". Many set it to get a first build through, as the error message of the build advises, and forget it.',
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
          message: `On Fir, ${DISABLE_COLLECTSTATIC} has no effect: collectstatic runs in every build of an app that has django.contrib.staticfiles installed.`,
          severity: 'info',
        },
      ]
    const settings = servesStaticFiles(context) && !runsElsewhere(context) ? settingsFile(context) : undefined
    if (settings === undefined) return []
    return [
      {
        fix,
        message: `${DISABLE_COLLECTSTATIC} is set, and ${settings} installs django.contrib.staticfiles: no build collects the static files, and dynos start without them.`,
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
