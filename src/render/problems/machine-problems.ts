import type {MachineProblem} from '../../local-build/run/machine-problem.js'
import type {UnusableReason} from '../../toolchain/problem.js'
import type {ProblemMessage} from './problem-messages.js'

import {majorOf} from '../../buildpack/version-number.js'

/** System errors, in words. */
const CODES: Record<string, string> = {
  EACCES: 'no permission',
  EDQUOT: "the disk's quota is used up",
  EFBIG: 'a file is larger than the disk, or a limit of the system, allows',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: "a path is longer than the disk's limit",
  ENOENT: "it isn't there any more",
  ENOSPC: 'no space is left on the disk',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
}

type Messages = {[Id in MachineProblem['id']]: (problem: Extract<MachineProblem, {id: Id}>) => ProblemMessage}

/** What a local build misses on this machine, in words. */
export const MACHINE_MESSAGES: Messages = {
  'build-locked': ({pid}) => ({
    found:
      pid === null ? 'It has the cache of the app to itself.' : `It is process ${pid}, and has the cache of the app to itself.`,
    title: 'another build of this app was still running when the time for this one was over',
    todo: 'Wait for it, end it, or give this one more time with --timeout.',
  }),
  'cache-not-usable': ({code, path}) => ({
    found: `${path}: ${CODES[code] ?? code}.`,
    title: "the build's cache can't be read or written",
    todo: 'Fix that, and run the command again. Builds are kept in the cache folder of the Heroku CLI; what was saved there before is as it was.',
  }),
  'no-interpreter': ({others, version, withoutVenv}) => ({
    found:
      withoutVenv === null
        ? others.length === 0
          ? 'No CPython was found in PATH, nor with pyenv, uv, asdf, mise, Homebrew, python.org or the py launcher.'
          : `These are there: ${others.join(', ')}.`
        : `${withoutVenv} has no module venv. On Debian and Ubuntu it is a package of its own: sudo apt install python${majorOf(version)}-venv`,
    title: `no Python ${majorOf(version)} on this machine, with which the app is built (Heroku would take ${version})`,
    todo: `Run the command again with --install-python, or install it: uv python install ${majorOf(version)}, or pyenv install ${majorOf(version)}. One that is elsewhere can be named with --python.`,
  }),
  'python-not-installable': ({message, version}) => ({
    found: message,
    title: `Python ${majorOf(version)} can't be installed through uv`,
    todo: `uv downloads it from GitHub; a mirror can be named in UV_PYTHON_INSTALL_MIRROR. Or install Python ${majorOf(version)} in another way, and name it with --python.`,
    link: 'https://docs.astral.sh/uv/guides/install-python/',
  }),
  'python-not-usable': ({path, reason, version}) => ({
    found: reasonOf(reason, path),
    title: `${path} can't build this app, which Heroku builds with Python ${version}`,
    todo: `Name a CPython ${majorOf(version)} with --python, or leave --python out: the command then looks for one.`,
  }),
  'source-not-copied': ({code, path}) => ({
    found: `${path}: ${CODES[code] ?? code}.`,
    title: "the app's source can't be copied into the build folder",
    todo: 'Fix that, and run the command again. Nothing of the source was changed.',
  }),
  'submodule-not-fetched': ({message, path}) => ({
    found: message,
    title: `the commit of the git submodule ${path} can't be had, and a push to Heroku needs it too`,
    todo: `Run git submodule update --init --recursive, which shows more. If that is fine, push the submodule's commit to its own repository.`,
    link: 'https://devcenter.heroku.com/articles/git-submodules',
  }),
}

function reasonOf(reason: UnusableReason, path: string): string {
  switch (reason.id) {
    case 'missing':
      return 'It is not there, or is no program.'

    case 'no-venv':
      return 'It has no module venv. On Debian and Ubuntu that is a package of its own, such as python3-venv.'

    case 'other':
      return `It is ${reason.what}, and Heroku builds with final releases of CPython.`

    case 'silent':
      return `It doesn't answer as a Python 3 does. Try: ${path} -V`

    case 'version':
      return `It is Python ${reason.found}. With another version than Heroku's, this build would tell nothing about that one.`
  }
}
