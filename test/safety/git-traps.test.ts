import assert from 'node:assert/strict'

import {TemporaryFolders} from '../support/repository.js'
import {type Command, CommandProcess} from './support/command-process.js'
import {TRAP_FORMS, TrapRepository} from './support/trap-repository.js'

/** Every command, with every flag that reads the source in another way. Those that write come last. */
const RUNS: readonly (readonly [Command, ...string[]])[] = [
  ['doctor'],
  ['doctor', '--verbose', '--offline'],
  ['doctor', '--json', '--offline'],
  ['doctor', '--format', 'github', '--offline'],
  ['doctor', '--format', 'sarif', '--offline'],
  ['doctor', '--dirty', '--offline'],
  ['doctor', '--ref', 'HEAD', '--offline'],
  ['doctor', '--ref', 'HEAD~1', '--offline'],
  ['doctor', '--ref', 'main@{0}', '--offline'],
  ['doctor', '--ref', ':app.py', '--offline'],
  ['doctor', '--remote', 'heroku', '--offline'],
  ['doctor', '--fix', '--dry-run', '--offline'],
  ['build-local', '--plan'],
  ['build-local', '--plan', '--dirty', '--offline'],
  ['build-local', '--plan', '--ref', 'HEAD~1', '--offline', '--json'],
  ['pin', '--dry-run', '--offline'],
  ['pin', '--check', '--offline'],
  ['pin', '3.13', '--dry-run'],
  ['migrate-buildpack', '--dry-run'],
  ['migrate-buildpack', '--dry-run', '--json'],
  ['doctor', '--fix', '--offline'],
  ['doctor', '--dirty', '--fix', '--offline'],
  ['pin', '3.13', '--yes', '--offline'],
]

/** What plain git runs of those traps, at least: it shows that they work. */
const SPRUNG_BY_GIT: Record<string, readonly string[]> = {
  bare: ['alias.evil', 'core.gitProxy', 'core.sshCommand', 'credential.helper', 'uploadpack', 'promisor'],
  other: [
    'alias.evil',
    'core.editor',
    'core.fsmonitor',
    'core.gitProxy',
    'core.sshCommand',
    'credential.helper',
    'diff.external',
    'filter0',
    'filter1',
    'filter2',
    'filter3',
    'filter5',
    'gpg.program',
    'hook',
    'promisor',
    'textconv',
    'uploadpack',
  ],
}

describe('a repository whose every program is a trap', () => {
  const folders = new TemporaryFolders()
  let runs: CommandProcess

  before(() => {
    runs = CommandProcess.inHome(folders.make(), {HEROKU_API_KEY: '', HEROKU_HOST: '127.0.0.1:9'})
  })

  after(async () => {
    await runs.end()
    folders.remove()
  })

  for (const form of TRAP_FORMS)
    it(`in the form of ${form}: no command springs one, and git alone does`, async () => {
      const traps = TrapRepository.make(form, folders)
      for (const [command, ...argv] of RUNS) {
        const {stderr, stdout} = await runs.run(command, [...argv, '--source', traps.folder], {cwd: traps.folder})
        assert.deepEqual(traps.sprung, [], `${command} ${argv.join(' ')}\n${stdout}\n${stderr}`)
        // It went as far as reading the source, or the app.
        assert.doesNotMatch(stdout + stderr, /git \S+ failed|unexpected|nonexistent flag/i, `${command} ${argv.join(' ')}`)
      }

      traps.springAll()
      const {sprung} = traps
      const wanted = SPRUNG_BY_GIT[form === 'bare' ? 'bare' : 'other']!
      // Git looks for aliases before it knows of a working tree's own settings.
      const isLate = (name: string) => form === 'worktree' && name === 'alias.evil'
      assert.deepEqual(
        wanted.filter((name) => !sprung.includes(name) && !isLate(name)),
        [],
        `the traps work: ${sprung.join(', ')}`,
      )
    })
})
