import {spawn} from 'node:child_process'

/** Folders that may not be written to keep their files the first time. */
const SHELL = 'rm -rf -- "$@" || { chmod -R u+rwx -- "$@"; rm -rf -- "$@"; }'
const NODE =
  'for (const folder of process.argv.slice(1)) require("fs").rmSync(folder, {force: true, maxRetries: 3, recursive: true})'

/**
 * Deletes trees behind this process, which may end meanwhile: a disk that other programs write to takes seconds for ten thousand
 * files. Nobody is told what can't be deleted, and a kill leaves the rest: what is given here must be looked for again.
 *
 * @param folders absolute paths that nobody else uses
 */
export function removeBehind(folders: readonly string[]): void {
  if (folders.length === 0) return
  const [program, ...args] =
    process.platform === 'win32' ? [process.execPath, '-e', NODE] : ['/bin/sh', '-c', SHELL, 'heroku-python-removal']
  // A process group of its own: ctrl-C is not for it.
  const child = spawn(program!, [...args, ...folders], {
    cwd: '/',
    detached: true,
    env: ENVIRONMENT,
    stdio: 'ignore',
    windowsHide: true,
  })
  child.on('error', () => {})
  child.unref()
}

const ENVIRONMENT = {PATH: '/usr/local/bin:/usr/bin:/bin', SystemRoot: process.env.SystemRoot}
