import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import path from 'node:path'

import {isKeptByShell, type ShellExport, shellExport, shellLevelBelow, VALUE} from '../../src/buildpack/emulation/shell-export.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'

/** A function that exports, with the variables that the buildpack's has: in a subshell, and in a script that ends at an error. */
const EXPORT = `set -eu
export_it() { local blacklist=1 e="$1" env_dir=1 whitelist=1; true && export "$e=$2"; :; }
`
const SCRIPTS = {
  script: `${EXPORT}export_it "$1" "$2"\necho goes on\nprintenv "$1"\n`,
  subshell: `${EXPORT}if ! (export_it "$1" "$2"; echo goes on; printenv "$1"); then :; fi\n`,
}
const ENVIRONMENT = {BOUND: '12', LEADS_ON: 'BOUND', LEADS_NOWHERE: 'nowhere', LOOKS_SO: '1.5', PATH: '/usr/bin:/bin'}
const VALUES = [
  '',
  '5',
  '-3',
  '+4',
  ' 7 ',
  '08',
  '010',
  '0x1F',
  '1.5',
  'nope',
  'BOUND',
  'LEADS_ON',
  'LEADS_NOWHERE',
  'LOOKS_SO',
  'nope == 1',
  '/root',
  'https://example.com',
  'a b',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999',
]
/** All that bash(1) names, and the buildpack's own. */
const NAMES = `BASH BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_ARGV0 BASH_CMDS BASH_EXECUTION_STRING BASH_LINENO
  BASH_LOADABLES_PATH BASH_REMATCH BASH_SOURCE BASH_SUBSHELL BASH_VERSINFO BASH_VERSION CDPATH CHILD_MAX COLUMNS COMPREPLY COMP_CWORD
  COMP_KEY COMP_LINE COMP_POINT COMP_TYPE COMP_WORDBREAKS COMP_WORDS COPROC DIRSTACK EMACS ENV EPOCHREALTIME EPOCHSECONDS EUID EXECIGNORE
  FCEDIT FIGNORE FUNCNAME FUNCNEST GLOBIGNORE GROUPS HISTCMD HISTCONTROL HISTFILE HISTFILESIZE HISTIGNORE HISTSIZE HISTTIMEFORMAT HOME
  HOSTFILE HOSTNAME HOSTTYPE IFS IGNOREEOF INPUTRC INSIDE_EMACS LINES MACHTYPE MAIL MAILCHECK MAILPATH MAPFILE OLDPWD OPTARG OPTERR OPTIND
  OSTYPE PIPESTATUS PPID PROMPT_COMMAND PROMPT_DIRTRIM PS0 PS1 PS2 PS3 PS4 PWD RANDOM READLINE_ARGUMENT READLINE_LINE READLINE_MARK
  READLINE_POINT REPLY SECONDS SHELL SHELLOPTS SRANDOM TIMEFORMAT UID auto_resume blacklist e env_dir histchars whitelist PLAIN MY-VAR 2ND`.split(
  /\s+/,
)
/** Of which the value differs from run to run. */
const CHANGES = new Set(['BASHPID', 'EPOCHREALTIME', 'EPOCHSECONDS', 'RANDOM', 'SRANDOM'])

describe('what bash makes of an exported variable', () => {
  const folders = new TemporaryFolders()
  let scripts: string

  before(function () {
    const {stdout} = spawnSync('bash', ['-c', 'echo "${BASH_VERSINFO[0]}.${BASH_VERSINFO[1]}"'], {encoding: 'utf8'})
    if (!/^5\.[12]$/.test(stdout?.trim() ?? '')) skip(this, 'needs bash 5.1 or 5.2, as on Heroku')
    scripts = folders.make(SCRIPTS)
  })

  after(() => folders.remove())

  const shell = {
    milliseconds: 1_800_000_000_000,
    pid: 4711,
    random: () => 0.5,
    variable: (name: string) => (ENVIRONMENT as Record<string, string>)[name],
  }

  /** What is seen of an answer. */
  function seen(answer: ShellExport, name: string, isSubshell: boolean): string {
    const ends = answer.is === 'shell-ends' || (isSubshell ? answer.is === 'function-ends' : answer.is === 'fails')
    if (ends) return ''
    if (answer.is !== 'value') return 'goes on'
    return `goes on, ${CHANGES.has(name) ? 'another value' : JSON.stringify(answer.value)}`
  }

  function ofBash(name: string, value: string, mode: 'script' | 'subshell') {
    const {stderr, stdout} = spawnSync('bash', [path.join(scripts, mode), name, value], {encoding: 'utf8', env: {...ENVIRONMENT}})
    if (!stdout.startsWith('goes on\n')) return {said: stderr, saw: ''}
    const rest = stdout.slice('goes on\n'.length)
    const isChanged = CHANGES.has(name) && rest !== '' && rest !== `${value}\n`
    const shown = isChanged ? 'another value' : JSON.stringify(rest.replace(/\n$/, ''))
    return {said: stderr, saw: rest === '' ? 'goes on' : `goes on, ${shown}`}
  }

  for (const mode of ['subshell', 'script'] as const) {
    it(`every special name, with a text (${mode})`, () => {
      const differing = NAMES.flatMap((name) => {
        const answer = shellExport(name, 'some text', shell)
        const bash = ofBash(name, 'some text', mode)
        const says = 'says' in answer ? (answer.says?.replace(VALUE, 'some') ?? '') : ''
        const isSame = seen(answer, name, mode === 'subshell') === bash.saw && (says === '') === (bash.said === '')
        return isSame ? [] : [{answer, bash, name}]
      })
      assert.deepEqual(differing, [])
    })

    it(`every kind of value, for names that take numbers (${mode})`, () => {
      const differing = ['BASH_SUBSHELL', 'HISTCMD', 'OPTIND', 'RANDOM', 'SECONDS', 'SRANDOM'].flatMap((name) =>
        VALUES.flatMap((value) => {
          const answer = shellExport(name, value, shell)
          const bash = ofBash(name, value, mode)
          return seen(answer, name, mode === 'subshell') === bash.saw ? [] : [{answer, bash, name, value}]
        }),
      )
      assert.deepEqual(differing, [])
    })
  }

  it('the level of a subshell that becomes a program', () => {
    const differing = ['abc', '', '5', '-3', '08', ' 7 ', '0x1F'].flatMap((value) => {
      const {saw} = ofBash('SHLVL', value, 'subshell')
      return saw === `goes on, "${shellLevelBelow(value)}"` ? [] : [{saw, value}]
    })
    assert.deepEqual(differing, [])
  })

  it('what no process sees', () => {
    for (const name of NAMES) {
      const {is} = shellExport(name, '1', shell)
      if (is === 'kept' || is === 'shell-ends') assert.ok(isKeptByShell(name), name)
      if (is === 'value') assert.ok(!isKeptByShell(name), name)
    }
  })
})
