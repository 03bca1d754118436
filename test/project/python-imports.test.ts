import assert from 'node:assert/strict'

import {fileImports, importsNaming, importsOf, parsePython} from '../../src/project/python-source/index.js'
import {treeOf} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'

const files: TestFiles = {
  'a.py': 'import os.path, numpy as np\nfrom x.y import (a as b,\n  c)\nfrom . import z\nfrom ..up import *\n',
  'b/c.py': [
    'try:',
    '    import ujson',
    'except ImportError:',
    '    import json',
    'try:',
    '    import always',
    'finally:',
    '    pass',
    'if TYPE_CHECKING:',
    '    import types_only',
    'def f():',
    '    import late',
    '"import text"',
    '# import comment',
  ].join('\n'),
  'notes.txt': 'import nothing',
}

describe('importsOf', () => {
  it('lists every import of every Python file, with its line, and whether it can do without', () => {
    assert.deepEqual(
      importsOf(treeOf(files)).map(({conditional, file, line, module}) => `${file}:${line} ${module}${conditional ? '?' : ''}`),
      [
        'a.py:1 os.path',
        'a.py:1 numpy',
        'a.py:2 x.y',
        'a.py:4 .',
        'a.py:5 ..up',
        'b/c.py:2 ujson?',
        'b/c.py:4 json?',
        'b/c.py:6 always',
        'b/c.py:10 types_only?',
        'b/c.py:12 late?',
      ],
    )
  })

  it('finds the same where only the beginning of a file is parsed', () => {
    const text = [
      'import a',
      'try:',
      '    from b import (',
      '        c,',
      '    )',
      'except ImportError:',
      '    c = None',
      'x = 1',
      '"import d"',
      'y = 2',
    ].join('\n')
    assert.deepEqual(
      importsOf(treeOf({'a.py': text})),
      fileImports(parsePython(text)).map((one) => ({file: 'a.py', ...one})),
    )
  })

  it('knows what an import is called', () => {
    const [path, numpy, from] = importsOf(treeOf(files))
    assert.deepEqual([path!.as, numpy!.as, from!.as], ['os', 'np', undefined])
    assert.deepEqual(from!.names, [
      {as: 'b', name: 'a'},
      {as: 'c', name: 'c'},
    ])
  })

  it('finds those of some modules, and of what is in them', () => {
    const found = importsNaming(treeOf({...files, 'd.py': 'from numpy.linalg import x\nimport numpyro\n'}), ['numpy'])
    assert.deepEqual(
      found.map(({file, module}) => `${file} ${module}`),
      ['a.py numpy', 'd.py numpy.linalg'],
    )
  })

  it('reads what it can of a broken file', () => {
    assert.deepEqual(
      importsOf(treeOf({'a.py': 'import os\ndef (:\n  x = = 1\nimport sys\n'})).map(({module}) => module),
      ['os', 'sys'],
    )
  })
})
