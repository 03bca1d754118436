import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {PROJECT} from '../support/heroku-cli.js'

const PAGE = readFileSync(path.join(PROJECT, 'docs/security.md'), 'utf8')

/** The rows of the table below a heading, as the texts of their cells. */
function rows(heading: string): string[][] {
  const [, section = ''] = PAGE.split(`\n## ${heading}\n`)
  const lines = section.split('\n## ')[0]!.split('\n')
  const cells = lines.filter((line) => line.startsWith('|')).map((line) => line.slice(1, -1).split('|'))
  return cells.slice(2).map((row) => row.map((cell) => cell.trim()))
}

/** Whether a test, or a group of them, has a title in which these words stand. */
function hasTest(file: string, words: string): boolean {
  const source = readFileSync(path.join(PROJECT, file), 'utf8')
  const titles = source.matchAll(/\b(?:describe|it)\(\s*(["'`])(?<title>(?:\\.|(?!\1).)*)\1/gs)
  return [...titles].some(({groups}) => groups!.title!.includes(words))
}

describe('docs/security.md', () => {
  const promises = rows('The test for each promise')

  it('names tests that are there', () => {
    assert.ok(promises.length > 30)
    for (const [promise, file, title] of promises) {
      const name = file!.replaceAll('`', '')
      assert.ok(existsSync(path.join(PROJECT, name)), `${promise}: no ${name}`)
      assert.ok(hasTest(name, title!), `${promise}: ${name} has no test "${title}"`)
    }
  })

  it('would notice a test that is gone', () => {
    assert.ok(!hasTest('test/docs/security.test.ts', 'no such words'))
    assert.ok(hasTest('test/docs/security.test.ts', 'would notice a test'))
  })

  it('says of each package what it is for, and how many are installed with them', () => {
    const {dependencies} = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const named = rows('What is installed with it').flatMap(([names]) => names!.replaceAll('`', '').split(', '))
    assert.deepEqual(named, Object.keys(dependencies))
    const lock = JSON.parse(readFileSync(path.join(PROJECT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, {dev?: true; devOptional?: true; hasInstallScript?: true; optional?: true}>
    }
    const all = Object.entries(lock.packages).filter(([place, about]) => place !== '' && !about.dev && !about.devOptional)
    assert.ok(
      PAGE.includes(`has ${named.length} direct dependencies. In total, ${all.length} packages are installed`),
      `${all.length}`,
    )
    const scripts = all.filter(([, about]) => about.hasInstallScript && !about.optional)
    assert.deepEqual(
      scripts.map(([place]) => place),
      ['node_modules/ssh2'],
    )
  })
})
