import type {Check, CheckContext, Finding} from '../check.js'

import {leftName} from '../../knowledge/stdlib.js'
import {majorOf} from '../../packaging/python-version.js'
import {addCommand, PYTHON_VERSION_PAGE} from '../facts.js'
import {removedModule} from '../shared/removed-modules.js'
import {bootsAs} from '../shared/boot-words.js'
import {type BootImport, bootImports} from '../shared/boot-imports.js'

export const moduleRemoved: Check = {
  id: 'deps/module-removed',
  title: 'the app imports something that its Python removed',
  severity: 'error',
  docs: {
    what: "The app imports a module at startup that older Pythons had and the app's Python doesn't: 3.12 removed `distutils`, `imp` and `asyncore`; 3.13 removed `cgi`, `crypt` and `telnetlib`. The same goes for names in modules, such as `collections.Mapping`.",
    why: 'The import fails, and so does collectstatic, the release phase or the dyno. Packages that bring the module back count: setuptools has a `distutils`.',
    fix: 'Use what replaced it, add the package that brings it back, or stay with the older Python.',
    example: '`from distutils.util import strtobool` on Python 3.13',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {resolved} = context.version
    if (resolved === null) return []
    const told = new Set<string>()
    return bootImports(context).flatMap((one): Finding[] => {
      if (one.found.is !== 'foreign') return []
      const found = removedIn(context, one, majorOf(resolved))
      if (!found || told.has(found.what)) return []
      told.add(found.what)
      const {command, error, instead, removed, what} = found
      const advice = instead === null ? '' : ` Use ${instead} instead.`
      return [
        {
          file: one.file,
          fix: {command, kind: command === null ? 'hand' : 'ask'},
          line: one.line,
          message: `${one.file} imports ${what}, which Python ${removed} removed, and the app runs on Python ${majorOf(resolved)}. ${bootsAs(one, error)}.${advice}`,
        },
      ]
    })
  },
}

interface Removal {
  what: string
  removed: string
  instead: null | string
  command: null | string
  error: string
}

function removedIn(context: CheckContext, one: BootImport, python: string): Removal | undefined {
  const module = removedModule(context, one.module)
  if (module) {
    const distribution = module.distributions[0]
    const command = distribution === undefined ? null : addCommand(context, distribution)
    return {command, error: 'ModuleNotFoundError', instead: module.instead, removed: module.removedIn, what: module.module}
  }

  const [name] = one.names.flatMap((written) => leftName(one.module, written, python) ?? [])
  return (
    name && {
      command: null,
      error: 'ImportError',
      instead: name.instead,
      removed: name.removedIn,
      what: `${name.module}.${name.name}`,
    }
  )
}
