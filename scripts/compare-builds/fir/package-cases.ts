import type {Case} from '../cases.js'
import {type Files, one, overwrite, poetryProject, twice, uvProject, V, type Writer} from '../case-writer.js'

export function pipCases({app}: Writer): Case[] {
  const pip = (requirements: string, more: Files = {}) => app({...V, 'requirements.txt': requirements, ...more})
  const hash = 'sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254'
  const wrong = `sha256:${'0'.repeat(64)}`
  const setupOf = (name: string, more = '') =>
    `from setuptools import setup\nsetup(name="${name}", version="1.0", py_modules=["${name}"]${more})\n`
  const project = {'setup.py': setupOf('ownapp', ', install_requires=["six==1.16.0"]'), 'ownapp.py': 'X = 1\n'}
  return [
    twice('pip-hashes', pip(`six==1.16.0 --hash=${hash}\n`)),
    one('pip-bad-hash', pip(`six==1.16.0 --hash=${wrong}\n`)),
    one('pip-hash-missing', pip(`six==1.16.0 --hash=${hash}\nidna==3.6\n`)),
    one('pip-not-there', pip('no-such-package-at-all-xyz==1\n')),
    one('pip-no-such-version', pip('six==99\n')),
    one('pip-bad-line', pip('six==1.16.0 ???\n')),
    one('pip-no-file', pip('-r missing.txt\n')),
    one('pip-conflict', pip('six==1.16.0\nsix==1.17.0\n')),
    twice('pip-editable', pip('-e .\n', project)),
    twice('pip-local', pip('./libs/ownlib\n', {'libs/ownlib/setup.py': setupOf('ownlib'), 'libs/ownlib/ownlib.py': 'X = 1\n'})),
    one('pip-setup-fails', pip('-e .\n', {'setup.py': 'raise SystemExit("no")\n'})),
    one('pip-includes', pip('-r a/more.txt\n-c limits.txt\n', {'a/more.txt': 'idna\n', 'limits.txt': 'idna==3.6\n'}), pip('')),
    twice('pip-empty', pip('')),
    one('pip-changes', pip('six==1.16.0\nidna==3.6\n'), pip('six==1.17.0\n')),
    one('pip-compiles', pip('--no-binary markupsafe\nMarkupSafe==3.0.2\n')),
    one('pip-requires-python', pip('numpy==1.19.0\n')),
    one('pip-old-metadata', pip('celery==4.4.7\n')),
    one('pip-folder', app({...V, 'requirements.txt/x': ''})),
    one('pip-interpolates', {env: {IDNA: '3.6'}, tree: pip('idna==${IDNA}\n')}),
    one('pip-variables', {env: {PIP_INDEX_URL: 'http://127.0.0.1:9/simple', PIP_RETRIES: '0'}, tree: pip('six==1.16.0\n')}),
    one('pip-no-deps', {env: {PIP_NO_DEPS: '1', PIP_VERBOSE: '0'}, tree: pip('jinja2==3.1.4\n')}),
  ]
}

export function uvCases({app, locks}: Writer): Case[] {
  const uv = (project: string, more: Files = {}) => app({...V, 'pyproject.toml': project, ...more}, locks.uv)

  const built = '[tool.uv]\npackage = true\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
  const group = '[dependency-groups]\ndev = ["idna==3.6"]\n'
  return [
    twice('uv', uv(uvProject('"six==1.16.0"', group))),
    one('uv-stale', overwrite(uv(uvProject('"six==1.16.0"')), app({'pyproject.toml': uvProject('"six==1.17.0"')}))),
    one('uv-changes', uv(uvProject('"six==1.16.0", "idna==3.6"')), uv(uvProject('"six==1.17.0"'))),
    twice('uv-package', uv(uvProject('"six==1.16.0"', built), {'src/the_app/__init__.py': ''})),
    one('uv-other-python', overwrite(uv(uvProject('')), app({'.python-version': '3.12\n'}))),
    one('uv-exact', overwrite(uv(uvProject('"six==1.16.0"')), app({'.python-version': '3.13.0\n'}))),
    one('uv-bad-lock', app({...V, 'pyproject.toml': uvProject(''), 'uv.lock': 'version = {\n'})),
    one('uv-no-project', app({...V, 'uv.lock': 'version = 1\n'})),
    one('uv-variables', {env: {UV_INDEX_URL: 'http://127.0.0.1:9', UV_VERBOSE: '0'}, tree: uv(uvProject('"six==1.16.0"'))}),
  ]
}

export function poetryCases({app, locks}: Writer): Case[] {
  const poetry = (project: string, more: Files = {}) => app({...V, 'pyproject.toml': project, ...more}, locks.poetry)

  const packaged = '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n'
  const group = '[tool.poetry.group.dev.dependencies]\nidna = "3.6"\n'
  return [
    twice('poetry', poetry(poetryProject(locks, '"six==1.16.0"', group))),
    one(
      'poetry-stale',
      overwrite(poetry(poetryProject(locks, '"six==1.16.0"')), app({'pyproject.toml': poetryProject(locks, '"six==1.17.0"')})),
    ),
    one(
      'poetry-changes',
      poetry(poetryProject(locks, '"six==1.16.0", "idna==3.6"')),
      poetry(poetryProject(locks, '"six==1.17.0"')),
    ),
    twice('poetry-package', poetry(poetryProject(locks, '"six==1.16.0"', packaged, ''), {'the_app/__init__.py': ''})),
    one('poetry-no-package', poetry(poetryProject(locks, '"six==1.16.0"', packaged, ''))),
    one(
      'poetry-other-python',
      overwrite(poetry(poetryProject(locks, '"six==1.16.0"').replace('>=3.10', '>=3.13')), app({'.python-version': '3.12\n'})),
    ),
    one('poetry-bad-lock', app({...V, 'poetry.lock': 'x = {\n', 'pyproject.toml': poetryProject(locks, '')})),
    one('poetry-variables', {env: {POETRY_INSTALLER_PARALLEL: 'false'}, tree: poetry(poetryProject(locks, '"six==1.16.0"'))}),
  ]
}
