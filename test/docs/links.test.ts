import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync, statSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The documents that people read: those of the fixture apps are data. */
const DOCUMENTS = execFileSync('git', ['ls-files', '-z', '*.md'], {cwd: ROOT, encoding: 'utf8'})
  .split('\0')
  .filter((file) => file !== '' && !file.startsWith('test/fixtures/'))

/** Blocks and spans of code show what a program prints, and link to nothing. */
function prose(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
    .replaceAll(/^```[^\n]*\n.*?^```$/gms, '')
    .replaceAll(/^ {4}.*$/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''))
}

/** `[text](target)` and `<img src="target">`, without addresses. */
function relativeLinks(file: string): string[] {
  const targets = [...prose(file).matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"/g)].map((match) => match[1] ?? match[2]!)
  return targets.filter((target) => !/^[a-z]+:/i.test(target))
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(file: string): Set<string> {
  const headings = [...prose(file).matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  )
}

function isBroken(file: string, target: string): boolean {
  const [place = '', anchor] = target.split('#')
  const linked = place === '' ? file : path.posix.join(path.posix.dirname(file), decodeURIComponent(place))
  const full = path.join(ROOT, linked)
  if (linked.startsWith('..') || !existsSync(full)) return true
  return anchor !== undefined && !(statSync(full).isFile() && anchors(linked).has(anchor))
}

describe('the links of the documents', () => {
  it('are looked at in every page', () => {
    for (const page of ['README.md', 'docs/doctor.md', 'docs/checks/README.md']) assert.ok(DOCUMENTS.includes(page), page)
    assert.ok(relativeLinks('README.md').includes('docs/doctor.md'))
  })

  it('are told from broken ones', () => {
    assert.ok(!isBroken('docs/doctor.md', 'json.md#what-stays-stable'))
    for (const target of ['jsn.md', 'json.md#what-goes', '#no-such-part', '../../elsewhere.md'])
      assert.ok(isBroken('docs/doctor.md', target), target)
  })

  it('lead to a file, and to a heading of it', () => {
    const broken = DOCUMENTS.flatMap((file) =>
      relativeLinks(file).flatMap((target) => (isBroken(file, target) ? [`${file}: ${target}`] : [])),
    )
    assert.deepEqual(broken, [])
  })
})
