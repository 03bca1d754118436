import type {SharedProblem, UnusableReason} from '../../common/problem.js'
import type {Messages, ProblemMessage} from './message.js'

import {majorOf} from '../../buildpack/version-number.js'

/** What a command misses of Python on this machine, or of the tools that are made for it. */
export const PYTHON_MESSAGES = {
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
  'no-python': noPython,
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
  'tool-not-installable': ({message, offline, tool, version}) => ({
    found: offline ? `It isn't in the cache folder, and --offline forbids to fetch it.` : message,
    title: `${tool} ${version} can't be installed`,
    todo: offline
      ? 'Run the command once without --offline.'
      : `It is installed with pip into the cache folder of the Heroku CLI. Try it yourself: python3 -m venv /tmp/check && /tmp/check/bin/pip install ${tool.toLowerCase()}==${version}`,
  }),
} satisfies Partial<Messages<SharedProblem>>

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

function noPython({tool, version}: Extract<SharedProblem, {id: 'no-python'}>): ProblemMessage {
  if (version === null) {
    return {
      title: `no Python 3 on this machine, which ${tool} needs`,
      todo: 'Install one, and put it on the PATH: brew install python, sudo apt install python3-venv, or winget install Python.Python.3.13',
    }
  }

  return {
    found: `${tool} resolves for the Python that it runs on, so the same version is needed here as on Heroku.`,
    title: `no Python ${version} on this machine`,
    todo: `Install it: uv python install ${version}, or pyenv install ${version}. Then run the command again.`,
  }
}
