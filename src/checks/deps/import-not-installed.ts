import type {Check, CheckContext, Finding} from '../check.js'

import {successorOfPython2Module} from '../../knowledge/stdlib.js'
import {unlessCreated} from '../creators.js'
import {addCommand, DEPENDENCIES_PAGE} from '../facts.js'
import {type Absent, absence} from '../shared/module-absence.js'
import {ignoredBy} from '../shared/uncommitted.js'
import {removedModule} from '../shared/removed-modules.js'
import {bootsAs} from '../shared/boot-words.js'
import {type BootImport, bootImports} from '../shared/boot-imports.js'

export const importNotInstalled: Check = {
  id: 'deps/import-not-installed',
  title: 'the app imports a package that is not installed',
  severity: 'error',
  docs: {
    what: "The check follows the app's imports, starting from the Procfile's commands and Django's settings. One of them names a module that isn't in Python's standard library, the source, or a package that the build installs. Imports in functions, under conditions and in `try` blocks don't count.",
    why: 'The build succeeds, then the import fails with ModuleNotFoundError: collectstatic or the release phase fails, or the dyno crashes when it starts (H10). Your machine often has the package because something else installed it.',
    fix: "Add the package to your dependencies. Its name can differ from the module's: `decouple` is in `python-decouple`.",
    example: '`from decouple import config` in `settings.py`, and no `python-decouple` in `requirements.txt`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const told = new Set<string>()
    return bootImports(context).flatMap((one): Finding[] => {
      if (one.found.is !== 'foreign' || removedModule(context, one.module)) return []
      const absent = absence(context, one.module)
      const key = absent?.distribution ?? one.module.split('.')[0]!
      // What git ignores is looked up last: its rules are tried one by one.
      if (!absent || told.has(key) || isIgnored(context, one)) return []
      told.add(key)
      return [unlessCreated(context, finding(context, one, absent), [`${one.module.split('.')[0]!}.py`])]
    })
  },
}

/** A file of the app's own that isn't committed: source/import-not-committed tells of it. */
function isIgnored({project}: CheckContext, {file, module}: BootImport): boolean {
  return ignoredBy(project, file, module) !== undefined
}

function finding(context: CheckContext, one: BootImport, {distribution, sure}: Absent): Finding {
  const {file, line, module, setting} = one
  const top = module.split('.')[0]!
  const successor = successorOfPython2Module(top)
  const names = setting === undefined ? `${file} imports ${top}` : `${setting} names ${module}`
  if (successor !== undefined) {
    const instead = successor === null ? 'It has no successor.' : `Use ${successor}.`
    const message = `${names}, a Python 2 module that Python 3 doesn't have. ${bootsAs(one)}. ${instead}`
    return {file, fix: {command: null, kind: 'hand'}, line, message, part: module}
  }

  const command = distribution === undefined ? null : addCommand(context, distribution)
  const advice = distribution === undefined ? 'Add the package that provides it to your dependencies.' : `Add ${distribution}.`
  return {
    file,
    fix: {command, kind: command === null ? 'hand' : 'ask'},
    line,
    message: `${names}, but no package that the build installs provides that module. ${bootsAs(one)}. ${advice}`,
    part: module,
    ...(!sure && {
      fineIf: ['another package depends on it: your list only has direct dependencies'],
      severity: 'warning' as const,
    }),
  }
}
