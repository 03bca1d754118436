/**
 * Replays the classic buildpack's history: what a plugin that was verified for release n, and that has read the data of a later
 * release, says of that release; beside what the later release's own code decides.
 *
 *     npx tsx scripts/replay-releases.ts CHECKOUT [--tags 40] [--ahead 12] [--trees 150]
 *
 * CHECKOUT is a clone of heroku/heroku-buildpack-python with its tags; bash, sed, file, jq and the locale en_US.UTF-8 must be
 * there. What the plugin says is release n's own code with the later one's constants, as src/buildpack/release-source.ts reads
 * them. It abstains where a rule changed that its answer rests on (src/buildpack/rules.json).
 */
import {createHash} from 'node:crypto'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {parseArgs} from 'node:util'

import {readCorpus} from '../test/support/corpus.js'
import {type Constants, readTags, type Tag} from './replay-releases/history.js'
import {judge, restingOnChanges} from './replay-releases/judge.js'
import {writeProgram} from './replay-releases/program.js'
import {type Answer, runTrees} from './replay-releases/run-trees.js'

const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {
    ahead: {default: '12', type: 'string'},
    tags: {default: '40', type: 'string'},
    trees: {default: '150', type: 'string'},
  },
})
const [checkout] = positionals
if (!checkout) {
  console.error('usage: npx tsx scripts/replay-releases.ts CHECKOUT [--tags N] [--ahead N] [--trees N]')
  process.exit(2)
}

const room = mkdtempSync(path.join(tmpdir(), 'replay-releases-'))
const trees = sample(Number(values.trees))
const known = new Map<string, Promise<(Answer | null)[]>>()
try {
  process.exitCode = (await main(path.resolve(checkout))) === 0 ? 0 : 1
} finally {
  rmSync(room, {force: true, recursive: true})
}

/** @returns the number of wrong answers */
async function main(folder: string): Promise<number> {
  // The newest tag is judged only.
  const tags = readTags(folder, Number(values.tags) + 1)
  const total = {abstained: 0, right: 0, wrong: 0}
  console.log('| From | Releases judged | Right | Abstained | Wrong |\n|---|---|---|---|---|')
  for (const [index, from] of tags.entries()) {
    const later = tags.slice(index + 1, index + 1 + Number(values.ahead))
    if (later.length === 0) break
    const sum = {abstained: 0, right: 0, wrong: 0}
    for (const release of later) {
      const truth = await answers(folder, release)
      // Data in another form isn't used: what was known stays.
      const said = await answers(folder, from, release.constants ?? from.constants ?? undefined)
      const judged = judge({changes: restingOnChanges(from.digests, release.digests), said, trees, truth})
      sum.abstained += judged.abstained
      sum.right += judged.right
      sum.wrong += judged.wrong.length
      for (const tree of judged.wrong) console.log(wrongLine({from, release, said, tree, truth}))
    }

    for (const key of ['abstained', 'right', 'wrong'] as const) total[key] += sum[key]
    console.log(`| ${from.name} | ${later.length} | ${sum.right} | ${sum.abstained} | ${sum.wrong} |`)
  }

  const all = total.abstained + total.right + total.wrong
  const share = all === 0 ? 0 : (100 * total.abstained) / all
  console.log(`| all | | ${total.right} | ${total.abstained} (${share.toFixed(1)} %) | ${total.wrong} |`)
  return total.wrong
}

/** Of a release's own program, or of one with other constants: those are the same for all programs that do the same. */
function answers(folder: string, tag: Tag, constants?: Constants): Promise<(Answer | null)[]> {
  const key = constants ? digestOf({constants, digests: tag.digests}) : tag.name
  const answered = known.get(key) ?? run(folder, tag, constants)
  known.set(key, answered)
  return answered
}

async function run(folder: string, tag: Tag, constants?: Constants): Promise<(Answer | null)[]> {
  const program = mkdtempSync(path.join(room, 'program-'))
  writeProgram(program, folder, tag, constants)
  const answered = await runTrees(program, trees, room)
  rmSync(program, {force: true, recursive: true})
  return answered
}

/** Trees from all over the corpus, the same in each run. */
function sample(count: number) {
  const all = readCorpus().filter(({strict}) => strict)
  const step = Math.max(1, all.length / count)
  return Array.from({length: Math.min(count, all.length)}, (_, index) => all[Math.floor(index * step)]!)
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

interface Wrong {
  from: Tag
  release: Tag
  said: (Answer | null)[]
  tree: number
  truth: (Answer | null)[]
}

function wrongLine({from, release, said, tree, truth}: Wrong): string {
  return `wrong: ${from.name} → ${release.name}, ${trees[tree]!.id}: ${JSON.stringify(said[tree])} instead of ${JSON.stringify(truth[tree])}`
}
