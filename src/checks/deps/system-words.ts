import type {Missing, SystemNeed} from '../../knowledge/system-needs.js'
import type {CheckContext, Finding, Fix} from '../check.js'
import type {Lack} from './system-lacks.js'

import {isAvailable} from '../../platform/app.js'
import {goneAptName} from '../../knowledge/system-needs.js'
import {appendLine, listing} from '../facts.js'
import {aptPackagesOf} from '../shared/apt-packages.js'

/** Words that the checks of the stack's system share. */

const APT_BUILDPACK = 'heroku-community/apt'
export const APT_PAGE = 'https://github.com/heroku/heroku-buildpack-apt#readme'

/** `libgl1`, `Java and Chrome`. */
export function namesOf(missing: readonly Missing[]): string {
  return listing([...new Set(missing.map(({name, what}) => what ?? name))])
}

/** The Ubuntu packages to ask apt for, by the names that the stack has. */
function aptNames(context: CheckContext, missing: readonly Missing[]): string[] {
  const names = missing.flatMap(({name, what}) => (what === null ? [name] : []))
  return [...new Set(names.map((name) => goneAptName(name, context.stack)?.instead ?? name))]
}

/** A file of Streamlit's own platform, which has the form of an Aptfile. */
export function aboutPackagesTxt({project: {tree}}: CheckContext): string {
  return tree.isFile('packages.txt') && !tree.isFile('Aptfile')
    ? " Heroku doesn't read packages.txt: move its lines to an Aptfile."
    : ''
}

/** How to get what is missing; undefined where no buildpack is known that brings it. */
export function remedyOf(context: CheckContext, missing: readonly Missing[]): undefined | {advice: string; fix: Fix} {
  const names = aptNames(context, missing)
  const tools = [...new Set(missing.flatMap(({buildpack}) => buildpack ?? []))]
  if (names.length === 0 && tools.length === 0) return undefined
  if (context.kind === 'cnb') {
    const install = `Install ${listing(names)} with the buildpack heroku/deb-packages, in project.toml`
    return {advice: names.length > 0 ? install : `Add the buildpack ${listing(tools)}`, fix: {command: null, kind: 'hand'}}
  }

  const {isRead, names: listed} = aptPackagesOf(context)
  // An Aptfile that nothing reads may have them already.
  const lines = names.filter((name) => !listed.includes(name))
  const needsApt = names.length > 0 && isRead !== 'yes'
  const buildpacks = [...tools, ...(needsApt ? [APT_BUILDPACK] : [])]
  const steps = [
    ...(lines.length > 0 ? [`list ${listing(lines)} in an Aptfile`] : []),
    ...(buildpacks.length > 0 ? [`add the buildpack ${listing(buildpacks)}`] : []),
  ]
  const advice = steps.join(' and ').replace(/^./, (letter) => letter.toUpperCase())
  const command = [...addBuildpacks(context, buildpacks), ...writeLines(context, lines)].join(' && ')
  return {advice, fix: {command, kind: 'ask'}}
}

/** What to do, as the end of a message: what brings it, or what to use instead, or else `otherwise`. Without its full stop. */
export function adviceOf(remedy: undefined | {advice: string}, {instead}: SystemNeed, otherwise: string): string {
  if (!remedy) return instead === undefined ? otherwise : `Use ${instead} instead`
  return instead === undefined ? remedy.advice : `${remedy.advice}. Or use ${instead} instead`
}

function addBuildpacks({app}: CheckContext, buildpacks: readonly string[]): string[] {
  const own = app === null ? '' : ` --app ${app.name}`
  // With the list empty, the buildpack added would be the only one.
  const isEmpty = app !== null && isAvailable(app.buildpacks) && app.buildpacks.length === 0
  return [
    ...(isEmpty && buildpacks.length > 0 ? [`heroku buildpacks:add heroku/python${own}`] : []),
    ...buildpacks.map((buildpack) => `heroku buildpacks:add --index 1 ${buildpack}${own}`),
  ]
}

/** A new Aptfile is written by one command. */
function writeLines(context: CheckContext, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const isNew = !aptPackagesOf(context).isThere && lines.length > 1
  const write = isNew
    ? [String.raw`printf '%s\n' ${lines.join(' ')} > Aptfile`]
    : lines.map((name) => appendLine(context.project, 'Aptfile', name))
  return [...write, 'git add Aptfile']
}

/** `bin/post_compile installs it`: what makes it harmless. */
export function doubtOf({missing, unless}: Lack): Partial<Pick<Finding, 'fineIf'>> {
  return unless === undefined ? {} : {fineIf: [`${unless} installs ${missing.length > 1 ? 'them' : 'it'}`]}
}

/** `opencv-python`, `opencv-python, which ultralytics brings,`. */
export function subjectOf({dependency, name}: Lack): string {
  return name === dependency.name ? name : `${name}, a dependency of ${dependency.name},`
}

/** `heroku-24 dynos don't have` */
export function lackedBy({kind, stack}: CheckContext): string {
  return kind === 'cnb' ? "the image of Fir apps doesn't have" : `${stack} dynos don't have`
}
