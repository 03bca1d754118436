import {execFileSync, spawnSync} from 'node:child_process'
import {appendFileSync, chmodSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {ENVIRONMENT, type TemporaryFolders, TestRepository} from '../../support/repository.js'

/** Names of filters as git takes them; the second is no UTF-8. As latin1, one character for each byte. */
const FILTERS = ['evil', '\u00FF', 'a=b', 'With.Dots', 'a b', '\u00C3\u00BC', String.raw`x"y\z`]
const HOOKS = [
  'applypatch-msg',
  'commit-msg',
  'fsmonitor-watchman',
  'post-checkout',
  'post-commit',
  'post-index-change',
  'post-merge',
  'post-rewrite',
  'pre-auto-gc',
  'pre-commit',
  'pre-push',
  'prepare-commit-msg',
  'reference-transaction',
  'sendemail-validate',
]
/** What git runs, or may run, of a setting. */
const PROGRAMS: Record<string, readonly string[]> = {
  alias: ['cat-file', 'check-ignore', 'config', 'evil', 'ls-files', 'ls-tree', 'rev-parse', 'status', 'update-index'],
  core: ['alternateRefsCommand', 'askPass', 'editor', 'fsmonitor', 'gitProxy', 'pager', 'sshCommand'],
  credential: ['helper'],
  diff: ['external'],
  gpg: ['program'],
  interactive: ['diffFilter'],
  pager: ['cat-file', 'ls-files', 'ls-tree', 'rev-parse', 'status'],
  sequence: ['editor'],
  uploadpack: ['packObjectsHook'],
}
const LATER = new Date('2040-01-01T00:00:00Z')

export type TrapForm = 'bare' | 'commondir' | 'config' | 'include' | 'includeIf' | 'worktree'
export const TRAP_FORMS: readonly TrapForm[] = ['config', 'include', 'includeIf', 'worktree', 'commondir', 'bare']

/** A repository in which every program that git could be told to run is a trap: it leaves a mark. */
export class TrapRepository {
  private constructor(
    /** Where the commands run. */
    readonly folder: string,
    private readonly marks: string,
  ) {}

  static make(form: TrapForm, folders: TemporaryFolders): TrapRepository {
    const repository = folders.repository(appFiles())
    const marks = folders.make()
    const program = (name: string) => trapNamed(name, marks)
    addSubmodule(repository, program)
    makeStale(repository.folder)
    const folder = setTraps(form, repository, {folders, marks, program})
    const traps = new TrapRepository(folder, marks)
    // Making it has sprung some.
    for (const name of traps.sprung) rmSync(path.join(marks, `sprung ${name}`))
    return traps
  }

  /** The names of the traps that were sprung. */
  get sprung(): string[] {
    return readdirSync(this.marks)
      .filter((name) => name.startsWith('sprung '))
      .map((name) => name.slice('sprung '.length))
      .sort()
  }

  /** What git does in this repository on its own, of which each step may fail. */
  springAll(): void {
    const git = (...args: string[]) => {
      spawnSync('git', args, {cwd: this.folder, env: controlEnvironment(), input: 'protocol=https\nhost=h\n\n', timeout: 30_000})
    }

    git('status')
    git('diff', '--ext-diff', '--textconv')
    git('diff', '--textconv', '--no-ext-diff')
    git('rm', '-r', '--cached', '--quiet', '.venv')
    git('add', '--all')
    git('commit')
    git('commit', '--gpg-sign', '--message=x')
    git('evil')
    git('credential', 'fill')
    git('fetch', 'ssh')
    git('fetch', 'proxy')
    git('fetch', 'file')
    git('merge', 'other', '--message=x')
    git('cat-file', 'blob', '0123456789012345678901234567890123456789')
  }
}

/** A program that is run with arguments or none, by a shell or without. */
function trapNamed(name: string, marks: string): string {
  const program = path.join(marks, `trap-${name}`)
  writeFileSync(program, `#!/bin/sh\ntouch '${marks}/sprung ${name}'\n`)
  chmodSync(program, 0o755)
  return program
}

function appFiles(): Record<string, string> {
  const filtered = FILTERS.map((_, index) => [`f${index}.txt`, 'same\n'] as const)
  return {
    ...Object.fromEntries(filtered),
    '.gitattributes': '*.py diff=evil merge=evil\n*.lock filter=evil text eol=crlf\n',
    '.gitignore': '*.log\n',
    '.python-version': '3.13\n',
    '.venv/bin/activate': '',
    '.venv/pyvenv.cfg': 'home = /usr\n',
    Procfile: 'web: gunicorn app:app\n',
    'app.py': 'import flask\n',
    'requirements.txt': '-r requirements/base.txt\n',
    'requirements/base.txt': 'flask==3.1.2\n',
    'runtime.txt': 'python-3.13.1\n',
  }
}

/** A repository inside, with traps of its own: git would look whether it has changed. */
function addSubmodule(repository: TestRepository, program: Setting['program']): void {
  const inner = new TestRepository(path.join(repository.folder, 'inner'))
  mkdirSync(inner.folder)
  inner.git('init', '--quiet', '--initial-branch=main', '--template=')
  inner.commit({'.gitattributes': '* filter=evil\n', 'a.txt': 'same\n'})
  repository.write({
    '.gitmodules': '[submodule "inner"]\n\tpath = inner\n\turl = ./inner\n\tupdate = checkout\n\tignore = none\n',
  })
  repository.git('add', 'inner', '.gitmodules')
  repository.git('commit', '--quiet', '--message=inner')
  appendFileSync(path.join(inner.folder, '.git/config'), configOf(program, 'inner-'), 'latin1')
  utimesSync(path.join(inner.folder, 'a.txt'), LATER, LATER)
  repository.git('branch', 'other')
  repository.commit({'app.py': 'import flask, os\n'})
}

/** Files seem to have been written after the index: git looks at their contents, and again whenever it writes the index. */
function makeStale(folder: string): void {
  const all = execFileSync('git', ['ls-files', '-z'], {cwd: folder}).toString().split('\0')
  for (const name of all) if (name !== '' && name !== 'inner') utimesSync(path.join(folder, name), LATER, LATER)
  execFileSync('git', ['update-index', '--refresh', '-q'], {cwd: folder})
  const touched = all.filter((name) => /^f\d|^app\.py$/.test(name))
  for (const name of touched) utimesSync(path.join(folder, name), new Date(), new Date())
}

interface Setting {
  folders: TemporaryFolders
  marks: string
  /** Makes a trap. */
  program(name: string): string
}

/** @returns the folder in which the traps are */
function setTraps(form: TrapForm, repository: TestRepository, {folders, marks, program}: Setting): string {
  const {folder} = repository
  const gitFolder = path.join(folder, '.git')
  writeHooks(path.join(marks, 'hooks'), program)
  writeHooks(path.join(gitFolder, 'hooks'), program)
  mkdirSync(path.join(gitFolder, 'info'), {recursive: true})
  writeFileSync(path.join(gitFolder, 'info/attributes'), attributes(), 'latin1')
  const traps = `${configOf(program, '')}[core]\n\thooksPath = ${marks}/hooks\n\tcheckStat = minimal\n\ttrustctime = false\n`
  const addTo = (file: string, text: string) => appendFileSync(file, text, 'latin1')
  switch (form) {
    case 'bare': {
      const bare = path.join(folders.make(), 'app.git')
      repository.git('clone', '--quiet', '--bare', folder, bare)
      addTo(path.join(bare, 'config'), traps)
      writeHooks(path.join(bare, 'hooks'), program)
      return bare
    }

    case 'commondir': {
      const common = path.join(folders.make(), 'common')
      renameSync(gitFolder, common)
      mkdirSync(gitFolder)
      for (const name of ['HEAD', 'index']) renameSync(path.join(common, name), path.join(gitFolder, name))
      writeFileSync(path.join(common, 'HEAD'), 'ref: refs/heads/main\n')
      writeFileSync(path.join(gitFolder, 'commondir'), `${common}\n`)
      addTo(path.join(common, 'config'), traps)
      return folder
    }

    case 'config':
      addTo(path.join(gitFolder, 'config'), traps)
      return folder
    case 'include':
    case 'includeIf': {
      const section = form === 'include' ? '[include]' : '[includeIf "gitdir:**"]'
      writeFileSync(path.join(gitFolder, 'included'), traps, 'latin1')
      addTo(path.join(gitFolder, 'config'), `${section}\n\tpath = included\n`)
      return folder
    }

    case 'worktree': {
      const tree = path.join(folders.make(), 'tree')
      repository.git('worktree', 'add', '--quiet', '-b', 'second', tree)
      makeStale(tree)
      addTo(path.join(gitFolder, 'config'), '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n')
      const [name] = readdirSync(path.join(gitFolder, 'worktrees'))
      writeFileSync(path.join(gitFolder, 'worktrees', name!, 'config.worktree'), traps, 'latin1')
      rmSync(path.join(folder, 'app.py'))
      return tree
    }
  }
}

function writeHooks(folder: string, program: Setting['program']): void {
  mkdirSync(folder, {recursive: true})
  for (const name of HOOKS) writeFileSync(path.join(folder, name), `#!/bin/sh\nexec ${program('hook')}\n`, {mode: 0o755})
}

function attributes(): string {
  const quoted = (name: string) => (/[ "\\]/.test(name) ? name.replaceAll(/[ "\\]/g, '') : name)
  return `*.txt diff=evil\n${FILTERS.map((name, index) => `f${index}.txt filter=${quoted(name)}\n`).join('')}`
}

/** Settings in git's form, one byte for each character. */
function configOf(program: Setting['program'], prefix: string): string {
  const trap = (name: string) => program(prefix + name)
  const lines = Object.entries(PROGRAMS).flatMap(([section, keys]) =>
    keys.map((key) => `[${section}]\n\t${key} = ${section === 'alias' ? '!' : ''}${trap(`${section}.${key}`)}\n`),
  )
  const filters = FILTERS.flatMap((name, index) => {
    const section = `[filter "${name.replaceAll(/["\\]/g, String.raw`\$&`)}"]\n`
    return `${section}\tclean = ${trap(`filter${index}`)}\n\tsmudge = ${trap(`filter${index}`)}\n\trequired = true\n`
  })
  const drivers = `[diff "evil"]\n\ttextconv = ${trap('textconv')}\n[merge "evil"]\n\tdriver = ${trap('merge')}\n`
  const remotes = [
    `[remote "ssh"]\n\turl = ssh://h/x\n`,
    `[remote "proxy"]\n\turl = git://h/x\n`,
    `[remote "file"]\n\turl = file:///nowhere\n\tuploadpack = ${trap('uploadpack')}\n`,
    `[remote "origin"]\n\turl = file:///nowhere\n\tuploadpack = ${trap('promisor')}\n\tpromisor = true\n\tpartialclonefilter = blob:none\n`,
    `[remote "heroku"]\n\turl = https://git.heroku.com/example.git\n`,
  ]
  return [...lines, ...filters, drivers, ...remotes].join('')
}

function controlEnvironment(): NodeJS.ProcessEnv {
  return {...ENVIRONMENT, GIT_TERMINAL_PROMPT: '0'}
}
