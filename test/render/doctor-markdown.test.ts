import assert from 'node:assert/strict'

import {renderMarkdown} from '../../src/render/doctor/markdown.js'
import {markdownBlock, markdownCode, markdownText} from '../../src/render/markdown.js'
import {readSnapshot} from '../support/checks.js'
import {HOSTILE, REPORTS} from './reports.js'

describe('the report in Markdown', () => {
  for (const name of Object.keys(REPORTS)) {
    it(name, () => {
      const text = `${renderMarkdown(REPORTS[name]!())}\n`
      assert.equal(text, readSnapshot(new URL(`__snapshots__/${name.replaceAll(' ', '-')}.md`, import.meta.url), text))
    })
  }

  describe('takes the meaning from what the repository says', () => {
    const table: [what: string, text: string, shown: string][] = [
      ['HTML', '<img src=x onerror=y>', String.raw`\<img src=x onerror=y\>`],
      ['an entity', '&lt;', String.raw`\&lt;`],
      ['a link', '[x](y)', String.raw`\[x\](y)`],
      ['an image', '![x](y)', String.raw`!\[x\](y)`],
      ['emphasis', '**x** _y_ ~~z~~', String.raw`\*\*x\*\* \_y\_ \~\~z\~\~`],
      ['a heading', '# x', String.raw`\# x`],
      ['a list', '- x', String.raw`\- x`],
      ['a numbered list', '1. x', String.raw`1\. x`],
      ['a line across', '---', String.raw`\---`],
      ['a table', '| x |', String.raw`\| x \|`],
      ['code', '`x', '\\`x'],
      ['a backslash', '\\`x', '\\\\\\`x'],
      ['mathematics', '$x$', String.raw`\$x\$`],
      ['a mention, which would notify someone', 'by @heroku/team', 'by @&#8203;heroku/team'],
      ['a reference, which would show there', 'fixes #12 and GH-3', String.raw`fixes \#&#8203;12 and GH-&#8203;3`],
      ['an address', 'https://example.com www.example.com', 'https:&#8203;//example.com www&#8203;.example.com'],
      ['a second line', 'x\n\n# y', String.raw`x\<U+000A\>\<U+000A\>\# y`],
    ]
    for (const [what, text, shown] of table) it(what, () => assert.equal(markdownText(text), shown))

    it('leaves plain words as they are', () => {
      const words = "Python 3.14.2 isn't there: 50% of it, see app.py; why?"
      assert.equal(markdownText(words), words)
    })
  })

  it('ends code where it ends, whatever is in it', () => {
    assert.equal(markdownCode('x'), '`x`')
    assert.equal(markdownCode('a `b` c'), '``a `b` c``')
    assert.equal(markdownCode('``'), '``` `` ```')
    assert.equal(markdownCode('a\nb'), '`a<U+000A>b`')
    assert.equal(markdownBlock(['```', 'x']), '````text\n```\nx\n````')
  })

  it('has no line of its own for anything hostile', () => {
    const report = REPORTS['a hostile source']!()
    const lines = renderMarkdown({
      ...report,
      findings: report.findings.map((finding) => ({
        ...finding,
        excerpt: {length: 1, start: 0, text: `${HOSTILE}\n\`\`\`\n# owned`},
        file: `${HOSTILE}\`\n# owned`,
        fix: {command: `\`\n# owned ${HOSTILE}`, kind: 'hand' as const},
        message: `${HOSTILE}\n# owned\n<script>@someone</script>`,
      })),
    }).split('\n')
    for (const line of lines) {
      assert.doesNotMatch(line, /^# owned|[\u0000-\u001F\u007F\u202E\u2028]/)
      assert.doesNotMatch(line, /(?<!\\)<script/)
    }
  })

  it('fits into a comment, and says what was left out', () => {
    const report = REPORTS['many findings']!()
    const [finding] = report.findings
    const text = renderMarkdown({...report, findings: Array.from({length: 3000}, () => finding!)})
    assert.ok(text.length < 65_536)
    const [, left] = /… and (\d+) more findings: run/.exec(text)!
    assert.equal(Number(left) + text.split('\n#### ').length - 1, 3000)
  })
})
