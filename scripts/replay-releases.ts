/**
 * Replays the classic buildpack's history: what a plugin that was verified for release n, and that has read the data of a later
 * release, says of that release; beside what the later release's own code decides.
 *
 *     npx tsx scripts/replay-releases.ts CHECKOUT [--tags 40] [--ahead 12] [--trees 150]
 *
 * CHECKOUT is a clone of heroku/heroku-buildpack-python with its tags; bash, sed, file, jq and the locale en_US.UTF-8 must be
 * there. What the plugin says is release n's own code with the later one's constants, as src/buildpack/release-source.ts reads
 * them. It abstains where a rule changed that its answer rests on (src/buildpack/rules.json). A second table has our own
 * predictions for each release, with its constants, in the same way.
 */
import {createHash} from 'node:crypto'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {parseArgs} from 'node:util'

import {readCorpus} from '../test/support/corpus.js'
import {type Constants, readTags, type Tag} from './replay-releases/history.js'
import {restingOnChanges} from './replay-releases/judge.js'
import {ourAnswers, PROVED} from './replay-releases/our-answers.js'
import {writeProgram} from './replay-releases/program.js'
import {type Answer, runTrees} from './replay-releases/run-trees.js'
import {Tally} from './replay-releases/tally.js'
import {useToolsFoundHere} from './compare-buildpack/tools-here.js'

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

/** Units that run after a build's decisions. */
const AFTER_THE_DECISIONS =
  /^(?:(?:pip|pipenv|poetry|python|uv)::|lib\/(?:pip|pipenv|poetry|python|uv)\.sh|cache::(?:restore|save)|bin\/(?:release|steps|test-compile|warnings)|show-warnings|vendor|detect_memory)|, the (?:end|installation)$/
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
  const replayed = new Tally('Verified for')
  for (const [index, from] of tags.slice(0, -1).entries()) {
    for (const release of tags.slice(index + 1, index + 1 + Number(values.ahead))) {
      // Data in another form isn't used: what was known stays.
      const said = await answers(folder, from, release.constants ?? from.constants ?? undefined)
      const changes = restingOnChanges(from.digests, release.digests)
      replayed.add(from.name, release.name, {changes, said, trees, truth: await answers(folder, release)})
    }

    console.log(replayed.row(from.name))
  }

  console.log(replayed.sum())
  useToolsFoundHere()
  const ours = new Tally('Our own rules on')
  for (const release of tags.filter(({constants}) => constants !== null)) {
    const changes = restingOnChanges(PROVED, release.digests)
    const said = ourAnswers(trees, release.constants!)
    ours.add(release.name, release.name, {changes, said, trees, truth: await answers(folder, release)})
    console.log(ours.row(release.name))
  }

  console.log(ours.sum())
  return replayed.wrong + ours.wrong
}

/** Of a release's own program, or of one with other constants: those are the same for all programs that do the same. */
function answers(folder: string, tag: Tag, constants?: Constants): Promise<(Answer | null)[]> {
  const deciding = Object.entries(tag.digests).filter(([unit]) => !AFTER_THE_DECISIONS.test(unit))
  const key = constants ? digestOf({constants, deciding}) : tag.name
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
