import type {CnbRelease} from '../../buildpack/release.js'
import type {BuildCommand} from './commands.js'

import {installWithBundledPip} from './commands.js'

export type CnbPackageManager = keyof CnbRelease['tools']

/**
 * Where the tools of a Fir build live: the CNB's layers `pip`, `poetry` and `uv`. The Python home stands for its layer
 * `venv`. The CNB installs pip and Poetry with `--user` beside its own Python; here each has an environment of its own, for
 * the interpreter is the user's.
 */
export const CNB_TOOL_ROOTS: Record<CnbPackageManager, string> = {
  pip: '$CACHE_DIR/.heroku/python-pip',
  poetry: '$CACHE_DIR/.heroku/python-poetry',
  uv: '$CACHE_DIR/.heroku/python-uv',
}

/** Sources: src/layers/pip.rs, poetry.rs, uv.rs. */
export function installCnbToolCommands(manager: CnbPackageManager, release: CnbRelease): BuildCommand[] {
  const packages = [`${manager}==${release.tools[manager]}`]
  if (manager === 'uv') return [installWithBundledPip('$INTERPRETER', packages, ['--no-deps', '--target', '$TEMPORARY/uv'])]
  const venv = `${CNB_TOOL_ROOTS[manager]}/venv`
  return [
    {argv: ['$INTERPRETER', '-I', '-m', 'venv', '--without-pip', venv], env: {}},
    installWithBundledPip(`${venv}/$BIN/python`, packages),
  ]
}

/** What is set from a tool's installation on. Sources: src/layers/python.rs, pip.rs, poetry.rs, uv.rs and their dependencies. */
export const CNB_TOOL_ENVIRONMENT: Record<CnbPackageManager, Readonly<Record<string, string>>> = {
  pip: {
    PIP_CACHE_DIR: '$CACHE_DIR/.heroku/python-pip-cache',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_PYTHON: '$PYTHON_HOME',
    VIRTUAL_ENV: '$PYTHON_HOME',
  },
  poetry: {VIRTUAL_ENV: '$PYTHON_HOME'},
  uv: {
    UV_CACHE_DIR: '$TEMPORARY/uv-cache',
    UV_LINK_MODE: 'hardlink',
    UV_NO_MANAGED_PYTHON: '1',
    UV_PROJECT_ENVIRONMENT: '$PYTHON_HOME',
    UV_PYTHON: '$PYTHON_HOME/$BIN/python',
    UV_PYTHON_DOWNLOADS: 'never',
    VIRTUAL_ENV: '$PYTHON_HOME',
  },
}

/** Sources: src/layers/pip_dependencies.rs and its siblings. */
export const CNB_DEPENDENCIES: Record<CnbPackageManager, BuildCommand> = {
  pip: {argv: ['pip', 'install', '--no-input', '--progress-bar', 'off', '--requirement', 'requirements.txt'], env: {}},
  poetry: {argv: ['poetry', 'sync', '--compile', '--only', 'main', '--no-interaction'], env: {}},
  uv: {
    argv: ['uv', 'sync', '--locked', '--no-default-groups', '--color', 'always', '--compile-bytecode', '--no-progress'],
    env: {},
  },
}

/** Source: src/django.rs. */
export const CNB_COLLECTSTATIC: BuildCommand = {argv: ['python', 'manage.py', 'collectstatic', '--noinput'], env: {}}
export const CNB_HAS_COLLECTSTATIC: BuildCommand = {argv: ['python', 'manage.py', 'help', 'collectstatic'], env: {}}
