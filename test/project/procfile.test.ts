import assert from 'node:assert/strict'

import {type ProcfileFlaw, readProcfile, startedProcesses} from '../../src/project/procfile.js'
import {treeOf} from '../support/checks.js'
import {assertGrowth} from '../support/growth.js'

describe('readProcfile', () => {
  const table: [name: string, contents: string | Uint8Array, processes: string[], flaws: Partial<ProcfileFlaw>[]][] = [
    ['processes', 'web: a b\nworker-2:   c\t\n', ['1 web=a b', '2 worker-2=c'], []],
    ['a colon in the command', 'web: a:b -c d:e', ['1 web=a:b -c d:e'], []],
    ['blank lines, comments and blanks in front', '# x: y\n\n  \n  web: a\n\t# z', ['4 web=a'], []],
    ['Windows line ends', 'web: a\r\nworker: b\r\n', ['1 web=a', '2 worker=b'], []],
    ["an old Mac's line ends", 'web: a\rworker: b', ['1 web=a', '2 worker=b'], []],
    ['no last line end', 'web: a', ['1 web=a'], []],
    ['an empty file', '', [], []],
    ['no blank after the colon', 'web:a b', ['1 web=a b'], [{line: 1, type: 'web', why: 'no-space'}]],
    ['no colon', 'web a b', ['1 web=a b'], [{line: 1, type: 'web', why: 'no-colon'}]],
    ['a blank before the colon', 'web : a b', ['1 web=a b'], [{line: 1, type: 'web', why: 'space-before-colon'}]],
    [
      'no command',
      'web:  \nx:',
      [],
      [
        {line: 1, type: 'web', why: 'no-command'},
        {line: 2, type: 'x', why: 'no-command'},
      ],
    ],
    ['a type twice', 'web: a\nweb: b', ['2 web=b'], [{first: 1, line: 2, type: 'web', why: 'twice'}]],
    ['other lines', '---\nweb\n$ web: a\nwéb: a\n', [], [1, 2, 3, 4].map((line) => ({line, why: 'form'}))],
    ['a byte order mark', '\uFEFFweb: a', ['1 web=a'], [{encoding: 'UTF-8 with a byte order mark', line: 1, why: 'encoding'}]],
    ['UTF-16', Buffer.from('\uFEFFweb: a\r\n', 'utf16le'), ['1 web=a'], [{encoding: 'UTF-16', line: 1, why: 'encoding'}]],
    [
      'UTF-16 of the other order',
      Buffer.from('\uFEFFweb: a', 'utf16le').swap16(),
      ['1 web=a'],
      [{encoding: 'UTF-16', line: 1, why: 'encoding'}],
    ],
    ['UTF-16 without a mark', Buffer.from('web: a', 'utf16le'), ['1 web=a'], [{encoding: 'UTF-16', line: 1, why: 'encoding'}]],
  ]

  it('says what the platform makes of lines that are not as they should be', () => {
    const started = (contents: string | Uint8Array) =>
      startedProcesses(readProcfile(treeOf({Procfile: contents}))!).map(({command, type}) => `${type}=${command}`)
    assert.deepEqual(started('web a b\nworker:c d\n'), ['web=a b'])
    assert.deepEqual(started('web : a b\n'), ['web=: a b'])
    assert.deepEqual(started('\uFEFFweb: a\nworker: b\n'), ['worker=b'])
    assert.deepEqual(started(Buffer.from('\uFEFFweb: a\r\n', 'utf16le')), [])
  })

  for (const [name, contents, processes, flaws] of table) {
    it(name, () => {
      const procfile = readProcfile(treeOf({Procfile: contents}))!
      assert.deepEqual(
        procfile.processes.map(({command, line, type}) => `${line} ${type}=${command}`),
        processes,
      )
      assert.deepEqual(procfile.flaws, flaws)
    })
  }

  it('takes no folder for it, and no other name', () => {
    assert.equal(readProcfile(treeOf({Procfile: {folder: true}})), undefined)
    assert.equal(readProcfile(treeOf({procfile: 'web: a', 'web/Procfile': 'web: a'})), undefined)
  })

  it('reads a line with thousands of blanks in it in proportion to their number', () => {
    const withBlanks = (blanks: string) => treeOf({Procfile: `web: a${blanks}b${blanks}`})
    const blanks = ' '.repeat(50_000)
    assert.equal(readProcfile(withBlanks(blanks))!.processes[0]?.command, `a${blanks}b`)
    assertGrowth('blanks', {make: (size) => withBlanks(' '.repeat(size)), read: readProcfile, size: 50_000})
  })

  it('follows a link', () => {
    assert.equal(readProcfile(treeOf({Procfile: {link: 'p'}, p: 'web: a'}))?.processes.length, 1)
  })
})
