import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {Processes} from '../../system/processes.js'
import type {Candidate} from './ask.js'
import type {InterpreterOrigin} from './interpreter.js'

import {errorCode} from '../../system/file-system.js'
import {findProgram} from '../../system/find-program.js'
import {CannotStart} from '../../system/processes.js'

/** A machine on which interpreters are looked for. */
export interface Machine {
  env: NodeJS.ProcessEnv
  files: FileSystem
  platform: NodeJS.Platform
  processes: Processes
  cwd: string
  /** Where python:build-local has uv install interpreters; null: nowhere. */
  ownFolder: null | string
}

/** Where python:build-local has uv install interpreters. */
export function ownPythons(cacheFolder: string): string {
  return path.join(cacheFolder, 'pythons')
}

/** The program that a path or a name in PATH stands for; undefined if there is none. */
export async function programFile(named: string, {cwd, env, files, platform}: Machine): Promise<string | undefined> {
  if (platform !== 'win32') return findProgram(named, cwd, {PATH: env.PATH ?? ''})
  // Windows finds programs by more than their names.
  return path.isAbsolute(named) && (await files.realKind(named)) !== 'file' ? undefined : named
}

/** A folder in which each version has a folder of its own. */
interface Manager {
  origin: InterpreterOrigin
  folder: string
  /** Of the program, below a version's folder. */
  program: string
  /** The folders of versions; default: all. */
  named?: RegExp
}

const ON_PATH = /^python(?:3(?:\.\d+)?)?(?:\.exe)?$/

/** Every program that may be an interpreter, those of PATH first. The same one may be there under many names. */
export async function candidates(machine: Machine): Promise<Candidate[]> {
  const managers = machine.platform === 'win32' ? windowsManagers(machine) : posixManagers(machine)
  const found = await Promise.all([
    onPath(machine),
    // Without a home folder in the environment.
    ...managers.filter(({folder}) => path.isAbsolute(folder)).map(async (manager) => managed(manager, machine)),
    machine.platform === 'win32' ? launched(machine) : [],
  ])
  return found.flat()
}

/** A version manager's shims are scripts that choose one of its versions; those are looked at themselves. */
async function onPath({env, files, platform}: Machine): Promise<Candidate[]> {
  const folders = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder))
  const searched = [...new Set(folders.map((folder) => path.resolve(folder)))].filter(
    (folder) => path.basename(folder) !== 'shims',
  )
  const found = await Promise.all(
    searched.map(async (folder): Promise<Candidate[]> => {
      // Apple's stand-in offers to install the developer tools, in a window.
      if (platform === 'darwin' && folder === '/usr/bin') return []
      const names = (await namesIn(folder, files)).filter((name) => ON_PATH.test(name))
      return names.map((name) => ({origin: 'PATH', program: path.join(folder, name)}))
    }),
  )
  return found.flat()
}

function posixManagers({env, ownFolder, platform}: Machine): Manager[] {
  const home = env.HOME ?? ''
  const data = env.XDG_DATA_HOME ?? path.join(home, '.local/share')
  const program = 'bin/python3'
  const brews = [env.HOMEBREW_PREFIX ?? '', '/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew']
  return [
    {folder: path.join(env.PYENV_ROOT ?? path.join(home, '.pyenv'), 'versions'), origin: 'pyenv', program},
    {folder: env.UV_PYTHON_INSTALL_DIR ?? path.join(data, 'uv/python'), origin: 'uv', program},
    {folder: path.join(env.ASDF_DATA_DIR ?? path.join(home, '.asdf'), 'installs/python'), origin: 'asdf', program},
    {folder: path.join(env.MISE_DATA_DIR ?? path.join(data, 'mise'), 'installs/python'), origin: 'mise', program},
    ...[...new Set(brews)]
      .filter((prefix) => prefix !== '')
      .map((prefix): Manager => ({
        folder: path.join(prefix, 'opt'),
        named: /^python@3\.\d+$/,
        origin: 'Homebrew',
        program: 'bin',
      })),
    ...(ownFolder === null ? [] : [{folder: ownFolder, origin: 'heroku-python' as const, program}]),
    ...(platform === 'darwin' ? macManagers(program) : []),
  ]
}

function macManagers(program: string): Manager[] {
  return [
    {folder: '/Library/Frameworks/Python.framework/Versions', named: /^3\.\d+$/, origin: 'python.org', program},
    {folder: '/Library/Developer/CommandLineTools', named: /^usr$/, origin: 'Command Line Tools', program},
  ]
}

function windowsManagers({env, ownFolder}: Machine): Manager[] {
  const home = env.USERPROFILE ?? ''
  const program = 'python.exe'
  const uv = env.UV_PYTHON_INSTALL_DIR ?? path.join(env.APPDATA ?? home, 'uv/data/python')
  const mise = env.MISE_DATA_DIR ?? path.join(env.LOCALAPPDATA ?? home, 'mise')
  return [
    {folder: path.join(env.PYENV_ROOT ?? path.join(home, '.pyenv/pyenv-win'), 'versions'), origin: 'pyenv', program},
    {folder: uv, origin: 'uv', program},
    {folder: path.join(mise, 'installs/python'), origin: 'mise', program},
    ...(ownFolder === null ? [] : [{folder: ownFolder, origin: 'heroku-python' as const, program}]),
  ]
}

async function managed({folder, named = /^/, origin, program}: Manager, {files}: Machine): Promise<Candidate[]> {
  const versions = (await namesIn(folder, files)).filter((name) => named.test(name))
  return versions.map((version) => ({
    origin,
    // Homebrew's programs have the version in their names alone.
    program: path.join(folder, version, program === 'bin' ? `bin/${version.replace('@', '')}` : program),
  }))
}

/** What Windows' launcher knows: `py -0p` lists ` -V:3.13 *   C:\…\python.exe`, one in a line. */
async function launched({cwd, processes}: Machine): Promise<Candidate[]> {
  try {
    const {stdout} = await processes.run('py', ['-0p'], {cwd, timeoutMs: 10_000})
    return parseLauncher(new TextDecoder().decode(stdout))
  } catch (error) {
    if (error instanceof CannotStart) return []
    throw error
  }
}

export function parseLauncher(output: string): Candidate[] {
  return output.split(/\r?\n/).flatMap((line): Candidate[] => {
    const program = /^\s*-\S+\s+(?:\*\s+)?(\S.*\.exe)\s*$/i.exec(line)?.[1]
    return program === undefined ? [] : [{origin: 'py launcher', program}]
  })
}

/** A folder that isn't there, or that may not be read, has none. */
async function namesIn(folder: string, files: FileSystem): Promise<string[]> {
  try {
    return (await files.list(folder)).map((entry) => entry.name).sort()
  } catch (error) {
    if (errorCode(error) === '') throw error
    return []
  }
}
