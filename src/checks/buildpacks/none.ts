import {isAvailable} from '../../platform/app.js'
import {BUILDPACK_VARS} from '../../platform/buildpacks/catalogue.js'
import {detectedBeforePython} from '../../platform/buildpacks/detection.js'
import {HEROKU_PYTHON} from '../../platform/buildpacks/reference.js'
import type {Check} from '../check.js'
import {BUILDPACKS_PAGE, installedBuildpacks} from '../shared/buildpack-list.js'

export const noBuildpacks: Check = {
  id: 'buildpacks/none',
  title: 'no buildpack is set',
  severity: 'info',
  needs: ['buildpacks'],
  appOnly: true,
  docs: {
    what: 'The app has no buildpacks.',
    why: "The next build uses the first of Heroku's buildpacks that detects the app, and the app keeps it. Heroku tries Ruby, Node.js and Clojure before Python. With a `package.json` in its root, your app is built as a Node.js app, without Python.",
    fix: 'Set the buildpack: `heroku buildpacks:set heroku/python`.',
    example: 'a new app, or one after `heroku buildpacks:clear`',
    link: BUILDPACKS_PAGE,
  },
  run(context) {
    const {app, hasSource, prediction, project} = context
    const list = installedBuildpacks(context)
    // A config var that names one is told of by config/buildpack-url.
    const isNamed = app && isAvailable(app.configVars) && [...app.configVars.keys()].some((name) => BUILDPACK_VARS.has(name))
    if (!app || !list || list.length > 0 || isNamed) return []
    const fix = {command: `heroku buildpacks:set ${HEROKU_PYTHON} --app ${app.name}`, kind: 'ask' as const}
    const other = detectedBeforePython(project.tree)
    const isPython = hasSource && prediction.detected
    if (other && isPython)
      return [
        {
          fix,
          message: `No buildpack is set, and the source has ${other.found} in its root. The next build would use ${other.buildpack}, which Heroku tries before ${HEROKU_PYTHON}, and Python wouldn't be installed.`,
          severity: 'warning',
        },
      ]
    const found = isPython ? `. For this source, that is ${HEROKU_PYTHON}` : ''
    return [{fix, message: `No buildpack is set. The next build uses the one that Heroku detects, and the app keeps it${found}.`}]
  },
}
