import type {Check} from '../check.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {unlessCreated} from '../creators.js'
import {DEPENDENCIES_PAGE, managerFiles} from '../facts.js'
import {withoutManager} from '../source/without-manager.js'

export const pyprojectOnly: Check = {
  id: 'deps/pyproject-only',
  title: 'there is a pyproject.toml but no lockfile',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'The root has a `pyproject.toml` that describes a project, but no package manager file: no `uv.lock`, `poetry.lock` or `requirements.txt`.',
    why: "The buildpack chooses the package manager by its lockfile and installs from it. A `pyproject.toml` alone doesn't say which one to use, so the build fails.",
    fix: 'Lock the dependencies with your package manager (`uv lock`, `poetry lock`), and commit the lockfile. uv also needs a `.python-version`. To install the project with pip, write a `requirements.txt` with the line `--editable .`.',
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
          message: `The build fails: there is a pyproject.toml but no lockfile, so Heroku can't tell which package manager to use. ${name} can create one.`,
        },
        managerFiles(context),
      ),
    ]
  },
}
