import assert from 'node:assert/strict'

import {maskUrls} from '../../src/platform/secret.js'
import {assertGrowth} from '../support/growth.js'

describe('a URL that is shown', () => {
  for (const [url, shown] of [
    ['https://github.com/heroku/heroku-buildpack-python.git#v350', 'https://github.com/heroku/heroku-buildpack-python.git#v350'],
    ['heroku/python', 'heroku/python'],
    ['https://user:pass@example.com/x', 'https://****@example.com/x'],
    ['https://token@example.com:8443/x#y', 'https://****@example.com:8443/x#y'],
    ['https://:token@example.com', 'https://****@example.com'],
    ['https://us@er:p@ss@example.com/', 'https://****@example.com/'],
    ['https://u:pa/ss?w#d@example.com/x', 'https://****@example.com/x'],
    ["https://u:pa'ss<x>@example.com/x", 'https://****@example.com/x'],
    ['https://example.com:8443/@scope/package@1.0', 'https://example.com:8443/@scope/package@1.0'],
    ['https://example.com/@scope/package', 'https://example.com/@scope/package'],
    ['HTTPS://USER:PASS@EXAMPLE.COM/', 'HTTPS://****@EXAMPLE.COM/'],
    ['git+https://oauth2:tok@gitlab.com/o/r.git@v1#egg=r', 'git+https://****@gitlab.com/o/r.git@v1#egg=r'],
    ['ssh://git:tok@github.com/o/r.git', 'ssh://****@github.com/o/r.git'],
    ['git@github.com:o/r.git', 'git@github.com:o/r.git'],
    ['user:tok@github.com:o/r.git', '****@github.com:o/r.git'],
    ['user:tok@pypi.example.com/simple', '****@pypi.example.com/simple'],
    ['s3://key:secret@bucket/x', 's3://****@bucket/x'],
    ['postgres://u:p@h:5432/db?sslmode=require', 'postgres://****@h:5432/db?sslmode=****'],
    ['https://example.com/x.tgz?token=abc&b=&c#v1', 'https://example.com/x.tgz?token=****&b=****&****#v1'],
    [
      'https://example.com/a.git/info/refs?service=git-upload-pack',
      'https://example.com/a.git/info/refs?service=git-upload-pack',
    ],
    ['https://example.com/x?service=git-upload-packs&b=git', 'https://example.com/x?service=****&b=****'],
    ['https://example.com/x?c2VjcmV0', 'https://example.com/x?****'],
    ["broken by 'timeout': /wheels/a-1.whl?X-Sig=abc&c", "broken by 'timeout': /wheels/a-1.whl?X-Sig=****&****"],
    ['GET /?key=abc, /a?b', 'GET /?key=**** /a?b'],
    ['https://example.com/x?a=1?b=2&&c=3', 'https://example.com/x?a=****&&c=****'],
  ] as const)
    it(`${url} → ${shown}`, () => assert.equal(maskUrls(url), shown))

  it('is masked wherever it stands in a text, and nothing else is', () => {
    const text = `first https://a:b@x.example/?q=1, then "http://c@y.example/p" <ssh://d:e@z.example> (f:g@h.example:o/r)
https://one.example/,https://h:i@two.example/ https://j:k@three.example
a && b=c; mail@example.com; 12:30 me@example.com; python:3.12@sha256:abc`
    assert.equal(
      maskUrls(text),
      `first https://****@x.example/?q=**** then "http://****@y.example/p" <ssh://****@z.example> (****@h.example:o/r)
https://one.example/,https://****@two.example/ https://****@three.example
a && b=c; mail@example.com; 12:30 me@example.com; python:3.12@sha256:abc`,
    )
  })

  it('is masked in proportion to the length of the text', () => {
    for (const part of ['a', ':', '@', 'a:', 'a://', '?a', '://@', 'http://a:b', '/?', ' /', '=/', '=/?', '/?=', 'a:1,', 'a:1'])
      assertGrowth(part, {make: (size) => part.repeat(size / part.length), read: maskUrls, size: 100_000})
  })
})
