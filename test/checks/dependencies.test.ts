import assert from 'node:assert/strict'

import type {CheckContext} from '../../src/checks/check.js'
import {type Dependency, findDependency, productionDependencies, skippedDependencies} from '../../src/checks/dependencies.js'
import {appOf, checkContext, committed, type TestApp, treeOf} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'

function contextOf(files: TestFiles, app?: TestApp): CheckContext {
  const project = committed(treeOf({'.python-version': '3.13\n', ...files}))
  return checkContext(project, {app: app ? appOf(app) : null})
}

/** `name version`, with `direct` and `perhaps` where they hold. */
function shown({certain, direct, extras, name, version}: Dependency): string {
  const words = [`${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}`, version ?? '?']
  return [...words, ...(direct ? ['direct'] : []), ...(certain ? [] : ['perhaps'])].join(' ')
}

function production(files: TestFiles, app?: TestApp): string[] {
  return productionDependencies(contextOf(files, app))
    .list.map((found) => shown(found))
    .sort()
}

function skipped(files: TestFiles): string[] {
  return skippedDependencies(contextOf(files))
    .map((found) => `${found.group}: ${shown(found)}`)
    .sort()
}

const UV_LOCK = `version = 1
revision = 3
requires-python = ">=3.12"

[[package]]
name = "shop"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "flask", extra = ["async"] },
    { name = "numpy", version = "1.26.4", source = { registry = "https://example.com" }, marker = "python_full_version < '3.13'" },
    { name = "numpy", version = "2.3.1", source = { registry = "https://example.com" }, marker = "python_full_version >= '3.13'" },
    { name = "pywin32", marker = "sys_platform == 'win32'" },
    { name = "tool", marker = "platform_release == '6'" },
    { name = "helper" },
]

[package.optional-dependencies]
search = [{ name = "whoosh" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }, { name = "flask" }]

[[package]]
name = "flask"
version = "3.1.2"
source = { registry = "https://example.com" }
dependencies = [{ name = "werkzeug" }, { name = "colorama", marker = "sys_platform == 'win32'" }]

[package.optional-dependencies]
async = [{ name = "asgiref" }]
dotenv = [{ name = "python-dotenv" }]

[[package]]
name = "helper"
version = "1"
source = { git = "https://example.com/helper?rev=main#0123" }
dependencies = [{ name = "flask" }, { name = "helper" }]
${[
  'asgiref 3.11',
  'colorama 0.4',
  'numpy 1.26.4',
  'numpy 2.3.1',
  'pytest 9',
  'python-dotenv 1',
  'pywin32 311',
  'tool 1',
  'werkzeug 3.1.3',
  'whoosh 2',
]
  .map(
    (entry) =>
      `\n[[package]]\nname = "${entry.split(' ')[0]}"\nversion = "${entry.split(' ')[1]}"\nsource = { registry = "https://example.com" }\n`,
  )
  .join('')}`

describe('what a production build installs', () => {
  it('uv: what the app itself leads to on Linux, with the extras that are asked for', () => {
    assert.deepEqual(production({'uv.lock': UV_LOCK}), [
      'asgiref 3.11',
      'flask[async] 3.1.2 direct',
      'helper 1 direct',
      'numpy 2.3.1 direct',
      'tool 1 direct perhaps',
      'werkzeug 3.1.3',
    ])
    assert.deepEqual(skipped({'uv.lock': UV_LOCK}), [
      'dev: flask 3.1.2 direct',
      'dev: pytest 9 direct',
      'dev: werkzeug 3.1.3',
      'search: whoosh 2 direct',
    ])
  })

  it('uv: every member where the root of a workspace is no project', () => {
    const member = (name: string, needs: string) =>
      `[[package]]\nname = "${name}"\nsource = { editable = "${name}" }\ndependencies = [{ name = "${needs}" }]\n`
    const lock = `version = 1\n[manifest]\nmembers = ["one", "two"]\n${member('one', 'six')}${member('two', 'one')}[[package]]\nname = "six"\nversion = "1.17.0"\n[[package]]\nname = "stray"\nversion = "1"\n`
    assert.deepEqual(production({'uv.lock': lock}), ['one ? direct', 'six 1.17.0 direct'])
  })

  it('uv: all packages of a lock that names no owner', () => {
    const lock = 'version = 1\n[[package]]\nname = "Six"\nversion = "1.17.0"\n'
    assert.deepEqual(production({'uv.lock': lock}), ['six 1.17.0 direct'])
  })

  it('Poetry: the group main, by what the lock says', () => {
    const entry = (name: string, rest: string) => `[[package]]\nname = "${name}"\nversion = "1"\n${rest}\n`
    const lock = [
      entry('flask', 'groups = ["main", "dev"]'),
      entry('pytest', 'groups = ["dev"]'),
      entry('redis', 'optional = true\ngroups = ["main"]\nmarkers = "extra == \\"cache\\""'),
      entry('colorama', 'groups = ["main", "dev"]\nmarkers = {main = "os_name == \'nt\'", dev = "os_name == \'posix\'"}'),
      entry('uvloop', 'groups = ["main"]\nmarkers = "sys_platform != \\"win32\\""\n[package.source]\ntype = "git"'),
    ].join('')
    const files = {
      'poetry.lock': lock,
      'pyproject.toml':
        '[tool.poetry.dependencies]\npython = "^3.12"\nFlask = "^1"\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
    }
    assert.deepEqual(production(files), ['flask 1 direct', 'uvloop 1'])
    assert.deepEqual(skipped(files), ['dev: pytest 1 direct'])
    assert.equal(findDependency(contextOf(files), 'uvloop')?.source, 'vcs')
  })

  it('Poetry: what pyproject.toml leads to, where the lock is older than groups', () => {
    const files = {
      'poetry.lock':
        '[[package]]\nname = "flask"\nversion = "1"\n[package.dependencies]\nwerkzeug = ">=2"\nasgiref = {version = "*", optional = true, markers = "extra == \'async\'"}\ncolorama = {version = "*", optional = true, markers = "sys_platform == \'win32\' and extra == \'async\'"}\n[package.extras]\nasync = ["asgiref (>=3.2)", "colorama"]\n[[package]]\nname = "colorama"\nversion = "5"\n[[package]]\nname = "werkzeug"\nversion = "2"\n[[package]]\nname = "asgiref"\nversion = "3"\n[[package]]\nname = "black"\nversion = "4"\n',
      'pyproject.toml':
        '[project]\ndependencies = ["flask[async]>=1"]\n[tool.poetry.group.dev.dependencies]\nblack = {version = "*", python = ">=3.8"}\n',
    }
    assert.deepEqual(production(files), ['asgiref 3', 'flask[async] 1 direct', 'werkzeug 2'])
    assert.deepEqual(skipped(files), ['dev: black 4 direct'])
  })

  it('Pipenv: the section default', () => {
    const files = {
      Pipfile: '[packages]\nFlask = "*"\n[dev-packages]\npytest = "*"\n',
      'Pipfile.lock': JSON.stringify({
        _meta: {},
        default: {
          colorama: {markers: "sys_platform == 'win32'", version: '==0.4'},
          flask: {extras: ['async'], version: '==3.1.2'},
          lib: {git: 'https://example.com/lib', ref: '0123'},
          local: {path: './local'},
          werkzeug: {version: '==3.1.3'},
        },
        develop: {pytest: {version: '==9'}},
        docs: {sphinx: {version: '==8'}},
      }),
    }
    assert.deepEqual(production(files), ['flask[async] 3.1.2 direct', 'lib ?', 'local ?', 'werkzeug 3.1.3'])
    assert.deepEqual(skipped(files), ['develop: pytest 9 direct', 'docs: sphinx 8'])
  })

  it('pip: what the lines say, with versions that constraints fix', () => {
    const files = {
      'constraints.txt': 'idna==3.11\nunused==1\n',
      'requirements-dev.txt': '-r requirements.txt\npytest\n',
      'requirements.txt':
        '-c constraints.txt\n-r base.txt\nIDNA>=3\npywin32==311; os_name=="nt"\nlib @ git+https://example.com/lib\n./local\n',
      'base.txt': 'Some_Name[b,A]==1.0\nopen==1.*\n',
      'local/setup.py': '',
    }
    assert.deepEqual(production(files), ['idna 3.11 direct', 'lib ? direct', 'open ? direct', 'some-name[b,a] 1.0 direct'])
    assert.equal(productionDependencies(contextOf(files)).complete, false)
    assert.deepEqual(skipped(files), ['requirements-dev.txt: pytest ? direct'])
    const {file, line, specifier} = findDependency(contextOf(files), 'some.name')!
    assert.deepEqual([file, line, specifier], ['base.txt', 1, '==1.0'])
  })

  for (const [tool, text] of Object.entries({
    'pip-compile':
      'click==8.3.0\n    # via flask\nflask==3.1.2\n    # via\n    #   -r requirements.in\n    #   shop (pyproject.toml)\n',
    'pip-compile on one line': 'click==8.3.0               # via flask\nflask==3.1.2               # via -r requirements.in\n',
    uv: '# This file was autogenerated by uv via the following command:\n#    uv pip compile -o requirements.txt requirements.in\nclick==8.3.0 \\\n    --hash=sha256:00\n    # via flask\nflask==3.1.2 \\\n    --hash=sha256:00\n    # via -r requirements.in\n',
  })) {
    it(`pip: a file that ${tool} made names the secondary packages too`, () => {
      const files = {'requirements.txt': text.replaceAll('\n', '\r\n')}
      assert.deepEqual(production(files), ['click 8.3.0', 'flask 3.1.2 direct'])
      assert.equal(productionDependencies(contextOf(files)).complete, true)
    })
  }

  it('what depends on an unknown Python is perhaps installed; what depends on the processor, by the generation', () => {
    const lines = 'a==1; python_version>="3.11"\nb==1; platform_machine=="x86_64"\nc==1; platform_machine=="aarch64"\n'
    const requirements = {'requirements.txt': lines}
    const sticky = committed(treeOf(requirements))
    const context = checkContext(sticky)
    assert.deepEqual(
      productionDependencies(context).list.map((found) => shown(found)),
      ['a 1 direct perhaps', 'b 1 direct'],
    )
    assert.deepEqual(production(requirements, {buildpacks: [], kind: 'cnb'}), ['a 1 direct', 'c 1 direct'])
  })

  it('nothing, where no package manager is clear', () => {
    assert.deepEqual(production({'requirements.txt': 'six', 'uv.lock': 'version = 1'}), [])
    assert.deepEqual(production({'uv.lock': '=', 'pyproject.toml': ''}), [])
    assert.deepEqual(production({Pipfile: '', 'Pipfile.lock': '[]'}), [])
  })
})
