import {type App, isAvailable} from '../../platform/app.js'
import {placeOf} from '../../platform/buildpacks/catalogue.js'
import {aptPackages} from '../../platform/buildpacks/named-in-source.js'
import {betterOrder} from '../../platform/buildpacks/order.js'
import {parseReference, type Reference, runsSame} from '../../platform/buildpacks/reference.js'
import type {Check, Severity} from '../check.js'
import {installedBuildpacks, migrateCommand, pythonIndex, runningBuildpacks, shownList} from '../shared/buildpack-list.js'

const NATIVE: ReadonlySet<string | null> = new Set(['apt', 'geo', 'netrc'])

export const orderNative: Check = {
  id: 'buildpacks/order-native',
  title: 'a buildpack for system libraries runs after the Python buildpack',
  severity: 'error',
  needs: ['buildpacks'],
  appOnly: true,
  docs: {
    what: 'The apt, geo or netrc buildpack comes after the Python buildpack. Or apt comes after geo, and the Aptfile names GDAL.',
    why: "What they install is missing while packages are built and collectstatic loads the app: pip doesn't find headers, GeoDjango doesn't find GDAL, git doesn't find the credentials. This is a warning if the packages may only be needed at run time, or if the last build succeeded in this order.",
    fix: 'Put them before the Python buildpack. `heroku python:migrate-buildpack` suggests the order and sets it in one step.',
    example: '`heroku/python` followed by `https://github.com/heroku/heroku-geo-buildpack`',
    link: 'https://github.com/heroku/heroku-geo-buildpack#usage',
  },
  run(context) {
    const list = runningBuildpacks(context)
    const packages = aptPackages(context.project.tree)
    const rules = betterOrder(list, {aptHasGdal: packages.some((name) => /gdal/i.test(name))})?.rules ?? []
    const app = context.app!
    const fix = {command: migrateCommand(app.name), kind: 'ask' as const}
    const wentThrough = lastBuildHad(app, installedBuildpacks(context) ?? [])
    const late = list.slice(pythonIndex(list) + 1).filter((reference) => NATIVE.has(placeOf(reference)))
    if (rules.includes('native-before-python') && late.length > 0) {
      const isNeeded = late.some(
        (reference) => placeOf(reference) === 'geo' || (placeOf(reference) === 'apt' && hasHeaders(packages)),
      )
      const severity: Severity = isNeeded && !wentThrough ? 'error' : 'warning'
      const message = `${shownList(late)} ${late.length === 1 ? 'comes' : 'come'} after the Python buildpack: what ${late.length === 1 ? 'it installs' : 'they install'} is missing when packages are built and collectstatic runs.${wentThrough ? WENT_THROUGH : ' If one of these needs it, the build fails.'}`
      return [{fix, message, severity}]
    }

    if (!rules.includes('apt-before-geo')) return []
    const message =
      "apt comes after geo, and the Aptfile names GDAL. The libraries of one don't find those of the other, so loading GDAL fails (libblas.so.3: cannot open shared object file)."
    return [{fix, message: `${message}${wentThrough ? WENT_THROUGH : ''}`, severity: wentThrough ? 'warning' : 'error'}]
  },
}

const WENT_THROUGH = ' The last build succeeded anyway.'

/** Headers are for building packages; programs may be needed at run time alone. */
function hasHeaders(packages: readonly string[]): boolean {
  return packages.some((name) => /-dev\b|gdal/i.test(name))
}

/** An order in which the app was built is no error, whatever it lacks. */
function lastBuildHad({lastBuild}: App, list: readonly Reference[]): boolean {
  if (!isAvailable(lastBuild) || lastBuild?.status !== 'succeeded') return false
  const built = lastBuild.buildpacks.map(({ref}) => parseReference(ref))
  return built.length === list.length && built.every((reference, index) => runsSame(reference, list[index]!))
}
