import assert from 'node:assert/strict'

import {parseSockets} from '../../src/system/dyno/listening.js'
import {parseRollup} from '../../src/system/dyno/memory.js'
import {membersOf, parsePs, parseStat} from '../../src/system/process-table.js'

/** What the system says of processes, as text. */
describe('system: processes of a dyno', () => {
  it('reads the sockets that wait for connections out of /proc/net/tcp and tcp6', () => {
    const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0
   1: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100 0 0 10 0
   2: 0100007F:9999 0100007F:1388 01 00000000:00000000 00:00000000 00000000     0        0 333 1 0 20 4 30 10 -1
   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 444 1
   1: 00000000000000000000000001000000:0051 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 555 1
   2: 0000000000000000FFFF00000100007F:0052 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 666 1
   3: B80D0120000000000000000001000000:0053 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 777 1
`
    assert.deepEqual(parseSockets(table), [
      ['111', {address: '127.0.0.1', port: 5000}],
      ['222', {address: '0.0.0.0', port: 8080}],
      ['444', {address: '::', port: 80}],
      ['555', {address: '::1', port: 81}],
      ['666', {address: '127.0.0.1', port: 82}],
      ['777', {address: '2001:db8::1', port: 83}],
    ])
    assert.deepEqual(parseSockets(''), [])
  })

  it('reads a process whose name has parentheses and spaces, and leaves out one that has ended', () => {
    assert.deepEqual(parseStat('42 (my (odd) name) S 7 40 39 0 -1 4194560'), [{group: 40, parent: 7, pid: 42, session: 39}])
    assert.deepEqual(parseStat('42 (sh) Z 7 40 39 0 -1'), [])
    assert.deepEqual(parseStat(''), [])
  })

  it('reads ps', () => {
    assert.deepEqual(parsePs('    1     0     1 Ss\n   42     7    40 S+\n   43     7    40 Z\n'), [
      {group: 1, parent: 0, pid: 1, session: 0},
      {group: 40, parent: 7, pid: 42, session: 0},
    ])
  })

  it('a program is its group, its session, and all that these have started', () => {
    const row = (pid: number, parent: number, group: number, session: number) => ({group, parent, pid, session})
    const rows = [
      row(1, 0, 1, 1),
      row(10, 1, 10, 10),
      row(11, 1, 11, 10),
      row(12, 11, 12, 12),
      row(13, 12, 13, 13),
      row(20, 1, 20, 20),
    ]
    assert.deepEqual([...membersOf(rows, 10)].sort(), [10, 11, 12, 13])
    assert.deepEqual([...membersOf(rows, 99)], [])
  })

  it('takes PSS, and what was swapped out', () => {
    const text =
      '0-7 ---p 0 00:00 0 [rollup]\nRss:               20000 kB\nPss:               10000 kB\nPss_Anon:           9000 kB\nSwapPss:             500 kB\n'
    assert.equal(parseRollup(text), 10_500 * 1024)
    assert.equal(parseRollup(''), null)
  })
})
