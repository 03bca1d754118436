import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'

import {array, assert as check, constantFrom, property} from 'fast-check'

import {BadConfig, parseConfig, type Setting} from '../../src/project/git/config-file.js'
import {written} from '../../src/project/git/settings.js'
import {decodeNames} from '../../src/system/names.js'

/** As git reads it; undefined if it refuses the file. */
function byGit(bytes: Uint8Array): Setting[] | undefined {
  const {status, stdout} = spawnSync('git', ['config', '--file', '-', '--no-includes', '-z', '--list'], {input: bytes})
  if (status !== 0) return undefined
  return decodeNames(stdout).map((record) => {
    const end = record.indexOf('\n')
    return end === -1 ? [record, null] : [record.slice(0, end), record.slice(end + 1)]
  })
}

function byUs(bytes: Uint8Array): Setting[] | undefined {
  try {
    return parseConfig(bytes)
  } catch (error) {
    if (error instanceof BadConfig) return undefined
    throw error
  }
}

describe('a file of git settings', () => {
  for (const text of [
    '',
    '[core]\n\tbare = false\n\tautocrlf\n',
    '[Remote "Heroku"]\nURL = https://h/x.git ; comment\n',
    '[a.B]\nc = "x # y" # z\n[d]e=1\n',
    '[a]\r\nb = c\\\r\n d\r\n',
    '\uFEFF[a]\nb = "\\t\\n\\"\\\\"\n',
    '[a "b\\"c\\\\d\\e"]\nf = g  h i  \n',
    '[a]\nb = "unended\n',
    '[a\nb=c\n',
    '[a]\n1b = c\n',
    'b = c\n',
    '[a]\nb = \\x\n',
    '[a] ; x\n# y\n  b = " c " d\n',
    '[a]\nb =\nc = ""\n',
  ])
    it(`is read as git reads it: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(byUs(Buffer.from(text)), byGit(Buffer.from(text)))
    })

  it('is read as git reads it, whatever it is made of', () => {
    const words = ['[a]', '[a "b"]', '[', ']', '"', '\\', '\n', '\n', '\t', ' ', '=', '#', ';', 'x', 'Y.z', 'é', '-', '1', '\r\n']
    const texts = array(constantFrom(...words), {maxLength: 14}).map((parts) => `[s]\n${parts.join('')}`)
    check(
      property(texts, (text) => {
        assert.deepEqual(byUs(Buffer.from(text)), byGit(Buffer.from(text)))
      }),
      {numRuns: Number(process.env.FUZZ_RUNS ?? 300), seed: Number(process.env.FUZZ_SEED ?? 1)},
    )
  })

  it('is written so that git reads the same', () => {
    const settings: Setting[] = [
      ['core.autocrlf', 'input'],
      ['core.excludesfile', ' ~/a "b"\\c # d\ne\t'],
      [String.raw`branch.a"b\c.d é.merge`, 'refs/heads/x'],
      ['core.symlinks', null],
      ['remote.r\uDCFF.fetch', '+a:b'],
    ]
    assert.deepEqual(byGit(written(settings)), settings)
    assert.deepEqual(parseConfig(written(settings)), settings)
  })
})
