import {execFileSync} from 'node:child_process'
import {mkdtempSync, realpathSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {removeFolder} from '../support/remove-folder.js'

/** The index that pip uses on this machine; no address of one is kept in the repository. */
export function packageIndex(python: string): string {
  const script = 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'
  return execFileSync(python, ['-c', script], {encoding: 'utf8'}).trim()
}

/** Names and versions of what is installed beside a Python, sorted. */
export function packagesOf(python: string): string[] {
  const script = String.raw`import importlib.metadata as m; print('\n'.join(sorted({d.metadata['Name'].lower().replace('_', '-') + '==' + d.version for d in m.distributions()})))`
  return execFileSync(python, ['-I', '-c', script], {encoding: 'utf8'}).trim().split('\n').filter(Boolean)
}

/** What these commands of a tool's own install in a clean virtual environment, run in a copy of a source. `python` stands for its Python. */
export function installedByHand(interpreter: string, source: string, commands: readonly string[][]): string[] {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'by-hand-')))
  const copy = path.join(folder, 'app')
  const python = path.join(folder, 'venv/bin/python')
  const usesPip = commands[0]?.[0] === 'python'
  try {
    execFileSync('cp', ['-r', source, copy])
    execFileSync(interpreter, ['-I', '-m', 'venv', ...(usesPip ? [] : ['--without-pip']), path.join(folder, 'venv')])
    for (const [program, ...args] of commands) {
      execFileSync(program === 'python' ? python : program!, args, {
        cwd: copy,
        env: {...process.env, UV_PROJECT_ENVIRONMENT: path.join(folder, 'venv'), VIRTUAL_ENV: path.join(folder, 'venv')},
        stdio: 'pipe',
      })
    }

    return packagesOf(python)
  } finally {
    removeFolder(folder)
  }
}
