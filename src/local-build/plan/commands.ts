import type {ClassicRelease, PackageManager} from '../../buildpack/release.js'

import {majorOf} from '../../buildpack/version-number.js'

/**
 * A command of a build. Folders are named by what stands for them, so that a plan can show it before there is a folder:
 * `$BUILD_DIR`, `$CACHE_DIR` and `$PYTHON_HOME` are the buildpack's; `$BIN` is a virtual environment's folder of programs,
 * `$INTERPRETER` the Python of this machine, `$BUNDLED_PIP` the wheel of pip in its standard library, `$TEMPORARY` a
 * folder that is deleted after the build.
 */
export interface BuildCommand {
  argv: readonly string[]
  /** What only this command sees. */
  env: Readonly<Record<string, string>>
}

export const VARIABLES = [
  '$BUILD_DIR',
  '$BUNDLED_PIP',
  '$BIN',
  '$CACHE_DIR',
  '$INTERPRETER',
  '$PYTHON_HOME',
  '$TEMPORARY',
] as const

export type Variable = (typeof VARIABLES)[number]

/**
 * `--isolated`: as in the buildpack, no setting of pip's but those of the build (pip-index.ts) reaches the installation of
 * the tools. Source: lib/pip.sh and its siblings.
 */
export function installWithBundledPip(python: string, packages: readonly string[], more: readonly string[] = []): BuildCommand {
  const options = ['--disable-pip-version-check', '--isolated', '--no-cache-dir', '--no-input', '--quiet']
  return {argv: [python, '$BUNDLED_PIP/pip', 'install', ...options, ...more, ...packages], env: {}}
}

/**
 * A Python home: on Heroku an installation of its own, here an environment of an interpreter of the machine. `-I`: none of
 * the user's modules and settings have a part in it.
 */
export const MAKE_PYTHON_HOME: BuildCommand = {
  argv: ['$INTERPRETER', '-I', '-m', 'venv', '--without-pip', '$BUILD_DIR/.heroku/python'],
  env: {},
}

/** Where a tool that has a virtual environment of its own lives. Only its own script is on PATH. Sources: lib/pipenv.sh, lib/poetry.sh. */
export const TOOL_ROOTS = {
  pipenv: '$PYTHON_HOME/pipenv',
  poetry: '$CACHE_DIR/.heroku/python-poetry',
  uv: '$CACHE_DIR/.heroku/python-uv',
}

/** Where pip puts uv's wheel; its program is then moved to where the buildpack's archive has it. */
export const UV_WHEEL_FOLDER = '$TEMPORARY/uv'

export function installToolCommands(manager: PackageManager, pythonVersion: string, release: ClassicRelease): BuildCommand[] {
  const version = release.tools[manager]
  switch (manager) {
    case 'pip': {
      const setuptools = release.setuptoolsFor.includes(majorOf(pythonVersion)) ? [`setuptools==${release.tools.setuptools}`] : []
      return [installWithBundledPip('python', [`pip==${version}`, ...setuptools])]
    }

    case 'pipenv':
    case 'poetry': {
      const venv = `${TOOL_ROOTS[manager]}/venv`
      return [
        {argv: ['python', '-m', 'venv', '--without-pip', venv], env: {}},
        installWithBundledPip(`${venv}/$BIN/python`, [`${manager}==${version}`]),
      ]
    }

    case 'uv':
      return [installWithBundledPip('python', [`uv==${version}`], ['--no-deps', '--target', UV_WHEEL_FOLDER])]
  }
}

/**
 * What is set from a package manager's installation on. A folder in `path` comes first on PATH.
 *
 * Two are not the buildpack's: the Python home is a virtual environment here. Without VIRTUAL_ENV Poetry would install
 * beside the user's own interpreter; without UV_PYTHON uv would pass over the home when it looks for the version that
 * .python-version names, its patch release above all, and find none.
 */
export const TOOL_ENVIRONMENT: Record<PackageManager, {env: Readonly<Record<string, string>>; path: null | string}> = {
  pip: {env: {PIP_DISABLE_PIP_VERSION_CHECK: '1'}, path: null},
  pipenv: {
    env: {PIPENV_SYSTEM: '1', PIPENV_VERBOSITY: '-1', VIRTUAL_ENV: '$PYTHON_HOME'},
    path: `${TOOL_ROOTS.pipenv}/bin`,
  },
  poetry: {
    env: {
      POETRY_VIRTUALENVS_CREATE: 'false',
      POETRY_VIRTUALENVS_USE_POETRY_PYTHON: 'true',
      VIRTUAL_ENV: '$PYTHON_HOME',
    },
    path: `${TOOL_ROOTS.poetry}/bin`,
  },
  uv: {
    env: {
      UV_CACHE_DIR: '$TEMPORARY/uv-cache',
      UV_LINK_MODE: 'hardlink',
      UV_NO_MANAGED_PYTHON: '1',
      UV_PROJECT_ENVIRONMENT: '$PYTHON_HOME',
      UV_PYTHON: '$PYTHON_HOME/$BIN/python',
      UV_PYTHON_DOWNLOADS: 'never',
    },
    path: TOOL_ROOTS.uv,
  },
}

/** @param shown the command as the log shows it (installCommand) */
export function dependenciesCommand(manager: PackageManager, shown: string): BuildCommand {
  const hidden: Record<PackageManager, readonly string[]> = {
    pip: ['--exists-action=w', '--no-cache-dir', '--no-input', '--progress-bar', 'off', '--src=$PYTHON_HOME/src'],
    pipenv: [],
    poetry: ['--compile', '--no-ansi', '--no-interaction'],
    uv: ['--color', 'always', '--compile-bytecode', '--no-progress'],
  }
  const env = manager === 'pipenv' ? {PIPENV_NOSPIN: '1', PIP_SRC: '$PYTHON_HOME/src'} : {}
  return {argv: [...shown.split(' '), ...hidden[manager]], env}
}

/** Ends with 0 if a module can be imported. Source: bin/utils, `is_module_available`. */
export function moduleCommand(module: string): BuildCommand {
  const script = `import sys, importlib.util; sys.exit(0 if importlib.util.find_spec('${module}') else 1)`
  return {argv: ['python', '-c', script], env: {}}
}

/** The build folder's own path, not the stable one: NLTK checks that what it unpacks stays within. Source: bin/steps/nltk. */
export function nltkCommand(packages: readonly string[]): BuildCommand {
  return {argv: ['python', '-m', 'nltk.downloader', '-d', '$BUILD_DIR/.heroku/python/nltk_data', ...packages], env: {}}
}

/** Source: bin/steps/collectstatic. */
export function collectstaticCommand(script: string): BuildCommand {
  return {argv: ['python', script, 'collectstatic', '--noinput', '--traceback'], env: {}}
}

/** By bash, as the buildpack does it: a script without a first line that names its program runs there too. */
export function hookCommand(name: 'post_compile' | 'pre_compile'): BuildCommand {
  return {argv: ['bash', '-c', '"$0"', `bin/${name}`], env: {}}
}
