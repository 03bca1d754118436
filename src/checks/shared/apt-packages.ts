import type {CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {placeOf, roleOf} from '../../platform/buildpacks/catalogue.js'
import {appJsonBuildpacks, aptPackages, buildpacksFile} from '../../platform/buildpacks/named-in-source.js'
import {parseReference, type Reference} from '../../platform/buildpacks/reference.js'
import {tomlTable} from '../../packaging/toml.js'
import {array, table, text} from '../../packaging/values.js'

/** The Ubuntu packages that an app asks for beside those of its stack. */
export interface AptPackages {
  /** Where they are listed: `Aptfile`, or `project.toml` for Fir. */
  file: 'Aptfile' | 'project.toml'
  /** The list is there. */
  isThere: boolean
  /** As apt knows them: without versions and options; of a .deb file the name that it begins with. */
  names: readonly string[]
  /** Whether a buildpack of the app reads the list; `unknown` where it isn't known which buildpacks the app has. */
  isRead: 'no' | 'unknown' | 'yes'
}

const answers = new WeakMap<CheckContext, AptPackages>()

/** What the app asks apt for, and whether anything will do it. */
export function aptPackagesOf(context: CheckContext): AptPackages {
  const known = answers.get(context) ?? (context.kind === 'cnb' ? ofProjectToml(context) : ofAptfile(context))
  answers.set(context, known)
  return known
}

function ofAptfile(context: CheckContext): AptPackages {
  const {tree} = context.project
  const names = aptPackages(tree).flatMap((line) => namesIn(line))
  return {file: 'Aptfile', isRead: readsAptfile(context), isThere: tree.isFile('Aptfile'), names}
}

function readsAptfile({app, project: {tree}}: CheckContext): AptPackages['isRead'] {
  const inside = buildpacksFile(tree) ?? []
  const isApt = (reference: Reference): boolean =>
    placeOf(reference) === 'apt' || (roleOf(reference).kind === 'multi' && inside.some((one) => placeOf(one) === 'apt'))
  if (app && isAvailable(app.buildpacks)) return app.buildpacks.some(({ref}) => isApt(parseReference(ref))) ? 'yes' : 'no'
  // What app.json lists is what review apps get: the app itself may have more.
  return appJsonBuildpacks(tree)?.some((reference) => isApt(reference)) ? 'yes' : 'unknown'
}

/**
 * Source: README of heroku/buildpacks-deb-packages: `[com.heroku.buildpacks.deb-packages] install`, of names or of tables
 * with a `name`; and the buildpacks of project.toml, in `[[io.buildpacks.group]]`.
 */
function ofProjectToml({project: {tree}}: CheckContext): AptPackages {
  const toml = tomlTable(tree, 'project.toml')
  const install = array(table(toml, 'com', 'heroku', 'buildpacks', 'deb-packages').install)
  const group = array(table(toml, 'io', 'buildpacks').group).map((entry) => text(table(entry).id) ?? text(table(entry).uri) ?? '')
  return {
    file: 'project.toml',
    isRead: group.some((id) => /\bdeb-packages\b/.test(id)) ? 'yes' : 'no',
    isThere: install.length > 0,
    names: install.flatMap((entry) => text(entry) ?? text(table(entry).name) ?? []),
  }
}

/** A line may have several names, an URL of a .deb file, or a repository. Source: bin/compile of heroku-buildpack-apt. */
function namesIn(line: string): string[] {
  if (line.startsWith(':')) return []
  return line
    .replace(/\s#.*$/, '')
    .split(/\s+/)
    .map((word) => (word.includes('.deb') ? word.replace(/^.*\//, '').split('_')[0]! : word.split(/[=:/]/)[0]!))
    .filter((word) => /^[a-z\d][a-z\d.+-]+$/i.test(word))
}
