import {APP_FLAGS, OFFLINE_FLAG} from './app-flags.js'
import {Flags} from './flags.js'

const FORMATS = ['text', 'json', 'sarif', 'github', 'markdown'] as const
const LEVELS = ['error', 'warning', 'info', 'never'] as const

/** The flags of python:doctor. */
export const DOCTOR_FLAGS = {
  ...APP_FLAGS,
  team: Flags.string({char: 't', description: 'check every Python app of a team, without source code', helpValue: 'TEAM'}),
  all: Flags.boolean({char: 'A', description: 'check every Python app that you have access to, without source code'}),
  ref: Flags.string({description: '[default: HEAD] commit, branch or tag to check', exclusive: ['dirty', 'fix', 'staged']}),
  baseline: Flags.string({description: 'show only what the changes since this commit add', exclusive: ['fix'], helpValue: 'REF'}),
  to: Flags.string({
    description: 'forecast a move: a stack, a Python version, fir, uv, or what a date forces (next)',
    exclusive: ['baseline', 'fix'],
    helpValue: 'TARGET',
    multiple: true,
  }),
  dirty: Flags.boolean({description: 'check the files on disk instead of a commit', exclusive: ['staged']}),
  staged: Flags.boolean({description: 'check the git index, as git commit would commit it', exclusive: ['fix']}),
  format: Flags.option({description: 'report format', exclusive: ['json'], options: FORMATS})(),
  fix: Flags.boolean({description: 'fix what is safe to fix, in the files on disk'}),
  'dry-run': Flags.boolean({dependsOn: ['fix'], description: 'show the fixes without applying them'}),
  only: Flags.string({
    delimiter: ',',
    description: 'run only these checks: IDs, or groups such as version',
    helpValue: 'ID',
    multiple: true,
  }),
  skip: Flags.string({delimiter: ',', description: 'skip these checks', helpValue: 'ID', multiple: true}),
  'fail-level': Flags.option({
    default: 'error',
    description: 'lowest severity that makes the exit code 1',
    options: LEVELS,
  })(),
  list: Flags.boolean({description: 'list every check', exclusive: ['explain', 'fix']}),
  explain: Flags.string({description: 'explain a check', helpValue: 'ID'}),
  verbose: Flags.boolean({description: 'also show the build steps and the passed, skipped and suppressed checks'}),
  offline: OFFLINE_FLAG,
  online: Flags.boolean({
    description: 'also look up on the package index which packages have no wheel',
    exclusive: ['all', 'offline', 'team'],
  }),
}

/** `--to` alone asks for the moves that a date forces. oclif knows no flag whose value may be left out. */
export function withImpliedTarget(argv: readonly string[]): string[] {
  return argv.flatMap((word, index) => {
    const next = argv[index + 1]
    return word === '--to' && (next === undefined || next.startsWith('-')) ? ['--to', 'next'] : [word]
  })
}
