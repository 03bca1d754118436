import {isAvailable} from '../../platform/app.js'
import {movesTheRoot, roleOf, standsForPython} from '../../platform/buildpacks/catalogue.js'
import {buildpacksFile} from '../../platform/buildpacks/named-in-source.js'
import {parseReference, type Reference} from '../../platform/buildpacks/reference.js'
import type {CheckContext} from '../check.js'

/** What the checks of the list share. Only classic apps have one: on Fir, buildpacks come from project.toml and the image. */

export const BUILDPACKS_PAGE = 'https://devcenter.heroku.com/articles/managing-buildpacks'

/** The app's list of buildpacks, in order; undefined where there is none to judge. */
export function installedBuildpacks({app, kind}: CheckContext): readonly Reference[] | undefined {
  if (!app || kind === 'cnb' || !isAvailable(app.buildpacks)) return undefined
  return app.buildpacks.map(({ref}) => parseReference(ref))
}

/** What runs in a build, in order: the app's list, with what .buildpacks names in the place of a buildpack that runs it. */
export function runningBuildpacks(context: CheckContext): readonly Reference[] {
  const inside = buildpacksFile(context.project.tree)
  return (installedBuildpacks(context) ?? []).flatMap((reference) =>
    roleOf(reference).kind === 'multi' && inside !== null && inside.length > 0 ? inside : [reference],
  )
}

/** Where in a list the first Python buildpack stands; -1 without one. */
export function pythonIndex(list: readonly Reference[]): number {
  return list.findIndex((reference) => standsForPython(reference, list))
}

/** Where in a list the last buildpack stands that makes a folder the root; -1 without one. */
export function lastSubfolderIndex(list: readonly Reference[]): number {
  return list.map((reference) => movesTheRoot(reference)).lastIndexOf(true)
}

/** `heroku/a and https://…/b` */
export function shownList(list: readonly Reference[]): string {
  return list.map(({shown}) => shown).join(', ')
}

/** Shows a better list, and sets it once the user agrees. */
export function migrateCommand(app: string): string {
  return `heroku python:migrate-buildpack --app ${app}`
}
