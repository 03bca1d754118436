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
  title: 'a buildpack for libraries runs after the Python buildpack',
  severity: 'error',
  needs: ['buildpacks'],
  appOnly: true,
  docs: {
    what: 'The apt, geo or netrc buildpack comes after the Python buildpack; or apt comes after geo, while the Aptfile names GDAL.',
    why: "What they install isn't there yet while packages are built and collectstatic loads the app: pip doesn't find headers, GeoDjango doesn't find GDAL, git doesn't find the credentials. It is a warning where the packages may be needed at run time alone, or where the last build went through in this order.",
    fix: 'Put them before the Python buildpack. `heroku python:migrate-buildpack` offers the order, and sets it in one step.',
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
      const message = `${shownList(late)} ${late.length === 1 ? 'comes' : 'come'} after the Python buildpack: what ${late.length === 1 ? 'it installs' : 'they install'} isn't there yet when packages are built and collectstatic runs.${wentThrough ? WENT_THROUGH : ' What needs it then fails, and the build stops.'}`
      return [{fix, message, severity}]
    }

    if (!rules.includes('apt-before-geo')) return []
    const message =
      "apt comes after geo, and the Aptfile names GDAL: the libraries of one don't find those of the other, and loading GDAL fails (libblas.so.3: cannot open shared object file)."
    return [{fix, message: `${message}${wentThrough ? WENT_THROUGH : ''}`, severity: wentThrough ? 'warning' : 'error'}]
  },
}

const WENT_THROUGH = ' The last build went through all the same.'

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
