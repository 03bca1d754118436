import assert from 'node:assert/strict'

import {replay, type Replayed} from '../../scripts/replay-baseline/replay.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'

/** The history of a small app: what each commit changes, and what its pull request is told, whenever it is looked at. */
const HISTORY: [what: string, files: TestFiles, added: readonly string[]][] = [
  ['words', {'README.md': '# Shop\n'}, []],
  ['a picture', {'docs/shop.png': new Uint8Array([137, 80, 78, 71])}, []],
  ['code below the app', {'shop/prices.py': 'PRICE = 3\n'}, []],
  ['a package that is pinned', {'requirements.txt': 'idna==3.11\ngunicorn==23.0.0\npackaging==25.0\n'}, []],
  ['lines above the one at fault', {Procfile: 'release: python shop/prices.py\nweb: waitress-serve app:app\n'}, []],
  [
    'a worker whose program is missing',
    {Procfile: 'release: python shop/prices.py\nweb: waitress-serve app:app\nworker: celery -A shop worker\n'},
    ['procfile/'],
  ],
  ['more words', {'README.md': '# The shop\n'}, []],
]

const YEARS = [0, 1, 2]

describe('a history replayed with --baseline', () => {
  const folders = new TemporaryFolders()
  const told = new Map<string, Replayed[]>()

  before(async () => {
    const repository = folders.repository()
    repository.commit(
      {
        // A version that each of the simulated years looks at in another way: supported, announced to end, ended.
        '.python-version': '3.11.4\n',
        Procfile: 'web: waitress-serve app:app\n',
        'app.py': 'def app(environ, start):\n    return []\n',
        'requirements.txt': 'idna==3.11\n',
      },
      {at: '2026-01-01T00:00:00Z'},
    )
    for (const [what, files] of HISTORY) {
      const commit = repository.commit(files, {at: '2026-02-01T00:00:00Z'})
      told.set(what, await replay(repository.folder, commit, YEARS))
    }
  })

  after(() => folders.remove())

  for (const [what, , added] of HISTORY) {
    it(`${what}: ${added.length === 0 ? 'nothing new' : 'what it adds'}, whatever the year`, () => {
      const runs = told.get(what)!
      assert.equal(runs.length, YEARS.length)
      for (const run of runs) {
        assert.equal(run.added.length, added.length, `${run.years} years later: ${run.added.join(', ')}`)
        for (const [index, start] of added.entries()) assert.ok(run.added[index]!.startsWith(start), run.added[index])
        assert.equal(run.fails, added.length > 0)
        assert.ok(run.existing > 0)
      }
    })
  }

  it('lists what time brings apart', () => {
    for (const runs of told.values()) assert.ok(runs.every(({since}) => since > 0))
  })

  it('knows which commits touch nothing that is read', () => {
    const irrelevant = [...told].filter(([, runs]) => runs[0]!.isIrrelevant).map(([what]) => what)
    assert.deepEqual(irrelevant, ['words', 'a picture', 'more words'])
  })
})
