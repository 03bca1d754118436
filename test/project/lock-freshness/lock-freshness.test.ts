import assert from 'node:assert/strict'

import {PACKAGE_MANAGERS} from '../../../src/package-managers/index.js'
import {uvDifferences} from '../../../src/package-managers/uv/freshness.js'
import {treeOf} from '../../support/checks.js'

/** What the tools don't say, or not without a network: their own verdicts are in hashes and uv. */
describe('whether a lock fits its project file', () => {
  it('is not told where a file is missing or is no such file', () => {
    for (const tool of ['pipenv', 'poetry', 'uv'] as const) {
      assert.equal(PACKAGE_MANAGERS[tool].freshness?.(treeOf({})), 'unknown')
      const odd = {Pipfile: '[', 'Pipfile.lock': '[1]', 'poetry.lock': 'metadata = 3', 'pyproject.toml': '=', 'uv.lock': '\0'}
      assert.equal(PACKAGE_MANAGERS[tool].freshness?.(treeOf(odd)), 'unknown')
    }
  })

  const LOCK = `version = 1
revision = 3
[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
[package.metadata]
requires-dist = [
  { name = "torch", specifier = ">=2", index = "https://download.pytorch.org/whl/cpu" },
  { name = "lib", editable = "lib" },
  { name = "tool", git = "https://git.example/tool?tag=v2" },
  { name = "wheel", url = "https://files.example/wheel-1-py3-none-any.whl" },
]
`
  const pyproject = (torch: string, tool: string) => `[project]
name = "app"
version = "0.1.0"
dependencies = ["torch>=2", "lib", "tool @ git+https://user:secret@git.example/tool.git@${tool}", "wheel"]
[[tool.uv.index]]
name = "cpu"
url = "https://download.pytorch.org/whl/${torch}/"
[tool.uv.sources]
torch = { index = "cpu" }
lib = { path = "lib", editable = true }
wheel = { url = "https://files.example/wheel-1-py3-none-any.whl#sha256=0" }
`
  const parts = (torch: string, tool: string) =>
    uvDifferences(treeOf({'pyproject.toml': pyproject(torch, tool), 'uv.lock': LOCK}))?.map(({part}) => part)

  it('is told by where uv takes packages from, too', () => {
    assert.deepEqual(parts('cpu', 'v2'), [])
    assert.deepEqual(parts('cu128', 'v2'), ['torch'])
    assert.deepEqual(parts('cpu', 'v3'), ['tool'])
  })

  it('says nothing of sources under conditions', () => {
    const conditional = pyproject('cu128', 'v2').replace('index = "cpu" }', `index = "cpu", marker = "sys_platform == 'linux'" }`)
    assert.deepEqual(uvDifferences(treeOf({'pyproject.toml': conditional, 'uv.lock': LOCK})), [])
  })
})
