import assert from 'node:assert/strict'

import type {CheckedFinding} from '../../src/checks/run-checks.js'

import {type PlacedFinding, placed} from '../../src/doctor/place.js'
import {createMasker} from '../../src/platform/masker.js'
import {Secret} from '../../src/platform/secret.js'
import {findingBlock} from '../../src/render/doctor/finding-block.js'
import {linked} from '../../src/render/terminal/links.js'
import {plainStyle} from '../../src/render/terminal/style.js'
import {treeOf} from '../support/checks.js'

describe('the place of a finding', () => {
  const placeIn = (text: Buffer | string, more: Partial<CheckedFinding>, secrets: string[] = []): PlacedFinding => {
    const finding: CheckedFinding = {
      docs: 'https://devcenter.heroku.com/articles/x',
      file: 'requirements.txt',
      fix: {command: null, kind: 'hand'},
      id: 'deps/x',
      line: 2,
      message: 'It fails.',
      severity: 'error',
      title: 'x',
      ...more,
    }
    const mask = createMasker(secrets.map((secret) => new Secret(secret)))
    return placed(finding, treeOf({'requirements.txt': text as string}), mask)
  }

  const block = (finding: PlacedFinding, width = 80) => findingBlock(finding, {style: plainStyle, width}).split('\n')

  it('is a column where the check names the part', () => {
    const finding = placeIn('a\r\n  six==999  # why\r\n', {part: 'six==999'})
    assert.deepEqual([finding.column, finding.endColumn], [3, 11])
    assert.deepEqual(block(finding), [
      '✖ error  deps/x',
      '  It fails.',
      '   --> requirements.txt:2:3',
      '  2 | six==999  # why',
      '    | ^^^^^^^^',
    ])
  })

  it('is that of the whole word', () => {
    assert.equal(placeIn('a\nMY_DEBUG = DEBUG\n', {part: 'DEBUG'}).column, 12)
    assert.equal(placeIn('a\nMY_DEBUG\n', {part: 'DEBUG'}).column, 4)
  })

  it('is the whole line, less a comment, where it does not', () => {
    const finding = placeIn('a\n\tsix  # why\n', {})
    assert.deepEqual([finding.column, finding.endColumn], [undefined, undefined])
    assert.deepEqual(block(finding).slice(2), ['   --> requirements.txt:2', '  2 | six  # why', '    | ^^^'])
    assert.deepEqual(block(placeIn('a\nb\n', {part: 'gone'})).slice(3), ['  2 | b', '    | ^'])
  })

  it('is a file where there is no such line, nothing where there is no file', () => {
    for (const text of ['a\n\n', 'a']) assert.deepEqual(block(placeIn(text, {})).slice(2), ['  --> requirements.txt:2'])
    assert.equal(block(placeIn('a\nb\n', {file: undefined as unknown as string})).length, 2)
  })

  it('shows no secret: of a URL, of the app, or one that its name tells', () => {
    const shown = (line: string) => block(placeIn(`a\n${line}\n`, {part: 'x'}, ['value-of-a-config-var'])).join('\n')
    for (const line of [
      '--index-url https://me:s3cret-password@index.example/simple x',
      'x = "value-of-a-config-var"',
      'SECRET_KEY = "s3cret-key-of-django" # x',
      "DATABASES = {'PASSWORD': 's3cret', 'x': 1}",
      '{"env": {"ANY": {"value": "s3cret-of-app-json"}}, "x": 1}',
      "API_TOKEN = os.environ.get('API_TOKEN', 's3cret-default') or x",
    ]) {
      assert.doesNotMatch(shown(line), /s3cret|value-of-a/, line)
      assert.match(shown(line), /\*\*\*\*/, line)
    }
  })

  it('fits the width, with the part in sight, and the carets under it', () => {
    for (const width of [40, 80]) {
      const finding = placeIn(`a\n${'left '.repeat(60)}宽 part==1 ${'right '.repeat(60)}\n`, {part: 'part==1'})
      const [line = '', carets = ''] = block(finding, width).slice(3)
      assert.ok(line.length <= width && carets.length <= width, line)
      const wide = line.includes('宽') ? 1 : 0
      assert.equal(line.indexOf('part==1') + wide, carets.indexOf('^'))
      assert.match(carets, /\^{7}$/)
    }
  })

  it('of a line with control characters is harmless', () => {
    const text = block(placeIn('a\n\u001B]0;owned\u0007\u202Eevil part\n', {part: 'part'})).join('\n')
    assert.doesNotMatch(text, /[\u001B\u0007\u202E]/)
  })

  it('has its id as a link where the terminal shows links', () => {
    const style = {...plainStyle, hasLinks: true, link: linked}
    const [first] = findingBlock(placeIn('a\nb\n', {}), {style, width: 80}).split('\n')
    assert.equal(first, '✖ error  \u001B]8;;https://devcenter.heroku.com/articles/x\u0007deps/x\u001B]8;;\u0007')
  })

  it('has commands that fit, and can be copied as they stand', () => {
    const command = `git add ${Array.from({length: 20}, (_, index) => `'a file ${index}'`).join(' ')}`
    const lines = block(placeIn('a\nb\n', {fix: {command, kind: 'hand'}})).slice(5)
    assert.ok(lines.length > 2)
    for (const line of lines) assert.ok(line.length <= 80, line)
    for (const line of lines.slice(0, -1)) assert.match(line, / \\$/)
    assert.equal(
      lines
        .join('\n')
        .replace('  help: ', '')
        .replaceAll(/ \\\n\s+/g, ' '),
      command,
    )
  })
})
