import type {FileImport} from '../../project/python-source/index.js'
import type {Check, CheckContext, Finding} from '../check.js'
import type {SkippedDependency} from '../dependencies.js'

import {importsNaming} from '../../project/python-source/index.js'
import {productionDependencies, skippedDependencies} from '../dependencies.js'
import {managerWords} from '../facts.js'
import {webServers} from '../shared/processes.js'
import {PACKAGES_OF_IMPORTS} from '../shared/import-names.js'
import {withoutMainGroup} from './poetry-main-group.js'

/** Files that don't run in production, by what they are called. */
const NOT_IN_PRODUCTION =
  /(?:^|[/_.-])(?:bin|tests?|testing|conftest|factor(?:y|ies)|fixtures?|dev|develop(?:ment)?|local|debug|seeds?|mocks?|fakes?|stubs?|examples?|bench\w*|notebooks?|scripts?|tools|ci|docs?|conf|setup|noxfile|tasks|fabfile|profil\w+|lint\w*)(?=[/_.-])|(?:^|\/)management\/commands\//i

/** What adds a package to the main dependencies. */

export const prodGroupSkipped: Check = {
  id: 'deps/prod-group-skipped',
  title: 'a package that the app needs is in a group that the build leaves out',
  severity: 'warning',
  docs: {
    what: "The web server of the `Procfile`, or a package that the app's code imports, is only in a dependency group, an extra or a development section; or, with Poetry, there are no main dependencies at all, not even an empty list.",
    why: 'The build installs the main dependencies alone (`uv sync --no-default-groups`, `poetry sync --only main`, `pipenv install --deploy`). The deploy succeeds, and the app crashes where it needs the package. Without a group `main`, Poetry refuses to install anything.',
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
    const message = `The web dyno crashes with "command not found": ${name} is only in the group ${dependency.group}, which the build leaves out.`
    return [{file, fix: remedy(context, name), line, message, severity: 'error' as const}]
  })
}

/** The first import of each package, where the app surely needs it. */
function importsSkipped(
  context: CheckContext,
  {installed, skipped}: {installed: ReadonlySet<string>; skipped: Skipped},
): Finding[] {
  const {tree} = context.project
  const own = new Set([...tree.list(), ...tree.list('src')].map((name) => name.replace(/\.py$/, '')))
  const wanted = modulesOf(skipped, installed)
  for (const module of wanted.keys()) if (own.has(module)) wanted.delete(module)
  const found = new Map<string, FileImport>()
  for (const one of importsNaming(tree, [...wanted.keys()], NOT_IN_PRODUCTION)) {
    const name = wanted.get(one.module.split('.')[0]!)
    if (name !== undefined && !one.conditional && !found.has(name)) found.set(name, one)
  }

  return [...found].map(([name, {file, line, module}]) => ({
    file,
    fix: remedy(context, name),
    line,
    message: `The import of ${module} fails on Heroku: ${name} is only in the group ${skipped.get(name)!.group}, which the build leaves out.`,
  }))
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
