import type {Import} from './imports.js'
import type {Running} from './running.js'

import {memberOf} from './calls.js'
import {UNKNOWN, type Value} from './value.js'

/** What developers call settings of their own machine, which are not committed. */
const OF_ONE_MACHINE = /local|override|private|secret/i

/** Binds what an import statement names; the app's own modules are run for it. */
export function runImport(one: Import, running: Running): void {
  const {certain, file, interpreter, scope} = running
  const place = {file, line: one.line}
  if (one.as !== undefined) {
    // `import a.b` gives `a`, `import a.b as c` gives `a.b`.
    const first = one.module.split('.')[0]!
    scope.names.set(one.as, {...place, value: {kind: 'imported', path: one.as === first ? first : one.module}})
    return
  }

  const found = interpreter.locate(one.module, file)
  if (one.names.some(({name}) => name === '*')) {
    runStarImport(one, found, running)
    return
  }

  const names = found === undefined || found === 'foreign' ? undefined : interpreter.run(found, certain).names
  const valueOf = (name: string): Value =>
    found === 'foreign' ? memberOf({kind: 'imported', path: one.module}, name) : (names?.get(name)?.value ?? UNKNOWN)
  for (const {as, name} of one.names) scope.names.set(as, {...place, value: valueOf(name)})
}

function runStarImport(one: Import, found: string | undefined, {certain, interpreter, scope}: Running): void {
  // A file that isn't committed isn't on Heroku either; what catches its absence goes on without it.
  if (one.conditional && (found === undefined || (found === 'foreign' && OF_ONE_MACHINE.test(one.module)))) return
  if (found === undefined || found === 'foreign') {
    scope.open = true
    return
  }

  const other = interpreter.run(found, certain)
  for (const [name, binding] of other.names) if (!name.startsWith('_')) scope.names.set(name, binding)
  scope.open ||= other.open
}
