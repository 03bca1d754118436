import assert from 'node:assert/strict'

import type {Forecast} from '../../src/move/forecast.js'

import {forecastFails} from '../../src/move/forecast.js'
import {appOf, committed, forecastOf, treeOf} from '../support/checks.js'
import {FIR, FOUND, type PlantedMove, PYTHONS, STACKS, TOGETHER, UV} from './planted.js'

function told({app, files, online, to}: PlantedMove): Forecast {
  return forecastOf(committed(treeOf(files)), {app: app ? appOf(app) : null, online: online ?? null, to})
}

const ids = (findings: Forecast['breaks']) => [...new Set(findings.map(({id}) => id))].sort()
const sorted = (list: readonly string[]) => [...list].sort()

describe('a forecast of a move', () => {
  const groups = {
    'to Fir': FIR,
    'to another Python': PYTHONS,
    'to another stack': STACKS,
    'to several at once': TOGETHER,
    'to uv': UV,
    'where it was wrong': FOUND,
  }
  for (const [group, rows] of Object.entries(groups)) {
    describe(group, () => {
      for (const row of rows) {
        it(row.name, () => {
          const {breaks, heals, matters, ...rest} = told(row)
          if (row.breaks) assert.deepEqual(ids(breaks), sorted(row.breaks))
          if (row.matters)
            for (const id of row.matters) assert.ok(ids(matters).includes(id), `${id} of ${ids(matters).join(', ')}`)
          if (row.matters?.length === 0) assert.deepEqual(ids(matters.filter(({severity}) => severity !== 'info')), [])
          for (const id of row.heals ?? []) assert.ok(ids(heals).includes(id), `${id} of ${ids(heals).join(', ')}`)
          for (const id of row.stays ?? []) assert.ok(ids(rest.stays).includes(id), `${id} of ${ids(rest.stays).join(', ')}`)
          if (row.says) assert.ok([...breaks, ...matters].some(({message}) => row.says!.test(message)))
          const isBad = (row.breaks ?? ids(breaks)).length > 0
          assert.equal(forecastFails({breaks, heals, matters, ...rest}, 'error'), isBad)
        })
      }
    })
  }

  it('tells of nothing where nothing moves', () => {
    for (const {app, files} of [...PYTHONS, ...STACKS]) {
      const {breaks, heals, matters} = told({app: app ?? {stack: 'heroku-24'}, files, name: '', to: [app?.stack ?? 'heroku-24']})
      assert.deepEqual([ids(breaks), ids(matters), ids(heals)], [[], [], []])
    }
  })

  it('tells of each finding once: it breaks, matters or stays', () => {
    for (const row of [...PYTHONS, ...STACKS, ...FIR, ...UV, ...TOGETHER]) {
      const {breaks, matters, stays} = told(row)
      const all = [...breaks, ...matters, ...stays]
      assert.equal(new Set(all).size, all.length, row.name)
    }
  })
})
