import {APP_FLAGS, OFFLINE_FLAG} from './app-flags.js'
import {Args, Flags} from './flags.js'

/** What python:pin takes. */
export const PIN_ARGS = {
  version: Args.string({
    description: 'Python version to pin, such as 3.14, 3.14.2 or latest',
    // In a script, what is left of its input is no version.
    ignoreStdin: true,
    required: false,
  }),
}

export const PIN_FLAGS = {
  ...APP_FLAGS,
  exact: Flags.boolean({
    description: 'pin a patch release (3.14.2) instead of a major version (3.14)',
    exclusive: ['dependencies'],
  }),
  dependencies: Flags.boolean({description: 'pin the dependencies instead of the Python version'}),
  upgrade: Flags.boolean({dependsOn: ['dependencies'], description: 'upgrade packages that are already pinned'}),
  'dry-run': Flags.boolean({description: 'show the change without making it'}),
  check: Flags.boolean({description: 'change nothing; exit with 1 if something needs pinning', exclusive: ['dry-run']}),
  yes: Flags.boolean({char: 'y', description: 'accept downgrades and removed dependencies'}),
  offline: OFFLINE_FLAG,
}
