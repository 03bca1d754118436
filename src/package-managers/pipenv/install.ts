import type {ClassicPart} from '../manager.js'

import {installInVenv} from '../build-command.js'
import {HANDED_TO_PIP} from '../pip/config-vars.js'

const ROOT = '$PYTHON_HOME/pipenv'

export const pipenvClassic = {
  command: (_tree, ci) => ['pipenv', 'install', '--deploy', ...(ci ? ['--dev'] : [])],
  lockNamesPython: true,
  hidden: [],
  commandEnv: {PIPENV_NOSPIN: '1', PIP_SRC: '$PYTHON_HOME/src'},
  sees: [HANDED_TO_PIP],
  install: (version) => installInVenv(['python'], `${ROOT}/venv`, `pipenv==${version}`),
  tool: {by: 'link', from: `${ROOT}/venv/$BIN/pipenv`, program: `${ROOT}/bin/pipenv`, root: ROOT},
  environment: {PIPENV_SYSTEM: '1', PIPENV_VERBOSITY: '-1', VIRTUAL_ENV: '$PYTHON_HOME'},
  path: `${ROOT}/bin`,
  profile: [
    'export PATH="$HOME/.heroku/python/pipenv/bin:$PATH"',
    'export PIPENV_SYSTEM="1"',
    'export PIPENV_VERBOSITY="-1"',
    'export VIRTUAL_ENV="$HOME/.heroku/python"',
  ],
  buildOnly: [],
  cacheKeeps: 'sha256',
} as const satisfies ClassicPart
