/**
 * Builds apps twice, with the real classic buildpack's own bin/compile and with `build-local`, and lists what differs:
 *
 *     npm run build && npm run compare-builds -- BUILDPACK_CHECKOUT [--cases FILE] [--only REGEX] [--shard K/N] [--out FOLDER]
 *
 * Without --cases, the apps are those of the buildpack's specs. FILE is a module that exports `cases(tools)`
 * (scripts/compare-builds/cases.ts). Needs Linux, root (/app and /tmp are private to a build), bash, jq, zstd and the package
 * index. Only `curl` is a stand-in: it answers with Pythons packed from this machine's, and with the index's uv.
 */
import {appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {parseArgs} from 'node:util'

import {CLASSIC_SOURCES, readClassicRelease} from '../src/buildpack/release-source.js'
import {type Case, type CaseBuild, readCases} from './compare-builds/cases.js'
import {compareOutcomes, notComparable} from './compare-builds/differences.js'
import {runLocalBuild} from './compare-builds/local-build.js'
import {runRealBuild} from './compare-builds/real-build.js'
import {findPythons, makeStandIns, type Python} from './compare-builds/stand-ins.js'
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
if (!checkout || !existsSync(path.join(checkout, 'bin/compile'))) {
  console.error('usage: npm run compare-builds -- BUILDPACK_CHECKOUT [--cases FILE] [--only REGEX] [--shard K/N] [--out FOLDER]')
  process.exit(2)
}

const buildpack = path.resolve(checkout)
const out = path.resolve(values.out ?? mkdtempSync(path.join(tmpdir(), 'compare-builds-')))
const tools = path.join(out, 'tools')
process.exitCode = (await main()) ? 0 : 1

/** @returns whether no build differs in what it doesn't declare */
async function main(): Promise<boolean> {
  for (const folder of [tools, path.join(out, 'logs'), '/app']) mkdirSync(folder, {recursive: true})
  const {latest} = readClassicRelease(sources()).python
  const pythons = findPythons(Object.keys(latest))
  makeStandIns(tools, buildpack, latest, pythons)
  const [shard = 0, shards = 1] = values.shard.split('/').map(Number)
  const wanted = (await readCases(values.cases, buildpack, tools)).filter(({name}) => new RegExp(values.only).test(name))
  const compared: Compared[] = []
  for (const one of wanted.filter((_, index) => index % shards === shard)) {
    try {
      for await (const result of compareCase(one, pythons)) compared.push(result)
    } catch (error) {
      compared.push({build: 0, differences: [{local: String(error), real: null, what: 'could not be compared'}], name: one.name})
      console.log(`${one.name}: could not be compared: ${String(error)}`)
    }
  }

  console.log(closingTable(compared))
  return compared.every(({differences}) => differences.length === 0)
}

function sources() {
  const texts = CLASSIC_SOURCES.map((name) => [name, readFileSync(path.join(buildpack, name), 'utf8')])
  return Object.fromEntries(texts) as Record<(typeof CLASSIC_SOURCES)[number], string>
}

async function* compareCase(one: Case, pythons: Record<string, Python>): AsyncGenerator<Compared> {
  const room = path.join(out, 'rooms', one.name.replaceAll(/[^\w.-]+/g, '_'))
  rmSync(room, {force: true, recursive: true})
  for (const [index, build] of one.builds.entries()) {
    const result = await compareBuild(one, build, {index, pythons, room})
    appendFileSync(path.join(out, `results-${values.shard.replace('/', '-')}.jsonl`), `${JSON.stringify(result)}\n`)
    console.log(
      `${one.name} ${index + 1}: ${result.notComparable ?? (result.differences.map(({what}) => what).join(', ') || 'the same')}`,
    )
    yield result
  }

  rmSync(room, {force: true, recursive: true})
}

interface Place {
  index: number
  pythons: Record<string, Python>
  room: string
}

async function compareBuild(one: Case, build: CaseBuild, {index, pythons, room}: Place): Promise<Compared> {
  const source = path.join(room, one.sourceName ?? 'source')
  rmSync(source, {force: true, recursive: true})
  for (const folder of [source, path.join(room, 'user')]) mkdirSync(folder, {recursive: true})
  await build.tree(source)
  const options = {
    args: build.args ?? one.args ?? [],
    ci: build.ci ?? one.ci ?? false,
    env: {...one.env, ...build.env},
    stack: build.stack ?? one.stack ?? 'heroku-24',
  }
  const real = runRealBuild({buildpack, room, source, tools}, options)
  const major = String(real.data.python_version_major)
  const python = pythons[major] ?? Object.values(pythons).at(-1)!
  const local = runLocalBuild(room, source, python.executable, options)
  const log = path.join(out, 'logs', `${path.basename(room)}-${index + 1}`)
  for (const [name, {log: text}] of Object.entries({local, real})) writeFileSync(`${log}.${name}.log`, text)
  const why = notComparable(real, python.major !== major && pythons[major] !== undefined)
  if (why !== undefined) return {build: index + 1, differences: [], name: one.name, notComparable: why}
  return {build: index + 1, differences: compareOutcomes(real, local, options.env), name: one.name}
}
