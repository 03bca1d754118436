import assert from 'node:assert/strict'

import {type BarRow, renderBars} from '../../../src/render/terminal/bars.js'
import {chooseGlyphs} from '../../../src/render/terminal/glyphs.js'
import {duration, share, size} from '../../../src/render/terminal/numbers.js'
import {cut, widthOf} from '../../../src/render/terminal/width.js'
import {plainStyle} from '../../../src/render/terminal/style.js'

describe('bars', () => {
  const unicode = chooseGlyphs({LANG: 'en_US.UTF-8'}, 'linux')
  const ascii = chooseGlyphs({LANG: 'C'}, 'linux')
  const rows: BarRow[] = [
    {label: 'django', text: '24.0 MB', value: 24},
    {label: 'a-package-with-a-name-that-is-far-too-long-for-most-screens', text: '12.0 MB', value: 12},
    {label: '日本語のパッケージ', text: '0.1 MB', value: 0.1},
    {label: 'empty', text: '0 kB', value: 0},
  ]

  it('fit every width, and keep the columns straight', () => {
    for (const width of [20, 30, 40, 60, 80, 100, 200]) {
      for (const glyphs of [unicode, ascii]) {
        const lines = renderBars(rows, {glyphs, style: plainStyle, width})
        for (const line of lines) assert.ok(widthOf(line) <= width, `${width}: ${line}`)
        const ends = lines.map((line) => widthOf(line.slice(0, /(?:MB|kB)/.exec(line)!.index + 2)))
        assert.equal(new Set(ends).size, 1, lines.join('\n'))
      }
    }
  })

  it('are in proportion: the greatest is longest, the least is a sliver, nothing is nothing', () => {
    const lines = renderBars(rows, {glyphs: unicode, style: plainStyle, width: 100})
    const count = (line: string) => [...line].filter((sign) => sign === '█').length
    assert.equal(count(lines[0]!), count(lines[1]!) * 2)
    assert.match(lines[2]!, / 0\.1 MB {2}▏$/)
    assert.match(lines[3]!, /0 kB$/)
  })

  it('show the rest where the end is known, and never go beyond it', () => {
    const draw = (value: number) =>
      renderBars([{label: 'x', text: '1', value}], {full: 100, glyphs: ascii, style: plainStyle, width: 60})[0]!
    assert.match(draw(25), /^ {2}x {2}1 {2}#{10}\.{30}$/)
    assert.match(draw(400), /^ {2}x {2}1 {2}#{40}$/)
  })

  it('use no sign beyond ASCII where the locale has none', () => {
    assert.match(renderBars(rows.slice(0, 2), {glyphs: ascii, style: plainStyle, width: 50}).join('\n'), /^[\n -~]+$/)
    const table: [env: NodeJS.ProcessEnv, platform: NodeJS.Platform, isUnicode: boolean][] = [
      [{LANG: 'en_US.UTF-8'}, 'linux', true],
      [{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, 'linux', false],
      [{LC_CTYPE: 'C.utf8'}, 'darwin', true],
      [{}, 'linux', false],
      [{LANG: 'C.UTF-8', TERM: 'linux'}, 'linux', false],
      [{WT_SESSION: 'x'}, 'win32', true],
      [{LANG: 'en_US.UTF-8'}, 'win32', false],
    ]
    for (const [env, platform, isUnicode] of table) assert.equal(chooseGlyphs(env, platform).bar === '█', isUnicode)
  })

  it('cut texts by the columns that they take', () => {
    assert.equal(cut('日本語', 5, '…'), '日本…')
    assert.equal(cut('日本語', 6, '…'), '日本語')
    assert.equal(cut('e\u0301e\u0301e\u0301', 2, '…'), 'e\u0301…')
    assert.equal(cut('abc', 0, '…'), '')
  })

  it('write numbers as people do', () => {
    assert.deepEqual(
      [0.04, 12.34, 59.96, 125].map((seconds) => duration(seconds)),
      ['0.0 s', '12.3 s', '1 min 0 s', '2 min 5 s'],
    )
    assert.deepEqual(
      [1, 50_000, 1024 * 1024, 500 * 1024 * 1024].map((bytes) => size(bytes)),
      ['1 kB', '49 kB', '1.0 MB', '500 MB'],
    )
    assert.deepEqual(
      [0, 1, 5 * 1024 * 1024, 250 * 1024 * 1024].map((bytes) => share(bytes, 500)),
      ['0.0 %', '<0.1 %', '1.0 %', '50 %'],
    )
  })
})
