import type {ClassicPart, CnbPart} from '../manager.js'

import {installInVenv} from '../build-command.js'

const ROOT = '$CACHE_DIR/.heroku/python-poetry'
const TOOL = {by: 'link', from: `${ROOT}/venv/$BIN/poetry`, program: `${ROOT}/bin/poetry`, root: ROOT} as const
const COMMAND = ['poetry', 'sync', '--only', 'main']

export const poetryClassic = {
  command: (_tree, ci) => (ci ? ['poetry', 'sync'] : COMMAND),
  hidden: ['--compile', '--no-ansi', '--no-interaction'],
  sees: [],
  install: (version) => installInVenv(['python'], `${ROOT}/venv`, `poetry==${version}`),
  tool: TOOL,
  environment: {POETRY_VIRTUALENVS_CREATE: 'false', POETRY_VIRTUALENVS_USE_POETRY_PYTHON: 'true'},
  /** Poetry would install beside the user's own interpreter, of which its environment is made. */
  inVenv: {VIRTUAL_ENV: '$PYTHON_HOME'},
  path: `${ROOT}/bin`,
  profile: [],
  buildOnly: ['poetry'],
  filter: (line) => (line.includes('Skipping virtualenv creation') ? undefined : line),
  differenceInVenv: {
    id: 'poetry-virtual-env',
    message: "VIRTUAL_ENV tells Poetry where to install. Heroku doesn't set it: Poetry installs next to its own Python.",
  },
} as const satisfies ClassicPart

export const poetryCnb = {
  command: COMMAND,
  argv: ['poetry', 'sync', '--compile', '--only', 'main', '--no-interaction'],
  install: (version) => installInVenv(['$INTERPRETER', '-I'], `${ROOT}/venv`, `poetry==${version}`),
  tool: TOOL,
  toolNeedsPython: true,
  environment: {PYTHONUSERBASE: ROOT, VIRTUAL_ENV: '$PYTHON_HOME'},
} as const satisfies CnbPart
