import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'

import {uvDifferences} from '../../../src/package-managers/uv/freshness.js'
import {readProject} from '../../../src/project/read-project.js'
import {realSystem} from '../../../src/system/real-system.js'
import {TestFolder} from '../../pin/folder.js'
import {tool} from '../../support/python-tools.js'

const PYPROJECT = `[project]
name = "My_Shop"
version = "0.1.0"
requires-python = ">=3.12,<4"
dependencies = [
    "idna>=3.4,<4",
    "Six==1.16.0 ; sys_platform != 'win32'",
    "typing_extensions>=4 ; python_version < '3.13'",
]

[project.optional-dependencies]
extra_a = ["certifi>=2023"]

[dependency-groups]
dev = ["iniconfig>=2", {include-group = "lint"}]
lint = ["packaging"]

[tool.uv]
constraint-dependencies = ["idna<3.10"]
`

/** An edit of pyproject.toml, and the parts that must be found to differ; none: to uv the lock is as good as before. */
type Edit = [from: string, to: string, parts: readonly string[]]

const EDITS: readonly Edit[] = [
  ['idna>=3.4,<4', 'idna < 4.0 , >=3.4.0', []],
  ['idna>=3.4,<4', 'idna>=3.5,<4', ['idna']],
  ['idna>=3.4,<4', 'IDNA>=3.4,<4', []],
  ['"idna>=3.4,<4",', '', ['idna']],
  ['"idna>=3.4,<4",', '"idna>=3.4,<4", "attrs",', ['attrs']],
  ['idna>=3.4,<4', 'idna[all]>=3.4,<4', ['idna']],
  ['Six==1.16.0', 'six==1.16', []],
  ["sys_platform != 'win32'", "'win32' != sys_platform", []],
  ["sys_platform != 'win32'", "platform_system != 'Windows'", []],
  [" ; sys_platform != 'win32'", '', ['six']],
  ["sys_platform != 'win32'", "sys_platform != 'win32' and python_version >= '3.10'", []],
  ["python_version < '3.13'", "python_full_version < '3.13'", []],
  ["python_version < '3.13'", "python_version <= '3.13'", ['typing-extensions']],
  ['"0.1.0"', '"0.1"', []],
  ['"0.1.0"', '"0.2.0"', ['the version of the project']],
  ['version = "0.1.0"', 'dynamic = ["version"]', ['the version of the project']],
  ['"My_Shop"', '"my.shop"', []],
  ['"My_Shop"', '"other"', ['the name of the project']],
  ['>=3.12,<4', '<4, >=3.12', []],
  ['>=3.12,<4', '>=3.12.0,<4.0,!=3.13.1', []],
  ['>=3.12,<4', '~=3.12', []],
  ['>=3.12,<4', '>=3.12', ['requires-python']],
  ['>=3.12,<4', '>=3.11,<4', ['requires-python']],
  ['certifi>=2023', 'certifi>=2024', ['certifi']],
  ['extra_a =', 'extra-a =', []],
  ['extra_a = ["certifi>=2023"]', '', ['certifi', 'the extras of the project']],
  ['extra_a =', 'empty = []\nextra_a =', ['the extras of the project']],
  ['"packaging"', '"packaging>=20"', ['packaging in the group dev', 'packaging in the group lint']],
  ['dev = [', 'docs = ["pluggy"]\ndev = [', ['pluggy in the group docs']],
  ['idna<3.10', 'idna<3.11', ['the constraint on idna']],
  ['[tool.uv]', '[tool.uv]\nresolution = "lowest"', ['resolution']],
  ['[tool.uv]', '[tool.uv]\nresolution = "highest"', []],
  ['[tool.uv]', '[tool.uv]\nprerelease = "allow"', ['prerelease']],
  ['[tool.uv]', '[tool.uv]\nconflicts = [[{extra = "extra-a"}, {group = "lint"}]]', ['conflicts']],
  ['[tool.uv]', '[tool.uv]\nfork-strategy = "fewest"', ['fork-strategy']],
  ['[tool.uv]', '[tool.uv]\nexclude-newer = "2026-01-01T00:00:00Z"', ['exclude-newer']],
  ['[tool.uv]', `[tool.uv]\nenvironments = ["sys_platform == 'linux'"]`, ['environments']],
  ['[tool.uv]', '[tool.uv]\noverride-dependencies = ["certifi>=2022"]', ['the override on certifi']],
  ['[tool.uv]', '[tool.uv]\npackage = true', ['the project']],
  ['[tool.uv]', '[tool.uv]\npackage = false', []],
  ['[tool.uv]', '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[tool.uv]', ['the project']],
  [
    '[tool.uv]',
    '[tool.uv.sources]\nidna = {git = "https://git.example/idna", rev = "v3.4"}\n[tool.uv]',
    ['idna', 'the constraint on idna'],
  ],
  ['[tool.uv]', '[tool.ruff]\nline-length = 100\n[tool.uv]', []],
  ['version = "0.1.0"', 'version = "0.1.0"\ndescription = "A shop"', []],
]

describe('whether uv.lock fits pyproject.toml, as uv itself says it', () => {
  let folder: TestFolder
  let check: () => boolean

  const differences = async () =>
    uvDifferences((await readProject({cwd: folder.path, source: folder.path, wholeFolder: true}, realSystem)).tree)

  before(async () => {
    const {program, python, version} = await tool('uv')
    console.log(`      uv ${version}, on CPython ${python.version}`)
    folder = await TestFolder.make({'pyproject.toml': PYPROJECT})
    const lock = ['lock', '--quiet', '--python', python.program]
    execFileSync(program, lock, {cwd: folder.path})
    check = () => spawnSync(program, [...lock, '--check'], {cwd: folder.path, stdio: 'ignore'}).status === 0
  })

  after(async () => folder.remove())

  it('is fresh when nothing was edited', async () => {
    assert.deepEqual(await differences(), [])
    assert.ok(check())
  })

  for (const [from, to, parts] of EDITS) {
    it(`${parts.length > 0 ? 'stale' : 'fresh'}: ${from} → ${to}`.replaceAll('\n', ' '), async () => {
      assert.ok(PYPROJECT.includes(from))
      const lock = await folder.read('uv.lock')
      await folder.write({'pyproject.toml': PYPROJECT.replace(from, to)})
      const found = await differences()
      assert.deepEqual(
        found?.map(({part}) => part),
        parts,
      )
      assert.equal(check(), parts.length === 0)
      assert.equal(await folder.read('uv.lock'), lock)
    })
  }
})
