import {APP_FLAGS, OFFLINE_FLAG} from './base-command.js'
import {Flags} from './heroku-library.js'

const FORMATS = ['text', 'json', 'sarif', 'github', 'markdown'] as const
const LEVELS = ['error', 'warning', 'info', 'never'] as const

/** The flags of python:doctor. */
export const DOCTOR_FLAGS = {
  ...APP_FLAGS,
  team: Flags.string({char: 't', description: 'look at every Python app of a team, without its source', helpValue: 'TEAM'}),
  all: Flags.boolean({char: 'A', description: 'look at every Python app that you can see, without its source'}),
  ref: Flags.string({description: '[default: HEAD] commit, branch or tag to read', exclusive: ['dirty', 'fix', 'staged']}),
  baseline: Flags.string({
    description: 'show only what the change since this commit adds',
    exclusive: ['fix'],
    helpValue: 'REF',
  }),
  dirty: Flags.boolean({description: 'read the files on disk instead of a commit', exclusive: ['staged']}),
  staged: Flags.boolean({description: 'read the index, as a commit of it would be', exclusive: ['fix']}),
  format: Flags.option({description: 'form of the report', exclusive: ['json'], options: FORMATS})(),
  fix: Flags.boolean({description: 'fix what can be fixed safely, in the files on disk'}),
  'dry-run': Flags.boolean({dependsOn: ['fix'], description: 'show the fixes without making them'}),
  only: Flags.string({
    delimiter: ',',
    description: 'run only these checks: an id, or a group such as version',
    helpValue: 'ID',
    multiple: true,
  }),
  skip: Flags.string({delimiter: ',', description: 'leave these checks out', helpValue: 'ID', multiple: true}),
  'fail-level': Flags.option({
    default: 'error',
    description: 'least severity of a finding that makes the exit code 1',
    options: LEVELS,
  })(),
  list: Flags.boolean({description: 'list every check', exclusive: ['explain', 'fix']}),
  explain: Flags.string({description: 'explain a check', helpValue: 'ID'}),
  verbose: Flags.boolean({description: 'show the steps of the build, and the passed, skipped and suppressed checks'}),
  offline: OFFLINE_FLAG,
  online: Flags.boolean({
    description: 'ask the package index too, for packages without a wheel',
    exclusive: ['all', 'offline', 'team'],
  }),
}
