import type {ClassicPart, CnbPart} from '../manager.js'

import {installWithBundledPip} from '../build-command.js'

const ROOT = '$CACHE_DIR/.heroku/python-uv'

/** Where pip puts uv's wheel; its program is then moved to where the buildpack's archive has it. */
const WHEEL_FOLDER = '$TEMPORARY/uv'
const FROM = `${WHEEL_FOLDER}/bin/uv`
const COMMAND = ['uv', 'sync', '--locked', '--no-default-groups']

const ENVIRONMENT = {
  UV_CACHE_DIR: '$TEMPORARY/uv-cache',
  UV_LINK_MODE: 'hardlink',
  UV_NO_MANAGED_PYTHON: '1',
  UV_PROJECT_ENVIRONMENT: '$PYTHON_HOME',
  UV_PYTHON_DOWNLOADS: 'never',
} as const

/**
 * Ours: without it uv would pass over a Python home of another patch release than .python-version names, or one that is a virtual
 * environment, and find none.
 */
const STAND_IN = {UV_PYTHON: '$PYTHON_HOME/$BIN/python'} as const

const DIFFERENCE = {
  id: 'uv-from-index',
  message: 'uv is installed as a wheel from the package index. The buildpack downloads the same release as an archive.',
} as const

function install(python: string, version: string) {
  return [installWithBundledPip(python, [`uv==${version}`], ['--no-deps', '--target', WHEEL_FOLDER])]
}

export const uvClassic = {
  command: (_tree, ci) => (ci ? ['uv', 'sync', '--locked'] : COMMAND),
  hidden: ['--color', 'always', '--compile-bytecode', '--no-progress'],
  sees: [],
  install: (version) => install('python', version),
  tool: {by: 'move', from: FROM, program: `${ROOT}/uv`, root: ROOT},
  environment: ENVIRONMENT,
  // There, uv's own place for it is on the disk of the build.
  notOnCi: ['UV_CACHE_DIR'],
  forStandIn: STAND_IN,
  path: ROOT,
  profile: [],
  buildOnly: ['uv', 'uvx'],
  difference: DIFFERENCE,
} as const satisfies ClassicPart

export const uvCnb = {
  command: COMMAND,
  argv: [...COMMAND, '--color', 'always', '--compile-bytecode', '--no-progress'],
  install: (version) => install('$INTERPRETER', version),
  tool: {by: 'move', from: FROM, program: `${ROOT}/bin/uv`, root: ROOT},
  toolNeedsPython: false,
  environment: {...ENVIRONMENT, VIRTUAL_ENV: '$PYTHON_HOME'},
  forStandIn: STAND_IN,
  difference: DIFFERENCE,
} as const satisfies CnbPart
