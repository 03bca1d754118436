import type {Missing} from '../../knowledge/system-needs.js'
import type {CheckContext, Fix} from '../check.js'
import type {Lack} from './system-lacks.js'

import {isAvailable} from '../../platform/app.js'
import {goneAptName} from '../../knowledge/system-needs.js'
import {appendLine, listing} from '../facts.js'
import {aptPackagesOf} from '../shared/apt-packages.js'

/** Words that the checks of the stack's system share. */

export const APT_BUILDPACK = 'heroku-community/apt'
export const APT_PAGE = 'https://github.com/heroku/heroku-buildpack-apt#readme'

/** `libgl1`, `Java and Chrome`. */
export function namesOf(missing: readonly Missing[]): string {
  return listing([...new Set(missing.map(({name, what}) => what ?? name))])
}

/** The Ubuntu packages to ask apt for, by the names that the stack has. */
export function aptNames(context: CheckContext, missing: readonly Missing[]): string[] {
  const names = missing.flatMap(({name, what}) => (what === null ? [name] : []))
  return [...new Set(names.map((name) => goneAptName(name, context.stack)?.instead ?? name))]
}

/** A file of Streamlit's own platform, which has the form of an Aptfile. */
export function aboutPackagesTxt({project: {tree}}: CheckContext): string {
  return tree.isFile('packages.txt') && !tree.isFile('Aptfile')
    ? " Heroku doesn't read packages.txt: its lines belong in an Aptfile."
    : ''
}

/** How to get what is missing; undefined where no buildpack is known that brings it. */
export function remedyOf(context: CheckContext, missing: readonly Missing[]): undefined | {advice: string; fix: Fix} {
  const {app, kind, project} = context
  const names = aptNames(context, missing)
  const tools = [...new Set(missing.flatMap(({buildpack}) => buildpack ?? []))]
  if (names.length === 0 && tools.length === 0) return undefined
  if (kind === 'cnb') {
    const advice =
      names.length > 0
        ? `Install ${listing(names)} with the buildpack heroku/deb-packages, in project.toml`
        : `Add the buildpack ${listing(tools)}`
    return {advice, fix: {command: null, kind: 'hand'}}
  }

  const {isRead, isThere} = aptPackagesOf(context)
  const needsApt = names.length > 0 && isRead !== 'yes'
  const buildpacks = [...tools, ...(needsApt ? [APT_BUILDPACK] : [])]
  // With the list empty, the buildpack added would be the only one.
  const isEmpty = app !== null && isAvailable(app.buildpacks) && app.buildpacks.length === 0
  const own = app === null ? '' : ` --app ${app.name}`
  const commands = [
    ...(isEmpty && buildpacks.length > 0 ? [`heroku buildpacks:add heroku/python${own}`] : []),
    ...buildpacks.map((buildpack) => `heroku buildpacks:add --index 1 ${buildpack}${own}`),
    ...names.map((name) => appendLine(project, 'Aptfile', name)),
    ...(names.length > 0 ? ['git add Aptfile'] : []),
  ]
  const apt =
    names.length === 0 ? [] : [`list ${listing(names)} in an Aptfile${needsApt ? ` and add the buildpack ${APT_BUILDPACK}` : ''}`]
  const added = tools.length === 0 ? [] : [`add the buildpack ${listing(tools)}`]
  const [first = '', ...others] = [...apt, ...added]
  const advice = [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(', and ')
  const hasFile = isThere || names.length < 2
  return {advice, fix: {command: (hasFile ? commands : oneLine(commands, names)).join(' && '), kind: 'ask'}}
}

/** A new Aptfile is written by one command. */
function oneLine(commands: readonly string[], names: readonly string[]): string[] {
  const kept = commands.filter((command) => !/(?:^echo|^printf).*Aptfile$/.test(command) && command !== 'git add Aptfile')
  return [...kept, String.raw`printf '%s\n' ${names.join(' ')} > Aptfile`, 'git add Aptfile']
}

/** ` This is fine if bin/post_compile installs it.` */
export function doubtOf({missing, unless}: Lack): string {
  return unless === undefined ? '' : ` This is fine if ${unless} installs ${missing.length > 1 ? 'them' : 'it'}.`
}

/** `opencv-python`, `opencv-python, which ultralytics brings,`. */
export function subjectOf({dependency, name}: Lack): string {
  return name === dependency.name ? name : `${name}, which ${dependency.name} brings along,`
}

export function placeOf({dependency: {file, line}}: Lack): {file: string; line?: number} {
  return {file, ...(line !== undefined && {line})}
}

/** `heroku-24 dynos don't have` */
export function lackedBy({kind, stack}: CheckContext): string {
  return kind === 'cnb' ? "the image of Fir apps doesn't have" : `${stack} dynos don't have`
}
