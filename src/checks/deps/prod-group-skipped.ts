import type {Check, CheckContext, Finding} from '../check.js'
import type {SkippedDependency} from '../dependencies.js'

import {productionDependencies, skippedDependencies} from '../dependencies.js'
import {managerWords} from '../facts.js'
import {type BootImport, bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'
import {webServers} from '../shared/processes.js'
import {PACKAGES_OF_IMPORTS} from '../shared/import-names.js'
import {withoutMainGroup} from './poetry-main-group.js'

export const prodGroupSkipped: Check = {
  id: 'deps/prod-group-skipped',
  title: 'a package that the app needs is in a group that the build skips',
  severity: 'warning',
  docs: {
    what: 'The web server in the `Procfile`, or a package that the app imports at startup, is only in a group, extra or development section. Or, with Poetry, there is no list of main dependencies, not even an empty one.',
    why: "The build only installs the main dependencies (`uv sync --no-default-groups`, `poetry sync --only main`, `pipenv install --deploy`). The deploy succeeds, and the app crashes when it needs the package. Without a group `main`, Poetry doesn't install anything.",
    fix: 'Move the package to the main dependencies.',
    example: '`gunicorn` in `[dependency-groups] prod`, and `web: gunicorn app:app`',
    link: 'https://devcenter.heroku.com/articles/python-support',
  },
  run(context) {
    return [...withoutMainGroup(context), ...neededAndSkipped(context)]
  },
}

type Skipped = ReadonlyMap<string, SkippedDependency>

function neededAndSkipped(context: CheckContext): Finding[] {
  const {complete, list} = productionDependencies(context)
  const installed = new Set(list.map(({name}) => name))
  const skipped = new Map(skippedDependencies(context).map((dependency) => [dependency.name, dependency]))
  for (const name of installed) skipped.delete(name)
  if (skipped.size === 0) return []
  const servers = serversSkipped(context, skipped)
  // What a requirements.txt names may bring along what is looked for.
  return complete ? [...servers, ...importsSkipped(context, {installed, skipped})] : servers
}

function serversSkipped(context: CheckContext, skipped: Skipped): Finding[] {
  return webServers(context).flatMap(({file, line, server: {name}}) => {
    const dependency = skipped.get(name)
    if (!dependency) return []
    const message = `The web dyno crashes with "command not found": ${name} is only in ${placeOf(dependency)}, which the build skips.`
    return [{file, fix: remedy(context, name), line, message, severity: 'error' as const}]
  })
}

/** The first import of each package, of those that are made whenever a process starts. */
function importsSkipped(
  context: CheckContext,
  {installed, skipped}: {installed: ReadonlySet<string>; skipped: Skipped},
): Finding[] {
  const wanted = modulesOf(skipped, installed)
  const found = new Map<string, BootImport>()
  for (const one of bootImports(context)) {
    const name = wanted.get(one.module.split('.')[0]!)
    if (name !== undefined && one.found.is === 'foreign' && !found.has(name)) found.set(name, one)
  }

  return [...found].map(([name, one]) => ({
    file: one.file,
    fix: remedy(context, name),
    line: one.line,
    message: `${bootsAs(one)}: ${one.file} imports ${one.module}, and ${name} is only in ${placeOf(skipped.get(name)!)}, which the build skips.`,
    severity: 'error' as const,
  }))
}

/** Where a package is named, as people call it. */
function placeOf({group, isExtra}: SkippedDependency): string {
  if (isExtra) return `the extra ${group}`
  if (/\.(?:in|txt)$/.test(group)) return group
  return group === 'develop' ? '[dev-packages]' : `the group ${group}`
}

/** What packages that only a group asks for are imported by → their names, less what something else brings too. */
function modulesOf(skipped: Skipped, installed: ReadonlySet<string>): Map<string, string> {
  const named = [...skipped.values()].filter(({direct, name}) => direct && /^[a-z\d-]+$/.test(name))
  const modules = new Map(named.map(({name}) => [name.replaceAll('-', '_'), name]))
  for (const [module, packages] of Object.entries(PACKAGES_OF_IMPORTS)) {
    const name = packages.find((candidate) => skipped.get(candidate)?.direct)
    if (packages.some((candidate) => installed.has(candidate))) modules.delete(module)
    else if (name !== undefined) modules.set(module, name)
  }

  return modules
}

function remedy(context: CheckContext, name: string): Finding['fix'] {
  const add = managerWords(context)?.add
  return {command: add === undefined ? null : `${add} ${name}`, kind: 'ask'}
}
