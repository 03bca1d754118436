import assert from 'node:assert/strict'

import {lockFreshness} from '../../src/migrate/lock-freshness.js'
import {SOURCES, treeOf} from './support.js'

/** Its hash was made by plette 2, which Pipenv uses. */
const PIPFILE = `[[source]]
url = "https://index.example/simple"
verify_ssl = true
name = "pypi"

[packages]
flask = "==3.1.0"
"Zope.é" = {version="*", extras=["a","b"], markers="python_version < '3.9'"}

[dev-packages]
pytest = "*"

[docs]
sphinx = "*"

[requires]
python_version = "3.12"
`
const PIPFILE_LOCK = '{"_meta": {"hash": {"sha256": "1160ebd7281fdd8b245a82a76c374b5551b0aa43191377bd97083a916d4140a6"}}}'

const UV_LOCK = `version = 1
[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
[package.metadata]
requires-dist = [{ name = "flask", specifier = ">=3" }, { name = "ruamel-yaml", marker = "extra == 'yaml'" }]
`
const pyproject = (flask: string) =>
  `[project]\nname = "app"\ndependencies = ["${flask}"]\n[project.optional-dependencies]\nyaml = ["ruamel.yaml>=0.18"]\n`

describe('whether a lock fits its project file', () => {
  it("is told by Pipenv's hash", () => {
    assert.equal(lockFreshness(treeOf({Pipfile: PIPFILE, 'Pipfile.lock': PIPFILE_LOCK}), 'pipenv'), 'fresh')
    const changed = PIPFILE.replace('3.1.0', '3.1.1')
    assert.equal(lockFreshness(treeOf({Pipfile: changed, 'Pipfile.lock': PIPFILE_LOCK}), 'pipenv'), 'stale')
  })

  it("is told by Poetry's hash, of a lock that Poetry 2 made", () => {
    assert.equal(lockFreshness(treeOf(SOURCES.poetry), 'poetry'), 'fresh')
    const changed = SOURCES.poetry['pyproject.toml'].replace('>=3.12', '>=3.13')
    assert.equal(lockFreshness(treeOf({...SOURCES.poetry, 'pyproject.toml': changed}), 'poetry'), 'stale')
    const renamed = SOURCES.poetry['pyproject.toml'].replace('name = "fastapi-poetry"', 'name = "other"')
    assert.equal(lockFreshness(treeOf({...SOURCES.poetry, 'pyproject.toml': renamed}), 'poetry'), 'fresh')
  })

  it('is told by the names of packages for uv, whose lock has no hash', () => {
    assert.equal(lockFreshness(treeOf({'pyproject.toml': pyproject('Flask>=3'), 'uv.lock': UV_LOCK}), 'uv'), 'fresh')
    assert.equal(lockFreshness(treeOf({'pyproject.toml': pyproject('django'), 'uv.lock': UV_LOCK}), 'uv'), 'stale')
  })

  it('is not told where a file is missing or is no such file', () => {
    for (const tool of ['pipenv', 'poetry', 'uv'] as const) {
      assert.equal(lockFreshness(treeOf({}), tool), 'unknown')
      const odd = {Pipfile: '[', 'Pipfile.lock': '[1]', 'poetry.lock': 'metadata = 3', 'pyproject.toml': '=', 'uv.lock': '\0'}
      assert.equal(lockFreshness(treeOf(odd), tool), 'unknown')
    }
  })
})
