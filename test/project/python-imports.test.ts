import assert from 'node:assert/strict'

import {fileImports, importsNaming, parsePython} from '../../src/project/python-source/index.js'
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

/** Those that name a module: relative ones name none. */
const ALL = ['os', 'numpy', 'x', 'ujson', 'json', 'always', 'types_only', 'late', 'text', 'comment', 'nothing']

describe('imports', () => {
  it('are listed with their file and line, and whether the file can do without', () => {
    assert.deepEqual(
      importsNaming(treeOf(files), ALL).map(
        ({conditional, file, line, module}) => `${file}:${line} ${module}${conditional ? '?' : ''}`,
      ),
      [
        'a.py:1 os.path',
        'a.py:1 numpy',
        'a.py:2 x.y',
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
      importsNaming(treeOf({'a.py': text}), ['a', 'b']),
      fileImports(parsePython(text)).map((one) => ({file: 'a.py', ...one})),
    )
  })

  it('knows what an import is called', () => {
    const [path, numpy, from] = importsNaming(treeOf(files), ALL)
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
      importsNaming(treeOf({'a.py': 'import os\ndef (:\n  x = = 1\nimport sys\n'}), ['os', 'sys']).map(({module}) => module),
      ['os', 'sys'],
    )
  })
})
