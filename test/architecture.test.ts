import assert from 'node:assert/strict'
import {cruise, type ICruiseResult, type IForbiddenRuleType} from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import {readdirSync} from 'node:fs'

/**
 * The rooms of src/, lowest first. A room may use those of the rows above it, and none of its own row or below. Imports of
 * types count too: who reads a file must know what they are. docs/architecture.md says what is in each.
 */
const ROWS = [
  ['common', 'system'],
  ['knowledge', 'packaging'],
  ['package-managers'],
  ['buildpack'],
  ['edits', 'project', 'releases'],
  ['platform'],
  ['checks', 'toolchain'],
  ['target'],
  ['doctor', 'local-build', 'migrate', 'pin'],
  ['move'],
  ['render'],
  ['api', 'cli'],
  ['mcp'],
  ['commands'],
  ['start'],
] as const

/** What decides, and touches nothing. */
const PURE = new Set<string>(['buildpack', 'checks', 'knowledge', 'package-managers', 'packaging'])

/** Edges that are still wrong. The list only shrinks: take a line out when its edge is gone. */
const KNOWN_EDGES: readonly string[] = []

/** Folders that are still in a circle. The list only shrinks. */
const KNOWN_CIRCLES: readonly string[] = []

function rules(): IForbiddenRuleType[] {
  const directions = ROWS.flatMap((row, index) => {
    const lower = ROWS.slice(0, index).flat()
    return row.map((room): IForbiddenRuleType => {
      const allowed = [room, ...(PURE.has(room) ? lower.filter((other) => other !== 'system') : lower)]
      const pathNot = `^src/(${allowed.join('|')})/`
      return {from: {path: `^src/${room}/`}, name: 'direction', severity: 'error', to: {path: '^src/', pathNot}}
    })
  })
  const circle: IForbiddenRuleType = {from: {}, name: 'circle', scope: 'folder', severity: 'error', to: {circular: true}}
  const files: IForbiddenRuleType = {
    from: {},
    name: 'files',
    severity: 'error',
    to: {circular: true, viaOnly: {dependencyTypesNot: ['type-only']}},
  }
  return [...directions, circle, files]
}

describe('the rooms of src/', () => {
  let violations: ICruiseResult['summary']['violations']

  before(async () => {
    const {output} = await cruise(
      ['src'],
      {ruleSet: {forbidden: rules()}, tsPreCompilationDeps: true, validate: true},
      undefined,
      {tsConfig: extractTSConfig('tsconfig.json')},
    )
    assert.ok(typeof output === 'object')
    assert.ok(output.modules.length > 400, 'the modules were found')
    violations = output.summary.violations
  })

  it('are all in the table', () => {
    const folders = readdirSync('src', {withFileTypes: true}).filter((entry) => entry.isDirectory())
    const rooms = new Set<string>(ROWS.flat())
    assert.deepEqual(
      folders.map(({name}) => name).filter((name) => !rooms.has(name)),
      [],
    )
  })

  it('use lower rooms only', () => {
    const found = violations.filter(({rule}) => rule.name === 'direction')
    const wrong = found.filter(({from, to}) => !KNOWN_EDGES.includes(edge(from, to)))
    assert.deepEqual(
      wrong.map(({from, to}) => `${from} → ${to}`),
      [],
    )
    assert.deepEqual([...new Set(found.map(({from, to}) => edge(from, to)))].sort(), KNOWN_EDGES, 'KNOWN_EDGES may only shrink')
  })

  it('are in no circle, nor are folders within them', () => {
    const found = violations.filter(({rule}) => rule.name === 'circle')
    const circles = found.map(({cycle = [], from}) => [from, ...cycle.map(({name}) => name)].join(' → '))
    const folders = [...new Set(found.map(({from}) => from.replace('src/', '')))].sort()
    assert.deepEqual(folders, KNOWN_CIRCLES, circles.join('\n'))
  })

  it('have no files that load one another', () => {
    const found = violations.filter(({rule}) => rule.name === 'files')
    const circles = found.map(({cycle = [], from}) => [from, ...cycle.map(({name}) => name)].join(' → '))
    assert.deepEqual(circles, [])
  })
})

function edge(from: string, to: string): string {
  return `${from.split('/')[1]} → ${to.split('/')[1]}`
}
