import type {ClassicPart, CnbPart} from '../manager.js'

import {installInVenv, installWithBundledPip} from '../build-command.js'
import {HANDED_TO_PIP} from './config-vars.js'
import {TEST_FILE} from './packages.js'

const COMMAND = ['pip', 'install', '-r', 'requirements.txt']

export const pipClassic = {
  command: (tree, ci) => (ci && tree.isFile(TEST_FILE) ? [...COMMAND, '-r', TEST_FILE] : COMMAND),
  hidden: ['--exists-action=w', '--no-cache-dir', '--no-input', '--progress-bar', 'off', '--src=$PYTHON_HOME/src'],
  sees: [HANDED_TO_PIP],
  install: (version, setuptools) => [
    installWithBundledPip('python', [`pip==${version}`, ...(setuptools === null ? [] : [`setuptools==${setuptools}`])]),
  ],
  bringsSetuptools: true,
  environment: {PIP_DISABLE_PIP_VERSION_CHECK: '1'},
  profile: ['export PIP_DISABLE_PIP_VERSION_CHECK="1"'],
  buildOnly: [],
  cacheKeeps: 'contents',
  filter: withoutPlace,
} as const satisfies ClassicPart

/** Where a package is installed already. */
function withoutPlace(line: string, pythonHome: string): string {
  const home = [pythonHome, './.heroku/python'].find((folder) => line.includes(` in ${folder}`))
  if (home === undefined) return line
  const start = line.indexOf(` in ${home}`)
  return line.slice(0, start) + line.slice(start + 4 + home.length).replace(/^\/lib\/python[\d.]+\/site-packages/, '')
}

const ROOT = '$CACHE_DIR/.heroku/python-pip'
const DOWNLOADS = '$CACHE_DIR/.heroku/python-pip-cache'

export const pipCnb = {
  command: COMMAND,
  argv: ['pip', 'install', '--no-input', '--progress-bar', 'off', '--requirement', 'requirements.txt'],
  install: (version) => installInVenv(['$INTERPRETER', '-I'], `${ROOT}/venv`, `pip==${version}`),
  tool: {by: 'link', from: `${ROOT}/venv/$BIN/pip`, program: `${ROOT}/bin/pip`, root: ROOT},
  toolNeedsPython: true,
  environment: {
    PIP_CACHE_DIR: DOWNLOADS,
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_PYTHON: '$PYTHON_HOME',
    PYTHONUSERBASE: ROOT,
    VIRTUAL_ENV: '$PYTHON_HOME',
  },
  downloadCache: DOWNLOADS,
} as const satisfies CnbPart
