import assert from 'node:assert/strict'

import type {Edit} from '../../src/edits/edit.js'
import {mergeEdits} from '../../src/edits/merge-edits.js'

const write = (path: string, contents: string): Edit => ({action: 'write', contents, path})
const remove = (path: string): Edit => ({action: 'delete', path})
const rename = (path: string, to: string): Edit => ({action: 'rename', path, to})
const untrack = (path: string): Edit => ({action: 'untrack', path})

describe('mergeEdits', () => {
  const table: [name: string, fixes: [id: string, ...edits: Edit[]][], edits: Edit[], postponed: string[]][] = [
    ['nothing', [], [], []],
    [
      'fixes of different files',
      [
        ['a', write('x', '1')],
        ['b', remove('y')],
      ],
      [write('x', '1'), remove('y')],
      [],
    ],
    [
      'the same edit twice',
      [
        ['a', write('x', '1')],
        ['b', write('x', '1')],
      ],
      [write('x', '1')],
      [],
    ],
    [
      'two that write a file differently',
      [
        ['a', write('x', '1')],
        ['b', write('x', '2')],
      ],
      [write('x', '1')],
      ['b'],
    ],
    [
      'two findings of one check that write a file differently',
      [
        ['a', write('x', '1')],
        ['a', write('x', '2')],
      ],
      [write('x', '1')],
      ['a'],
    ],
    [
      'one that writes what another deletes',
      [
        ['a', remove('x')],
        ['b', write('x', '1')],
      ],
      [remove('x')],
      ['b'],
    ],
    [
      'one that renames to what another writes',
      [
        ['a', write('x', '1')],
        ['b', rename('y', 'x')],
      ],
      [write('x', '1')],
      ['b'],
    ],
    [
      'one that renames what another deletes',
      [
        ['a', remove('y')],
        ['b', rename('y', 'x')],
      ],
      [remove('y')],
      ['b'],
    ],
    [
      'a fix is left out as a whole',
      [
        ['a', write('x', '1')],
        ['b', remove('y'), write('x', '2')],
      ],
      [write('x', '1')],
      ['b'],
    ],
    [
      'what a fix that was left out touches is free for the next',
      [
        ['a', write('x', '1')],
        ['b', write('x', '2'), remove('y')],
        ['c', remove('y')],
      ],
      [write('x', '1'), remove('y')],
      ['b'],
    ],
    ['several edits of one path in one fix', [['a', rename('X', 'x'), untrack('X')]], [rename('X', 'x'), untrack('X')], []],
    [
      'a shared edit and one of its own',
      [
        ['a', untrack('v'), write('i', 'v w')],
        ['a', untrack('w'), write('i', 'v w')],
      ],
      [untrack('v'), write('i', 'v w'), untrack('w')],
      [],
    ],
    [
      'a check that is postponed twice is named once',
      [
        ['a', write('x', '1')],
        ['b', write('x', '2')],
        ['b', write('x', '3')],
      ],
      [write('x', '1')],
      ['b'],
    ],
  ]
  for (const [name, fixes, edits, postponed] of table) {
    it(name, () => {
      const merged = mergeEdits(fixes.map(([id, ...wanted]) => ({edits: wanted, id})))
      assert.deepEqual(merged, {edits, postponed})
    })
  }
})
