import type {SharedProblem, UnusableReason} from '../../common/problem.js'
import type {Messages, ProblemMessage} from './message.js'

import {majorOf} from '../../buildpack/version-number.js'

/** What a command misses of Python on this machine, or of the tools that are made for it. */
export const PYTHON_MESSAGES = {
  'no-interpreter': ({others, version, withoutVenv}) => ({
    found:
      withoutVenv === null
        ? others.length === 0
          ? 'Found no CPython on PATH, or from pyenv, uv, asdf, mise, Homebrew, python.org or the py launcher.'
          : `This machine has ${others.join(', ')}.`
        : `${withoutVenv} has no venv module. On Debian and Ubuntu, install it: sudo apt install python${majorOf(version)}-venv`,
    title: `Python ${majorOf(version)} is required but not installed (Heroku uses ${version})`,
    todo: `Run the command again with --install-python, or install it: uv python install ${majorOf(version)}, or pyenv install ${majorOf(version)}. To use one that isn't on PATH, pass --python PATH.`,
  }),
  'no-python': noPython,
  'python-not-installable': ({message, version}) => ({
    found: message,
    title: `uv can't install Python ${majorOf(version)}`,
    todo: `uv downloads Python from GitHub. To use a mirror, set UV_PYTHON_INSTALL_MIRROR. Or install Python ${majorOf(version)} another way, and pass --python PATH.`,
    link: 'https://docs.astral.sh/uv/guides/install-python/',
  }),
  'python-not-usable': ({path, reason, version}) => ({
    found: reasonOf(reason, path),
    title: `${path} can't build this app: Heroku uses Python ${version}`,
    todo: `Point --python to a CPython ${majorOf(version)}, or omit --python to find one automatically.`,
  }),
  'tool-not-installable': ({message, offline, tool, version}) => ({
    found: offline ? `It isn't in the cache folder, and --offline prevents the download.` : message,
    title: `${tool} ${version} can't be installed`,
    todo: offline
      ? 'Run the command once without --offline.'
      : `pip installs it into the Heroku CLI's cache folder. To see why it fails: python3 -m venv /tmp/check && /tmp/check/bin/pip install ${tool.toLowerCase()}==${version}`,
  }),
} satisfies Partial<Messages<SharedProblem>>

function reasonOf(reason: UnusableReason, path: string): string {
  switch (reason.id) {
    case 'missing':
      return "It doesn't exist, or isn't a program."

    case 'no-venv':
      return 'It has no venv module. On Debian and Ubuntu, install a package such as python3-venv.'

    case 'other':
      return `It is ${reason.what}, but Heroku uses final releases of CPython.`

    case 'silent':
      return `It doesn't run as Python 3. Try: ${path} -V`

    case 'version':
      return `It is Python ${reason.found}. The result wouldn't match Heroku's build.`
  }
}

function noPython({tool, version}: Extract<SharedProblem, {id: 'no-python'}>): ProblemMessage {
  if (version === null) {
    return {
      title: `${tool} needs Python 3, and this machine has none`,
      todo: 'Install Python 3 on PATH: brew install python, sudo apt install python3-venv, or winget install Python.Python.3.13',
    }
  }

  return {
    found: `${tool} resolves for the Python it runs on, so you need Heroku's version here.`,
    title: `Python ${version} is required but not installed`,
    todo: `Install it: uv python install ${version}, or pyenv install ${version}. Then run the command again.`,
  }
}
