import type {Check, CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {GEO_BUILDPACK} from '../../platform/buildpacks/catalogue.js'
import {importsNaming} from '../../project/python-source/index.js'
import {findDependency, placeOf} from '../dependencies.js'
import {appPython} from '../shared/app-python.js'
import {hasLockedWheel} from './locked-wheels.js'
import {hasNativeBuildpack} from './native-libraries.js'

/** Packages that are built against the GDAL of the system. rasterio, fiona and pyogrio bring their own. */
const BINDINGS = ['gdal', 'pygdal']
/** The parts of GeoDjango that load GDAL when they are imported. Source: django/contrib/gis/gdal/libgdal.py and its importers. */
const GEODJANGO = /^django\.contrib\.gis\.(?:admin|db|forms|gdal|utils)\b/
const GEODJANGO_NAMES = new Set(['admin', 'forms', 'gdal'])

export const gdalWithoutGeo: Check = {
  id: 'deps/gdal-without-geo',
  title: "the GDAL libraries aren't installed",
  severity: 'error',
  needs: ['buildpacks'],
  docs: {
    what: 'The app depends on `GDAL` or `pygdal`, or imports GeoDjango, and none of its buildpacks installs system libraries.',
    why: "Heroku's stacks don't have GDAL, GEOS and PROJ. Without them, building the package `GDAL` fails, and so does the build. GeoDjango doesn't find them when it is imported, so collectstatic or the app fails.",
    fix: 'Add the geo buildpack before the Python buildpack.',
    example: '`GDAL==3.11.4` and the buildpack heroku/python alone',
    link: 'https://github.com/heroku/heroku-geo-buildpack',
  },
  run(context) {
    const use = bindings(context) ?? geodjango(context)
    if (!use || hasNativeBuildpack(context) || hasOwnLibrary(context)) return []
    const {place, what} = use
    const {app, kind} = context
    const add = `heroku buildpacks:add --index 1 ${GEO_BUILDPACK} --app ${app!.name}`
    // With the list empty, the buildpack added would be the only one.
    const isEmpty = isAvailable(app!.buildpacks) && app!.buildpacks.length === 0
    const command = isEmpty ? `heroku buildpacks:add heroku/python --app ${app!.name} && ${add}` : add
    return [
      {
        ...place,
        fix: kind === 'classic' ? {command, kind: 'ask'} : {command: null, kind: 'hand'},
        message: `${what}, and none of the app's buildpacks installs it.${kind === 'classic' ? ' Add the geo buildpack before the Python buildpack.' : ' The buildpack heroku/deb-packages can.'}`,
      },
    ]
  },
}

interface Use {
  place: {file: string; line?: number}
  what: string
}

function bindings(context: CheckContext): undefined | Use {
  const found = BINDINGS.map((name) => findDependency(context, name)).find((dependency) => dependency?.certain)
  const python = appPython(context)
  // Its wheels bring the library, where an index of wheels has some.
  if (!found || (python !== undefined && hasLockedWheel(context, found.name, python) === true)) return undefined
  const {file, line, name} = found
  return {
    place: placeOf({file, line}),
    what: `The build fails: ${name} is built against the GDAL of the system`,
  }
}

function geodjango(context: CheckContext): undefined | Use {
  if (!findDependency(context, 'django')) return undefined
  const found = importsNaming(context.project.tree, ['django']).find(
    ({conditional, module, names}) =>
      !conditional &&
      (GEODJANGO.test(module) || (module === 'django.contrib.gis' && names.some(({name}) => GEODJANGO_NAMES.has(name)))),
  )
  return found && {place: {file: found.file, line: found.line}, what: 'The app fails to start: GeoDjango needs GDAL and GEOS'}
}

/** Where the libraries are, if something else put them there. */
function hasOwnLibrary({app}: CheckContext): boolean {
  return app !== null && isAvailable(app.configVars) && app.configVars.has('GDAL_LIBRARY_PATH')
}
