import {posix} from 'node:path'

import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {isStandardModule} from '../../knowledge/stdlib.js'
import {majorOf} from '../../packaging/python-version.js'
import {isOwnModule, moduleFile} from '../../project/python-source/index.js'
import {PACKAGES_OF_IMPORTS} from '../shared/import-names.js'
import {productionDependencies} from '../dependencies.js'
import {unlessCreated} from '../creators.js'
import {packageManager} from '../facts.js'
import {hasUnnamed, isFrozen} from '../shared/installed.js'
import {modulesOf} from './modules-of.js'
import {crash} from '../shared/processes.js'

export const wsgiModule: Check = {
  id: 'procfile/wsgi-module',
  title: "the module that a process loads doesn't exist",
  severity: 'error',
  docs: {
    what: "A command names a module that the source doesn't have: for a web server, Celery's `-A`, `flask --app`, `python -m`, or `DJANGO_SETTINGS_MODULE`. The check looks in the folder that the command runs in, in `--chdir`, `--pythonpath`, `--app-dir` and `PYTHONPATH`. It skips modules of the standard library, and those that an installed package may provide.",
    why: "Python can't import it, and the process crashes with ModuleNotFoundError. For the web process, every request fails with error H10. For the release phase, the deploy fails.",
    fix: 'Name the module as Python imports it from the root: `mysite.wsgi` for `mysite/wsgi.py`, `app:app` for the name `app` in `app.py`. Names are case-sensitive.',
    example: '`web: gunicorn mysite.wsgi`, where the folder is `my_site`',
    link: 'https://devcenter.heroku.com/articles/python-gunicorn',
  },
  run(context) {
    return modulesOf(context).flatMap(({folders, module, process, program}): Finding[] => {
      const absence = absenceOf(context, module, folders)
      if (!absence) return []
      const {place, type} = process
      return [
        unlessCreated(
          context,
          {
            ...place,
            fix: {command: null, kind: 'ask'},
            message: `${crash(type)}: ${program} loads ${module}, but the source has no ${posix.join(folders[0]!, module.replaceAll('.', '/'))}.py (ModuleNotFoundError).${absence.hint}`,
            ...(!absence.sure && {severity: 'warning' as const}),
          },
          [`${posix.join(folders[0]!, module.replaceAll('.', '/'))}.py`],
          'start',
        ),
      ]
    })
  },
}

interface Absence {
  /** A sentence, or nothing. */
  hint: string
  sure: boolean
}

/** Names that packages on an index hardly have, and apps often. */
const OF_AN_APP =
  /^(?:api|app|application|asgi|backend|config|core|main|manage|project|run|server|src|web|website|wsgi)$|\.[aw]sgi$/

/** Whether a module isn't there; undefined where it is, or an installed package may bring it. */
function absenceOf(context: CheckContext, module: string, folders: readonly string[]): Absence | undefined {
  const {submodules, tree} = context.project
  const path = module.replaceAll('.', '/')
  // A folder without an __init__.py is a package too.
  if (moduleFile(tree, module, folders) !== undefined || folders.some((folder) => tree.isDirectory(posix.join(folder, path))))
    return undefined
  const first = module.split('.')[0]!
  if (submodules.some((one) => one.split('/').includes(first))) return undefined
  const near = nearName(context, module, folders)
  const hint = near === undefined ? '' : ` Is it ${near}?`
  if (near !== undefined || isOwnModule(tree, module, folders)) return {hint, sure: true}
  if (isStandard(context, first) || isInstalled(context, first)) return undefined
  const elsewhere = [...tree.files()].find((file) => file.endsWith(`/${path}.py`))
  if (elsewhere === undefined) return {hint, sure: OF_AN_APP.test(module) || isFrozen(context)}
  // Without the config vars, PYTHONPATH may name its folder.
  const isKnown = context.app !== null && isAvailable(context.app.configVars)
  return {hint: ` ${elsewhere} exists, but Python doesn't look in that folder.`, sure: isKnown}
}

function isStandard({version: {resolved}}: CheckContext, first: string): boolean {
  return resolved !== null && isStandardModule(first, majorOf(resolved))
}

/** Whether a package that the build installs, the app's own too, may bring a module: what isn't sure may be. */
function isInstalled(context: CheckContext, first: string): boolean {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[-_.]/g, '')
  const {list} = productionDependencies(context)
  if (packageManager(context) === null || list.some(({source}) => source !== 'index') || hasUnnamed(context)) return true
  const packages = Object.hasOwn(PACKAGES_OF_IMPORTS, first) ? PACKAGES_OF_IMPORTS[first]! : []
  return list.some(
    ({name}) => packages.includes(name) || plain(name).includes(plain(first)) || plain(first).includes(plain(name)),
  )
}

/** A module whose name differs in upper and lower case only, or in `_`. */
function nearName({project: {tree}}: CheckContext, module: string, folders: readonly string[]): string | undefined {
  const plain = (path: string) => path.toLowerCase().replaceAll('_', '')
  const wanted = new Set(folders.map((folder) => plain(posix.join(folder, module.replaceAll('.', '/')))))
  for (const file of tree.files()) {
    const isNear = file.endsWith('.py') && !file.includes('-') && wanted.has(plain(file.slice(0, -3)))
    if (isNear) return file.slice(0, -3).replaceAll('/', '.')
  }

  return undefined
}
