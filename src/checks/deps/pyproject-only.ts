import type {Check} from '../check.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {unlessCreated} from '../creators.js'
import {DEPENDENCIES_PAGE, managerFiles} from '../facts.js'
import {withoutManager} from '../source/without-manager.js'

export const pyprojectOnly: Check = {
  id: 'deps/pyproject-only',
  title: 'there is a pyproject.toml but no lock file',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'A `pyproject.toml` that describes a project is in the root, and no package manager file: neither `uv.lock` nor `poetry.lock`, nor `requirements.txt`.',
    why: 'The buildpack chooses the package manager by its lock file, and installs what that says. A `pyproject.toml` alone does not tell which one to use: the build stops.',
    fix: 'Lock the dependencies with the package manager that you use (`uv lock`, `poetry lock`), and commit the lock file. uv needs a `.python-version` too. To install the project with pip, write a `requirements.txt` with the line `--editable .`.',
    example: '`pyproject.toml` with `[project]`, and `main.py`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const reason = withoutManager(context)
    if (reason?.why !== 'pyproject') return []
    const {file, name, words} = PACKAGE_MANAGERS[reason.tool]
    return [
      unlessCreated(
        context,
        {
          file: 'pyproject.toml',
          fix: {command: `${words.lock} && git add ${file}`, kind: 'ask'},
          message: `The build stops: there is a pyproject.toml but no lock file, by which the package manager is chosen. ${name} makes one from it.`,
        },
        managerFiles(context),
      ),
    ]
  },
}
