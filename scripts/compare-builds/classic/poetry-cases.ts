import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

import type {Case} from '../cases.js'
import {type Files, one, overwrite, poetryProject, type Tree, twice, V, type Writer} from '../case-writer.js'
import {library} from './pip-cases.js'

const LOOKS = `#!/usr/bin/env bash
poetry --version; poetry env info --path; poetry show --no-ansi; poetry check --lock
cat .heroku/python/lib/python*/site-packages/*.pth 2>/dev/null; ls -A | cat
`
const PACKAGED = '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n'
const GROUPS =
  '[tool.poetry.group.dev.dependencies]\nidna = "3.6"\n[tool.poetry.group.test.dependencies]\npackaging = "*"\n[tool.poetry.group.docs]\noptional = true\n[tool.poetry.group.docs.dependencies]\ncertifi = "*"\n'

/** What a Poetry project can ask for. */
export function poetryCases({app, locks}: Writer): Case[] {
  const project = (dependencies: string, more = '', mode?: string) => poetryProject(locks, dependencies, more, mode)
  const poetry = (text: string, files: Files = {}) => app({...V, 'pyproject.toml': text, ...files}, locks.poetry)

  const six = '"six==1.16.0"'
  const path = '[tool.poetry.dependencies]\nownlib = {path = "libs/ownlib", develop = true}\n'
  const code = {'src/the_app/__init__.py': 'def main():\n    print(__file__)\n'}
  const scripts = '[project.scripts]\nthe-app = "the_app:main"\n'
  return [
    ...[false, true].map((ci): Case => ({
      ...twice(`poetry-groups${ci ? '-ci' : ''}`, poetry(project(six, GROUPS), {'bin/post_compile': LOOKS})),
      ci,
    })),
    one(
      'poetry-extras',
      poetry(
        project(
          '"requests[socks]==2.32.3", "pywin32==306; sys_platform == \'win32\'"',
          '[project.optional-dependencies]\nmore = ["idna==3.6"]\n',
        ),
      ),
    ),
    twice('poetry-package', poetry(project(six, scripts + PACKAGED, ''), {...code, 'bin/post_compile': `${LOOKS}the-app\n`})),
    twice('poetry-develop', poetry(project(six, path), {...library('ownlib'), 'bin/post_compile': `${LOOKS}ownlib-cmd\n`})),
    one('poetry-path', poetry(project(six, path.replace(', develop = true', '')), library('ownlib'))),
    one(
      'poetry-no-readme',
      poetry(
        project(six, `${scripts}${PACKAGED}`, '').replace('version = "0.1.0"', 'version = "0.1.0"\nreadme = "README.md"'),
        code,
      ),
    ),
    one(
      'poetry-settings-file',
      poetry(project(six), {
        'bin/post_compile': `${LOOKS}poetry config --list | grep -v -E 'cache-dir|path|data-dir'\n`,
        'poetry.toml': '[virtualenvs]\ncreate = true\nin-project = true\n[installer]\nparallel = false\n',
      }),
    ),
    one('poetry-plugin', poetry(project(six, '[tool.poetry.requires-plugins]\npoetry-plugin-export = ">=99"\n'))),
    one(
      'poetry-too-old',
      overwrite(poetry(project(six)), app({'pyproject.toml': project(six, '[tool.poetry]\nrequires-poetry = ">=99"\n', '')})),
    ),
    one('poetry-unlocked-group', overwrite(poetry(project(six)), app({'pyproject.toml': project(six, GROUPS)}))),
    one('poetry-bad-hash', spoiled(poetry(project('"idna==3.6"')))),
    one('poetry-sdist', poetry(project('"docopt==0.6.2"'))),
    one('poetry-broken', app({...V, 'poetry.lock': '', 'pyproject.toml': '[project\n'})),
    one(
      'poetry-changes',
      poetry(project('"six==1.16.0", "idna==3.6"')),
      overwrite(poetry(project(six)), app({'.python-version': '3.12\n'})),
      poetry(project('"idna==3.6"')),
    ),
  ]
}

/** An app whose lockfile has other digests than its packages. */
function spoiled(tree: Tree): Tree {
  return (folder) => {
    tree(folder)
    const file = join(folder, 'poetry.lock')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/sha256:[0-9a-f]{64}/g, `sha256:${'0'.repeat(64)}`))
  }
}
