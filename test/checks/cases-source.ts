import type {TestFiles} from '../support/repository.js'
import {built, type Case, FIR, fixture, onDisk, PIP} from './case.js'

const VENV = {'pyvenv.cfg': 'home = /usr/bin\n', 'lib/site.py': ''}
const venv = (folder: string): TestFiles =>
  Object.fromEntries(Object.entries(VENV).map(([file, text]) => [`${folder}/${file}`, text]))

export const HEALTHY: readonly Case[] = [
  fixture('healthy_pip', []),
  fixture('healthy_uv', []),
  fixture('healthy_poetry', []),
  fixture('healthy_pipenv', []),
  fixture('healthy_pip', [], {app: {}}),
  fixture('healthy_pip', ['fir/ipv4-only info'], {app: FIR}),
  fixture('healthy_uv', ['fir/ipv4-only info'], {app: FIR}),
]

export const MANAGERS: readonly Case[] = [
  fixture('source_no-package-manager', ['source/package-manager-missing error']),
  fixture('source_no-python', ['source/package-manager-missing error']),
  fixture('source_pyproject-of-tools', ['source/package-manager-missing error']),
  fixture('source_pdm', ['source/package-manager-missing error']),
  fixture('source_requirements-folder', ['source/package-manager-missing error']),
  fixture('source_subfolder', ['source/package-manager-in-subdir error']),
  built('a Django app in one of two subfolders', {'agents/uv.lock': '', 'backend/manage.py': '', 'backend/uv.lock': ''}, [
    'source/package-manager-in-subdir error',
  ]),
  fixture('source_subfolder-of-tests', ['source/package-manager-missing error']),
  fixture('source_misspelled-requirements', ['source/requirements-misspelled error']),
  fixture('source_misspelled-beside-setup-py', ['source/requirements-misspelled error']),
  fixture('source_misspelled-beside-lock', []),
  built('a requirements.txt in the wrong case', {'Requirements.txt': 'flask\n', '.python-version': '3.13\n'}, [
    'source/requirements-misspelled error',
  ]),
  built('a folder named requirements', {'requirements/dev.txt': 'flask\n', '.python-version': '3.13\n'}, [
    'source/package-manager-missing error',
  ]),
  fixture('source_multiple-managers', ['source/multiple-package-managers error']),
  fixture('source_multiple-managers', ['source/multiple-package-managers error'], {app: FIR}),
  fixture('source_multiple-with-pipenv', ['source/multiple-package-managers error']),
  fixture('source_pipfile-without-lock', ['source/pipfile-without-lock error']),
  fixture('source_pipfile-beside-requirements', ['source/pipfile-without-lock error']),
  fixture('source_pipfile-beside-requirements', [], {app: FIR}),
  fixture('source_setup-py-only', ['source/setup-py-only error']),
  fixture('source_setup-py-with-requirements', []),
  fixture('fir_setup-py-only', ['source/setup-py-only error'], {app: FIR}),
  fixture('source_slugignored', ['source/package-manager-not-committed error']),
  fixture('source_slugignored-on-purpose', []),
]

export const FILES: readonly Case[] = [
  built('a committed .venv', {...PIP, '.python-version': '3.13\n', ...venv('.venv')}, ['source/venv-committed error']),
  built(
    'two committed virtual environments',
    {...PIP, '.gitignore': '*.log', '.python-version': '3.13\n', ...venv('.venv'), ...venv('venv')},
    ['source/venv-committed error', 'source/venv-committed error'],
  ),
  built('a committed venv on Fir', {...PIP, '.python-version': '3.13\n', ...venv('venv')}, ['source/venv-committed warning'], {
    app: FIR,
  }),
  built(
    'a committed venv that .gitignore names',
    {...PIP, '.gitignore': '/venv/\n', '.python-version': '3.13\n', ...venv('venv')},
    ['source/venv-committed error'],
  ),
  built('a venv without pyvenv.cfg, and env', {...PIP, '.python-version': '3.13\n', 'venv/notes.txt': '', ...venv('env')}, []),
  built('a venv in a subfolder', {...PIP, '.python-version': '3.13\n', ...venv('tools/venv')}, []),
  built('.heroku/python as a folder', {...PIP, '.heroku/python/bin/python': '', '.python-version': '3.13\n'}, [
    'source/heroku-python-dir error',
  ]),
  built('.heroku/python as a file', {...PIP, '.heroku/python': '', '.python-version': '3.13\n'}, [
    'source/heroku-python-dir error',
  ]),
  built('.heroku/python on Fir', {...PIP, '.heroku/python': '', '.python-version': '3.13\n'}, [], {app: FIR}),
  built('another folder in .heroku', {...PIP, '.heroku/python-tools/a': '', '.python-version': '3.13\n'}, []),
  fixture('source_runtime-pip-install', [
    'source/runtime-pip-install warning',
    'source/runtime-pip-install warning',
    'source/runtime-pip-install warning',
  ]),
  fixture('source_pip-install-elsewhere', []),
]

export const WORKTREE: readonly Case[] = [
  onDisk('an untracked requirements.txt', {fixture: 'source_no-package-manager', names: ['main.py', 'requirements.txt']}, [
    'source/package-manager-not-committed error',
  ]),
  onDisk(
    'a requirements.txt that git ignores',
    {fixture: 'source_no-package-manager', ignored: {'requirements.txt': 4}, names: ['requirements.txt']},
    ['source/package-manager-not-committed error'],
  ),
  onDisk('an untracked Pipfile.lock', {fixture: 'source_pipfile-without-lock', names: ['Pipfile', 'Pipfile.lock']}, [
    'source/package-manager-not-committed error',
  ]),
  onDisk(
    'an ignored Pipfile.lock beside a requirements.txt',
    {fixture: 'source_pipfile-beside-requirements', ignored: {'Pipfile.lock': 1}, names: ['Pipfile', 'Pipfile.lock']},
    ['source/pipfile-without-lock error'],
  ),
  onDisk(
    'an ignored uv.lock beside a requirements.txt',
    {fixture: 'healthy_pip', ignored: {'uv.lock': 2}, names: ['uv.lock']},
    [],
  ),
  onDisk('changes that are not committed', {changes: ['app.py', 'new\u202Ename.py'], fixture: 'healthy_pip'}, [
    'source/uncommitted-changes info',
  ]),
  onDisk(
    'many changes that are not committed',
    {changes: ['a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py', 'g.py'], fixture: 'healthy_pip'},
    ['source/uncommitted-changes info'],
  ),
  onDisk('an ignored .python-version with uv', {fixture: 'version_uv-without-file', names: ['.python-version']}, [
    'version/uv-needs-file error',
  ]),
  onDisk('an ignored .python-version with pip', {fixture: 'version_unspecified', names: ['.python-version']}, [
    'version/unspecified warning',
  ]),
]

export const GUARDS: readonly Case[] = [
  fixture('source_pre-compile-hook', ['source/package-manager-missing warning']),
  fixture('source_pre-compile-hook', ['source/package-manager-missing error'], {app: FIR}),
  fixture('source_pre-compile-hook-uv', ['version/uv-needs-file warning']),
  fixture('source_pre-compile-hook-setup-py', ['source/setup-py-only warning']),
  fixture('source_pre-compile-hook-misspelled', ['source/requirements-misspelled warning']),
  fixture('source_no-package-manager', ['source/package-manager-missing warning'], {
    app: {buildpacks: ['heroku/nodejs', 'https://github.com/moneymeets/python-poetry-buildpack', 'heroku/python']},
  }),
  fixture('source_no-package-manager', ['source/package-manager-missing error'], {
    app: {buildpacks: ['heroku/python', 'heroku/nodejs']},
  }),
  fixture('source_subfolder', ['source/package-manager-in-subdir error'], {
    app: {buildpacks: ['https://github.com/lstoll/heroku-buildpack-monorepo', 'heroku/python']},
  }),
  // The folder is known and was read: the buildpack that moves it there creates nothing in it.
  fixture('source_no-package-manager', ['source/package-manager-missing error'], {
    app: {
      buildpacks: ['https://github.com/timanovsky/subdir-heroku-buildpack', 'heroku/python'],
      configVars: {PROJECT_PATH: 'backend'},
    },
  }),
]
