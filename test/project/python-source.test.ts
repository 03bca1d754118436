import assert from 'node:assert/strict'

import {interpretModule, type ModuleRun, type Value} from '../../src/project/python-source/index.js'
import {treeOf} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'
import {assertGrowth} from '../support/growth.js'

/** A value as short as Python would write it. `?`: not known; `env`: depends on the environment. */
function shown(value: Value | undefined): string {
  switch (value?.kind) {
    case 'boolean':
      return value.value ? 'True' : 'False'

    case 'dictionary':
      return `{${[...value.entries].map(([key, entry]) => `${key}: ${shown(entry)}`).join(', ')}${value.open ? ', …' : ''}}`

    case 'environment':
      return `env(${value.names.join(' ')}${value.otherwise ? `, ${shown(value.otherwise)}` : ''})`

    case 'list':
      return `[${[...value.items.map((item) => shown(item)), ...(value.open ? ['…'] : [])].join(', ')}]`

    case 'none':
      return 'None'

    case 'number':
      return String(value.value)

    case 'path':
      return 'path'

    case 'string':
      return JSON.stringify(value.value)

    case undefined:
      return 'not set'

    default:
      return '?'
  }
}

function run(source: string | TestFiles): ModuleRun {
  return interpretModule(treeOf(typeof source === 'string' ? {'m.py': source} : source), 'm', [''])!
}

const IMPORTS =
  'import os, sys, environ\nfrom pathlib import Path\nfrom decouple import config\nfrom os import environ as env_map, getenv\nenv = environ.Env(DEBUG=(bool, False), PLAIN=str)\n'

/** What a name comes to. Nothing of the code is run. */
describe('the reader of Python modules', () => {
  const expressions: [expression: string, value: string][] = [
    ["'a' \"b\" '''c'''", '"abc"'],
    [String.raw`'\x41\n' + r'\n'`, String.raw`"A\n\\n"`],
    ["f'plain'", '"plain"'],
    ["f'{os}/x'", '?'],
    ["b'bytes'", '?'],
    ['1_000', '1000'],
    ['not 0', 'True'],
    ["['a', *['b'], *unknown]", '["a", "b", …]'],
    ["('a',) + ('b',)", '["a", "b"]'],
    ["['a'] + unknown", '["a", …]'],
    ["{'a': {'b': 1}, **unknown}", '{a: {b: 1}, …}'],
    ["{'a': {'b': 1}}['a']['b']", '1'],
    ["'x' if True else 'y'", '"x"'],
    ["'x' if unknown else 'y'", '?'],
    ["'x' if unknown else 'x'", '"x"'],
    ["'a' in ['a', 'b'], ", '?'],
    ["'a' in ['a', unknown]", 'True'],
    ["'a' not in ['b']", 'True'],
    ["'a' in ['b', unknown]", '?'],
    ["sys.platform == 'win32'", 'False'],
    ["Path(__file__).resolve().parent / 'x'", 'path'],
    ["os.path.join(os.path.dirname(__file__), 'x')", 'path'],
    ["os.path.exists('x')", '?'],
    ["'a,b'.split(',')", '["a", "b"]'],
    ["' A '.strip().lower()", '"a"'],
    // The environment.
    ["os.environ['X']", 'env(X)'],
    ["os.environ.get('X')", 'env(X, None)'],
    ["env_map.get('X', 'y')", 'env(X, "y")'],
    ["getenv('X', default='y')", 'env(X, "y")'],
    ["os.environ.get('X', 'True') == 'True'", 'env(X, True)'],
    ["os.environ.get('X', 'a,b').split(',')", 'env(X, ["a", "b"])'],
    ["bool(int(os.environ.get('X', '0')))", 'env(X, False)'],
    ["os.environ.get('X') or 'y'", 'env(X, "y")'],
    ["not os.environ.get('X')", 'env(X, True)'],
    ["'X' in os.environ", 'env(X, False)'],
    ["'X' not in os.environ", 'env(X, True)'],
    ["os.environ.get('X') is None", 'env(X, True)'],
    ["'a' if os.environ.get('X') else 'b'", 'env(X, "b")'],
    ["os.getenv('X', os.getenv('Y', 'z'))", 'env(X, env(Y, "z"))'],
    ["env('X')", 'env(X)'],
    ["env('X', default='y')", 'env(X, "y")'],
    ["env('X', str, 'y')", 'env(X, "y")'],
    ["env('DEBUG')", 'env(DEBUG, False)'],
    ["env('PLAIN')", 'env(PLAIN)'],
    ["env.bool('X', True)", 'env(X, True)'],
    ["env.bool('X', 'off')", 'env(X, False)'],
    ["env.list('X', default=['a'])", 'env(X, ["a"])'],
    ["env.list('X', str, ['a'])", 'env(X, ["a"])'],
    ['env.db()', 'env(DATABASE_URL)'],
    ["env.db('X', default='sqlite:///x')", 'env(X, "sqlite:///x")'],
    ["env.path('X')", '?'],
    ["config('X')", 'env(X)'],
    ["config('X', default='off', cast=bool)", 'env(X, False)'],
    ["config('X', True, bool)", 'env(X, True)'],
    [`${'('.repeat(400)}1${')'.repeat(400)}`, '?'],
  ]
  for (const [expression, value] of expressions) {
    it(`${expression.slice(0, 60)} is ${value}`, () => {
      assert.equal(shown(run(`${IMPORTS}a = ${expression}\n`).names.get('a')?.value), value)
    })
  }

  const statements: [name: string, code: string, value: string][] = [
    ['the last assignment counts', 'a = 1\na = 2', '2'],
    ['an annotated one too', 'a: int = 1', '1'],
    ['one that only annotates does not', 'a: int', 'not set'],
    ['several targets', 'b = a = 1', '1'],
    ['a tuple without brackets', 'a = 1, 2', '?'],
    ['unpacking', 'a, b = 1, 2', '?'],
    ['a list that grows', "a = ['x']\na += ['y']\na.append('z')\na.extend(['q'])", '["x", "y", "z", "q"]'],
    ['a list that loses', "a = ['x']\na.remove('x')", '?'],
    ['a dictionary that grows', "a = {'x': 1}\na['y'] = 2", '{x: 1, y: 2}'],
    ['a dictionary that changes inside', "a = {'x': {}}\na['x']['y'] = 2", '?'],
    ['a dictionary that is updated', 'a = {}\na.update(b)', '?'],
    ['an if that is known', 'D = False\nif D:\n  a = 1\nelse:\n  a = 2', '2'],
    ['an elif that is known', 'if False:\n  a = 1\nelif True:\n  a = 2\nelse:\n  a = 3', '2'],
    ['an if that is not', 'a = 1\nif unknown:\n  a = 2', '?'],
    ['a list that may have more', "a = ['x']\nif unknown:\n  a += ['y']", '["x", …]'],
    ['a list of which nothing is sure', "a = ['x']\nif unknown:\n  a = ['y']", '[…]'],
    ['an if of which all branches agree', 'if unknown:\n  a = 2\nelse:\n  a = 2', '2'],
    ['an if whose other branches stop', 'if unknown:\n  a = 2\nelse:\n  raise ValueError()', '2'],
    ['an if in which it may not be set', 'if unknown:\n  a = 2', '?'],
    ['code of a script', 'a = 1\nif __name__ == "__main__":\n  a = 2', '1'],
    ['what follows an exception', 'a = 1\nraise ValueError()\na = 2', '1'],
    ['a try that may fail', 'try:\n  a = 1\nexcept KeyError:\n  a = 2', '?'],
    ['a try whose handler stops', 'try:\n  a = 1\nexcept KeyError:\n  raise', '1'],
    ['finally', 'try:\n  b = 1\nfinally:\n  a = 2', '2'],
    ['a loop', 'a = 1\nfor i in x:\n  a = i', '?'],
    ['a with', 'with open("x") as f:\n  a = 1', '1'],
    ['a function of that name', 'a = 1\ndef a(): pass', '?'],
    ['what a function does', 'a = 1\ndef f():\n  a = 2', '1'],
    ['a name that is deleted', 'a = 1\ndel a', 'not set'],
    ['two statements in one line', 'a = 1; a = 2', '2'],
  ]
  for (const [name, code, value] of statements) {
    it(`${name}: ${value}`, () => assert.equal(shown(run(code).names.get('a')?.value), value))
  }

  const modules: [name: string, files: TestFiles, value: string, open: boolean][] = [
    ['a star import of a module', {'base.py': 'a = 1', 'm.py': 'from base import *'}, '1', false],
    ['a relative one', {'m/__init__.py': 'from .base import *\nfrom . import other', 'm/base.py': 'a = 1'}, '1', false],
    [
      'one of the folder above',
      {'b.py': 'a = 1', 'm/__init__.py': 'from .sub.c import *', 'm/d.py': 'a = 2', 'm/sub/c.py': 'from ..d import *'},
      '2',
      false,
    ],
    ['a named import', {'base.py': 'b = 1', 'm.py': 'from base import b as a'}, '1', false],
    ['a circle', {'base.py': 'a = 1\nfrom m import *', 'm.py': 'from base import *'}, '1', false],
    ['a package of others', {'m.py': 'a = 1\nfrom somewhere import *'}, '1', true],
    ['a module that is missing', {'m/__init__.py': 'a = 1\nfrom .local import *'}, '1', true],
    [
      'one whose absence is caught',
      {'m/__init__.py': 'a = 1\ntry:\n  from .local import *\nexcept ImportError:\n  pass'},
      '1',
      false,
    ],
    ['one of this machine', {'m.py': 'a = 1\ntry:\n  from local_settings import *\nexcept ImportError:\n  pass'}, '1', false],
    ['locals()', {'m.py': 'a = 1\nsetup(locals())'}, '1', true],
    ['what is no Python', {'m.py': 'a = 1\n) ( = =\n'}, '1', true],
  ]
  for (const [name, files, value, open] of modules) {
    it(`${name}: ${value}${open ? ', and what else there may be' : ''}`, () => {
      const {names, open: isOpen} = run(files)
      assert.deepEqual([shown(names.get('a')?.value), isOpen], [value, open])
    })
  }

  const reads: [name: string, code: string, reads: string[]][] = [
    ['reads in order', "a = os.environ['X']\nb = [env('Y')]", ['X 6 surely', 'Y 7 surely']],
    ['with a default', "a = os.environ.get('X')", ['X 6 or else, surely']],
    ['in a known branch', "if True:\n  a = os.environ['X']", ['X 7 surely']],
    ['in an unknown branch', "if q:\n  a = os.environ['X']", ['X 7']],
    ['in an expression that may be left out', "a = q or os.environ['X']", ['X 6']],
    ['in a branch that is never run', "if False:\n  a = os.environ['X']", []],
    ['where its absence is caught', "try:\n  a = os.environ['X']\nexcept KeyError:\n  pass", ['X 7']],
    ['in a function', "def f():\n  return os.environ['X']", []],
    ['in a loop', "for i in x:\n  a = os.environ['X']", []],
    ['after the code set it', "os.environ['X'] = 'y'\na = os.environ['X']", []],
    ['after the code set it if need be', "os.environ.setdefault('X', 'y')\na = os.environ['X']", ['X 6 or else, surely']],
    ['in the argument of a call', "setup(os.environ['X'])", ['X 6 surely']],
    ['in an f-string', 'a = f"{os.environ[\'X\']}"', ['X 6 surely']],
    ['with a prefix', 'with env.prefixed("A_"):\n  a = env("X")', []],
  ]
  for (const [name, code, expected] of reads) {
    it(`tells of what is read from the environment ${name}`, () => {
      const {reads: found} = run(IMPORTS + code)
      const told = found.map(
        (read) => `${read.name} ${read.line}${read.otherwise ? ' or else,' : ''}${read.certain ? ' surely' : ''}`,
      )
      assert.deepEqual(told, expected)
    })
  }

  it('has nothing where there is no such module', () => assert.equal(interpretModule(treeOf({}), 'm', ['']), undefined))

  it('takes time in proportion to the length of what no one would write', () => {
    for (const part of ['a = [', 'if x:\n ', 'not ', '[', '-', 'x.', '(', 'try:\n', 'a + ', '"', "f'{"])
      assertGrowth(part, {make: (size) => part.repeat(size), read: run, size: 20_000})
  })
})
