import {rmSync, symlinkSync} from 'node:fs'
import path from 'node:path'

import type {Case, CaseTools} from '../cases.js'
import {DJANGO_SITE} from '../django-site.js'
import {djangoCases} from './django-cases.js'
import {lockers} from '../locks.js'
import {pipCases, poetryCases, uvCases} from './package-cases.js'
import {type Files, one, poetryProject, type Tree, twice, uvProject, V, type Writer} from '../case-writer.js'

/** Apps that go to one corner of a Fir build each. */
export function ownCases(tools: CaseTools, python: string, requirements: string): Case[] {
  const app =
    (files: Files, then?: Tree): Tree =>
    (folder) => {
      for (const [name, contents] of Object.entries(files)) tools.write(folder, name, contents)
      then?.(folder)
    }

  const writer = {app, locks: lockers(tools, python, requirements)}
  const all = [versionCases, treeCases, variableCases, pipCases, uvCases, poetryCases, djangoCases, managerCases]
  return all.flatMap((cases) => cases(writer))
}

/** One cache after the other manager's, after other versions, and after a build that fails. */
function managerCases({app, locks}: Writer): Case[] {
  const pip = app({...V, 'requirements.txt': 'six==1.16.0\n'})
  const uv = app({...V, 'pyproject.toml': uvProject('"six==1.16.0"')}, locks.uv)
  const poetry = app({...V, 'pyproject.toml': poetryProject(locks, '"six==1.16.0"')}, locks.poetry)
  const fails = app({...V, 'requirements.txt': 'no-such-package-at-all-xyz==1\n'})
  return [
    one('managers', pip, uv, pip, poetry, uv, poetry, poetry, pip, pip),
    one('failure-between', uv, fails, uv, pip, fails, pip),
    one(
      'versions',
      pip,
      app({'.python-version': '3.12\n', 'requirements.txt': 'six==1.16.0\n'}),
      app({'.python-version': '3.12.0\n', 'requirements.txt': 'six==1.17.0\n'}),
      app({'.python-version': '3.12.0\n', 'requirements.txt': 'idna==3.6\n'}),
    ),
    one('uv-versions', uv, app({'.python-version': '3.13.0\n', 'pyproject.toml': uvProject('"six==1.16.0"')}, locks.uv), uv),
    one(
      'poetry-versions',
      poetry,
      app({'.python-version': '3.12\n', 'pyproject.toml': poetryProject(locks, '"six==1.16.0"')}, locks.poetry),
      poetry,
    ),
  ]
}

function versionCases({app}: Writer): Case[] {
  const pip = (version: string) => app({'.python-version': version, 'requirements.txt': ''})
  const versions = {
    'byte-order-mark': '\uFEFF3.13\n',
    'comment-after': '3.13 # the newest\n',
    'four-parts': '3.13.1.2\n',
    'leading-zero': '3.013\n',
    'major-only': '3\n',
    'older-patch': '3.13.0\n',
    'of-tomorrow': '3.15\n',
    'patch-of-tomorrow': '3.13.99\n',
    prefix: 'python-3.13\n',
    pypy: 'pypy3.10\n',
    quoted: '"3.13"\n',
    'reached-its-end': '3.9.18\n',
    spaces: '  3.13\t\r\n\n',
    two: '3.13\n3.12\n',
    wildcard: '3.13.x\n',
  }
  return [
    ...Object.entries(versions).map(([name, version]) => one(`version-${name}`, pip(version))),
    one('runtime-txt', app({'requirements.txt': '', 'runtime.txt': 'python-3.13.1\n'})),
    one('runtime-txt-poetry', app({'poetry.lock': '', 'pyproject.toml': '', 'runtime.txt': ''})),
    one('uv-without-version', app({'pyproject.toml': uvProject(''), 'uv.lock': ''})),
    one('version-folder', app({'.python-version/x': '', 'pyproject.toml': uvProject(''), 'uv.lock': ''})),
  ]
}

/** What else lies in the source. */
function treeCases({app}: Writer): Case[] {
  const pip = (more: Files, then?: Tree) => app({...V, 'requirements.txt': 'six==1.16.0\n', ...more}, then)
  const shell = '#!/usr/bin/env bash\nexit 1\n'
  return [
    one('no-python', app({'index.html': ''})),
    one('setup-only', app({...V, 'setup.py': ''})),
    one('pipfile-only', app({...V, Pipfile: '', 'Pipfile.lock': '{}'})),
    one('pyproject-only', app({...V, 'pyproject.toml': uvProject('')})),
    one('two-managers', app({...V, 'pyproject.toml': '', 'requirements.txt': '', 'uv.lock': ''})),
    one('committed-home', pip({'.heroku/python/bin/python': 'of the app\n', '.heroku/python/lib/x.txt': ''}), pip({})),
    one('committed-venv', pip({'.venv/pyvenv.cfg': 'home = /usr\n', 'venv/bin/python': ''})),
    one('committed-heroku', pip({'.heroku/x': 'x\n'})),
    one('heroku-file', pip({'.heroku': ''})),
    one('hooks', pip({'bin/post_compile': shell, 'bin/pre_compile': shell, 'nltk.txt': 'punkt\n'})),
    one('slugignore', pip({'.slugignore': '*.txt\nbig\n', 'big/x': '', 'y.txt': ''})),
    one('profiles', pip({'.profile': 'export FROM_PROFILE=1\n', '.profile.d/a.sh': 'export FROM_PROFILE_D=1\n'})),
    ...linkCases(app),
    twice('procfile', pip({Procfile: 'web: python -m http.server $PORT\r\nrelease: true\n', run: 'own\n'})),
    one(
      'odd-tree',
      pip({'.hidden/x': '', 'a file.txt': 'x', 'deep/a/b.txt': '', 'ünï/✓.py': ''}, (folder) => {
        for (const [target, name] of [
          ['deep/a', 'folder-link'],
          ['nowhere', 'dangling'],
          ['/etc/hostname', 'absolute'],
        ] as const)
          symlinkSync(target, path.join(folder, name))
      }),
    ),
  ]
}

/** Links in the place of files that the buildpack looks for. */
function linkCases(app: Writer['app']): Case[] {
  const links: Record<string, [name: string, target: string]> = {
    'dangling-version': ['.python-version', 'nowhere'],
    'linked-requirements': ['requirements.txt', 'reqs/base.txt'],
    'links-in-a-circle': ['requirements.txt', 'requirements.txt'],
    'name-too-long': ['.python-version', 'n'.repeat(300)],
    'version-in-a-circle': ['.python-version', '.python-version'],
  }
  return Object.entries(links).map(([about, [name, target]]) => {
    const files = {...V, 'reqs/base.txt': 'six==1.16.0\n', 'requirements.txt': 'six==1.16.0\n'}
    const link = (folder: string) => {
      rmSync(path.join(folder, name))
      symlinkSync(target, path.join(folder, name))
    }

    return one(`link-${about}`, app(files, link))
  })
}

/** Config vars that reach a build. */
function variableCases({app}: Writer): Case[] {
  const script =
    'import os\nfrom setuptools import setup\nnames = ["CPATH", "FOO", "HOME", "LANG", "LD_LIBRARY_PATH", "LIBRARY_PATH", "PATH", "PIP_CACHE_DIR", "PIP_PYTHON", "PKG_CONFIG_PATH", "PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONUSERBASE", "SOURCE_DATE_EPOCH", "STACK", "TMPDIR", "VIRTUAL_ENV"]\nraise SystemExit("\\n".join(f"  {name}={os.environ.get(name)}" for name in names))\n'
  const shows = app({...V, 'requirements.txt': './shows\n', 'shows/setup.py': script})
  const vars = {
    FOO: 'bar',
    LD_LIBRARY_PATH: '/y',
    LIBRARY_PATH: '/z',
    PATH: '/nope',
    PYTHONPATH: '/from-config',
    PYTHONUNBUFFERED: '0',
    SOURCE_DATE_EPOCH: '500000000',
    CPATH: '/c',
  }
  const django = app({
    ...V,
    'requirements.txt': 'Django==5.1.4\n',
    ...DJANGO_SITE,
    'site1/settings.py':
      'import os\nimport sys\nfor name in sorted(os.environ): print(f"  {name}={os.environ[name]}", file=sys.stderr)\nraise SystemExit(1)\n',
  })
  return [
    one('environment', shows),
    one('environment-set', {env: vars, tree: shows}),
    one('environment-django', django),
    one('forbidden', {env: {PIP_TARGET: '/x', UV_PYTHON: '3.13', VIRTUAL_ENV: '/v'}, tree: shows}),
    one('forbidden-empty', {env: {PYTHONHOME: ''}, tree: shows}),
  ]
}
