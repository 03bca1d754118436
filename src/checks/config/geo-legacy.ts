import {placeOf, GEO_BUILDPACK} from '../../platform/buildpacks/catalogue.js'
import {installedBuildpacks} from '../shared/buildpack-list.js'
import type {Check} from '../check.js'
import {listing} from '../facts.js'
import {appWithVars, unset} from './vars.js'

const SWITCH = 'BUILD_WITH_GEO_LIBRARIES'
const LIBRARY_PATHS = ['GDAL_LIBRARY_PATH', 'GEOS_LIBRARY_PATH', 'PROJ4_LIBRARY_PATH', 'GDAL_DATA', 'PROJ_LIB']
/** Where the Python buildpack put GDAL, GEOS and PROJ until v184. Source: its CHANGELOG.md. */
const OLD_FOLDER = /\.heroku\/vendor\//

export const geoLegacy: Check = {
  id: 'config/geo-legacy',
  title: "a config var is left over from the buildpack's old GDAL support",
  severity: 'warning',
  needs: ['config-vars'],
  appOnly: true,
  docs: {
    what: 'The config var `BUILD_WITH_GEO_LIBRARIES` is set, or a config var like `GDAL_LIBRARY_PATH` names a file in `.heroku/vendor`.',
    why: 'The Python buildpack no longer installs GDAL, GEOS and PROJ, and that folder no longer exists. Django looks for the libraries in the wrong place, so the app or collectstatic fails. The geo buildpack installs them and sets these variables itself.',
    fix: 'Put the geo buildpack before heroku/python, and unset the config vars.',
    example: '`GDAL_LIBRARY_PATH`, with the path `/app/.heroku/vendor/lib/libgdal.so`',
    link: 'https://github.com/heroku/heroku-geo-buildpack#migrating-from-herokupython-geo-support',
  },
  run(context) {
    const app = appWithVars(context)
    if (!app || context.kind === 'cnb') return []
    const paths = LIBRARY_PATHS.filter((name) => OLD_FOLDER.test(app.configVars.get(name)?.reveal() ?? ''))
    const names = [...(app.configVars.has(SWITCH) ? [SWITCH] : []), ...paths]
    if (names.length === 0) return []
    const effects = [
      ...(app.configVars.has(SWITCH) ? [`${SWITCH} has no effect: the Python buildpack no longer installs GDAL.`] : []),
      ...(paths.length > 0
        ? [`${listing(paths)} lead${paths.length === 1 ? 's' : ''} to .heroku/vendor, which no longer exists.`]
        : []),
    ]
    const hasGeo = installedBuildpacks(context)?.some((reference) => placeOf(reference) === 'geo') ?? false
    const advice = hasGeo
      ? 'The geo buildpack sets the variables itself.'
      : `The geo buildpack does: heroku buildpacks:add --index 1 ${GEO_BUILDPACK}.`
    return [{fix: unset(app, names), message: `${effects.join(' ')} ${advice}`}]
  },
}
