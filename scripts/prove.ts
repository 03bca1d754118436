/**
 * Reads the data of newer buildpack releases, and compares what they do with what we predict, in one command:
 *
 *     npm run prove -- CHECKOUT [CNB_CHECKOUT] [--cases N] [--summary FILE]
 *
 * The checkouts are of heroku/heroku-buildpack-python and heroku/buildpacks-python; compare-buildpack.ts says what must be
 * there. If the classic buildpack's own code agrees with us on every tree, its release becomes the proved one in rules.json.
 * The table at the end is written to FILE too, for a pull request.
 */
import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import {parseArgs} from 'node:util'

import {readData, writeData} from './sync-buildpack/data-file.js'
import {asProved, digestsOf, type RulesOfKind} from './sync-buildpack/rules.js'
import {proofTable, type Proof} from './sync-buildpack/proof-table.js'

const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {cases: {default: '300', type: 'string'}, summary: {type: 'string'}},
})
const [checkout, ...others] = positionals.map((folder) => path.resolve(folder))
if (checkout === undefined || others.length > 1) {
  console.error('usage: npm run prove -- CHECKOUT [CNB_CHECKOUT] [--cases N] [--summary FILE]')
  process.exit(2)
}

const classic = 'the classic code on random trees and its fixtures'
const synced = run('the data of the releases', ['tsx', 'scripts/sync-buildpack.ts', checkout, ...others])
// With data that could not be read, there is nothing to compare.
const compared = synced.passed
  ? [
      run(classic, ['tsx', 'scripts/compare-buildpack.ts', checkout, '--cases', values.cases]),
      run("the classic buildpack's recorded answers", ['mocha', 'test/conformance/corpus.test.ts']),
      run("the Cloud Native Buildpack's recorded answers", ['mocha', 'test/conformance/corpus-cnb.test.ts']),
      ...others.map((folder) =>
        run("the Cloud Native Buildpack's code, interpreted", ['mocha', 'test/buildpack/cnb-source-rules.test.ts'], {
          HEROKU_BUILDPACKS_PYTHON: folder,
        }),
      ),
    ]
  : []
const proofs = [synced, ...compared]
if (proofs.every(({passed}) => passed)) markAsProved(checkout)
const table = proofTable(proofs, readData('rules.json') as unknown as Record<'classic' | 'cnb', RulesOfKind>)
console.log(table)
if (values.summary !== undefined) writeFileSync(values.summary, table)
process.exitCode = proofs.every(({passed}) => passed) ? 0 : 1

function run(what: string, [program = '', ...args]: string[], env: Record<string, string> = {}): Proof {
  console.log(`\n== ${what}`)
  const argv = [path.join('node_modules/.bin', program), ...args]
  const {status} = spawnSync(process.execPath, argv, {env: {...process.env, ...env}, stdio: 'inherit'})
  return {passed: status === 0, what}
}

function markAsProved(folder: string): void {
  const releases = readData('releases.json')
  const {release} = releases.classic as {release: string}
  const provenance = releases.provenance as Record<string, {behavior: {release: string}}>
  provenance.classic!.behavior.release = release
  const rules = readData('rules.json')
  rules.classic = asProved(rules.classic as RulesOfKind, digestsOf('classic', folder), release)
  writeData('releases.json', releases)
  writeData('rules.json', rules)
}
