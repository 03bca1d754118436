/**
 * Builds apps twice, with a real buildpack's own programs and with `build-local`, and lists what differs:
 *
 *     npm run build && npm run compare-builds -- BUILDPACK_CHECKOUT [--cases FILE] [--only REGEX] [--shard K/N] [--out FOLDER]
 *
 * The checkout says which: heroku/heroku-buildpack-python (its bin/compile runs), or heroku/buildpacks-python (it is compiled with
 * cargo, and called as the lifecycle calls it, for Fir). Without --cases, the apps are those of the buildpack's own tests, and some
 * of ours (classic/, fir/). FILE is a module that exports `cases(tools)` (scripts/compare-builds/cases.ts). Needs Linux, root
 * (a build's /app and /tmp, or /layers and /workspace, are private to it), bash, jq, zstd and the package index.
 *
 * Stand-ins, for what can't be downloaded everywhere: archives of Pythons packed from this machine's, and the index's uv. The classic
 * buildpack gets them from a `curl` of our own. In the copy of the other that is compiled, the archives' two addresses are replaced
 * by that of a local server, and nothing else (fir/compile.ts).
 */
import {appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {parseArgs} from 'node:util'

import {notComparable} from './compare-builds/differences.js'
import {FIR_STACK} from '../src/target/target.js'
import type {Case, CaseBuild} from './compare-builds/cases.js'
import {kindOfCheckout, prepareGeneration} from './compare-builds/generation.js'
import {runLocalBuild} from './compare-builds/local-build.js'
import {closingTable, type Compared} from './compare-builds/table.js'

const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {
    cases: {type: 'string'},
    only: {default: '', type: 'string'},
    out: {type: 'string'},
    shard: {default: '0/1', type: 'string'},
  },
})
const [checkout] = positionals
if (!checkout || kindOfCheckout(checkout) === undefined) {
  console.error('usage: npm run compare-builds -- BUILDPACK_CHECKOUT [--cases FILE] [--only REGEX] [--shard K/N] [--out FOLDER]')
  process.exit(2)
}

const out = path.resolve(values.out ?? mkdtempSync(path.join(tmpdir(), 'compare-builds-')))
const tools = path.join(out, 'tools')
for (const folder of [tools, path.join(out, 'logs')]) mkdirSync(folder, {recursive: true})
const generation = await prepareGeneration(path.resolve(checkout), tools)
try {
  process.exitCode = (await main()) ? 0 : 1
} finally {
  generation.close()
}

/** @returns whether no build differs in what it doesn't declare */
async function main(): Promise<boolean> {
  const [shard = 0, shards = 1] = values.shard.split('/').map(Number)
  const wanted = (await generation.cases(values.cases)).filter(({name}) => new RegExp(values.only).test(name))
  const compared: Compared[] = []
  for (const one of wanted.filter((_, index) => index % shards === shard)) {
    try {
      for await (const result of compareCase(one)) compared.push(result)
    } catch (error) {
      compared.push({build: 0, differences: [{local: String(error), real: null, what: 'could not be compared'}], name: one.name})
      console.log(`${one.name}: could not be compared: ${String(error)}`)
    }
  }

  console.log(closingTable(compared))
  return compared.every(({differences}) => differences.length === 0)
}

async function* compareCase(one: Case): AsyncGenerator<Compared> {
  const room = path.join(out, 'rooms', one.name.replaceAll(/[^\w.-]+/g, '_'))
  rmSync(room, {force: true, recursive: true})
  for (const [index, build] of one.builds.entries()) {
    const result = await compareBuild(one, build, {index, room})
    appendFileSync(path.join(out, `results-${values.shard.replace('/', '-')}.jsonl`), `${JSON.stringify(result)}\n`)
    console.log(
      `${one.name} ${index + 1}: ${result.notComparable ?? (result.differences.map(({what}) => what).join(', ') || 'the same')}`,
    )
    yield result
  }

  rmSync(room, {force: true, recursive: true})
}

async function compareBuild(one: Case, build: CaseBuild, {index, room}: {index: number; room: string}): Promise<Compared> {
  const source = path.join(room, one.sourceName ?? 'source')
  rmSync(source, {force: true, recursive: true})
  for (const folder of [source, path.join(room, 'user')]) mkdirSync(folder, {recursive: true})
  await build.tree(source)
  const {pythons, stack} = generation
  const options = {
    args: build.args ?? one.args ?? [],
    ci: build.ci ?? one.ci ?? false,
    env: {...one.env, ...build.env},
    stack: stack === FIR_STACK ? stack : (build.stack ?? one.stack ?? stack),
  }
  const {major, outcome: real} = generation.build({room, source}, options)
  const python = (major === undefined ? undefined : pythons[major]) ?? Object.values(pythons).at(-1)!
  // Only the buildpack itself can be given another Python in its place.
  if (stack === FIR_STACK && major !== undefined && python.major !== major) throw new Error(`this machine has no Python ${major}`)
  const local = runLocalBuild(room, source, python.executable, options)
  const log = path.join(out, 'logs', `${path.basename(room)}-${index + 1}`)
  for (const [name, {log: text}] of Object.entries({local, real})) writeFileSync(`${log}.${name}.log`, text)
  const why = notComparable(real, local, python.major !== major && major !== undefined && pythons[major] !== undefined)
  if (why !== undefined) return {build: index + 1, differences: [], name: one.name, notComparable: why}
  return {build: index + 1, differences: generation.compare(real, local, options.env), name: one.name}
}
