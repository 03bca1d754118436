import type {CheckContext} from '../check.js'

import {modulesOf} from '../../knowledge/import-names.js'
import {readProcfile} from '../../project/procfile.js'
import {bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'
import {startCommands} from '../shared/start-command.js'

/** What happens as the app starts where a package can't be imported; undefined where nothing is known to import it then. */
export function bootOf(context: CheckContext, distribution: string, error = 'an error'): string | undefined {
  const modules = modulesOf(distribution) ?? [distribution.replaceAll('-', '_')]
  const found = bootImports(context).find(
    ({found: {is}, module}) => is === 'foreign' && modules.some((one) => module === one || module.startsWith(`${one}.`)),
  )
  if (found) return bootsAs(found, error)
  const started = readProcfile(context.project.tree)?.processes.find(({command}) =>
    startCommands(command).some(({program}) => program === distribution || program.split('.')[0] === modules[0]),
  )
  return started && bootsAs({process: started.type}, error)
}
