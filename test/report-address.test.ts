import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'

import {ownReportAddress, reportAddress, whereToAsk} from '../src/cli/report-address.js'
import {problemJson} from '../src/render/problems.js'
import {PROJECT} from './support/heroku-cli.js'

describe('where to report a bug', () => {
  for (const [what, description, expected] of [
    ['bugs, as an object', {bugs: {url: 'https://example.com/issues'}}, 'https://example.com/issues'],
    ['bugs, as a text', {bugs: 'https://example.com/issues'}, 'https://example.com/issues'],
    ['bugs before the repository', {bugs: 'https://a.example', repository: 'https://b.example'}, 'https://a.example'],
    ['the repository, as git knows it', {repository: {url: 'git+https://example.com/a/b.git'}}, 'https://example.com/a/b'],
    ['an address that no browser opens', {repository: 'git@example.com:a/b.git'}, null],
    ['an e-mail address alone', {bugs: {email: 'a@example.com'}}, null],
    ['nothing', {}, null],
  ] as const)
    it(`is ${what}: ${expected}`, () => {
      assert.equal(reportAddress(description), expected)
    })

  it('is in the text of a crash and in the help, or the words for it until there is one', () => {
    const crash = (reportTo: null | string) => problemJson({id: 'internal', message: 'boom', reportTo}).error.fix
    assert.match(crash('https://example.com/issues'), /report it at https:\/\/example\.com\/issues, with/)
    assert.match(crash(null), /report it in the repository you installed the plugin from, with/)
    assert.equal(whereToAsk('https://example.com/issues'), 'Bugs and questions: https://example.com/issues')
    assert.equal(whereToAsk(null), 'Bugs and questions: the repository you installed this plugin from')
  })

  it('is the one in package.json, and README.md and SECURITY.md name it too', () => {
    const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8')
    const address = reportAddress(JSON.parse(read('package.json')) as object)
    assert.equal(ownReportAddress(), address)
    for (const page of ['README.md', 'SECURITY.md'])
      assert.ok(
        read(page)
          .replaceAll('\n', ' ')
          .includes(address ?? 'the repository you installed'),
        page,
      )
  })
})
