/**
 * Replays the classic buildpack's history: what a plugin that was verified for release n, and that has read the data of a later
 * release, says of that release; beside what the later release's own code decides.
 *
 *     npx tsx scripts/replay-releases.ts CHECKOUT [--tags 40] [--ahead 12] [--trees 150]
 *
 * CHECKOUT is a clone of heroku/heroku-buildpack-python with its tags; bash, sed, file, jq and the locale en_US.UTF-8 must be
 * there. What the plugin says is release n's own code with the later one's constants, as src/buildpack/release-source.ts reads
 * them. Where a rule changed that its answer rests on (src/buildpack/rules.json), it asks the later release's own code
 * (src/buildpack/source-rules.ts), and abstains where it doesn't understand that. What is true, bash says, which runs the later
 * release. A second table has our own predictions for each release, with its constants, in the same way.
 */
import {createHash} from 'node:crypto'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {parseArgs} from 'node:util'

import {readCorpus} from '../test/support/corpus.js'
import {readTags, type Tag} from './replay-releases/history.js'
import {restingOnChanges} from './replay-releases/judge.js'
import {interpret, ourAnswers, PROVED} from './replay-releases/our-answers.js'
import {withConstants, writeProgram} from './replay-releases/program.js'
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

const room = mkdtempSync(path.join(tmpdir(), 'replay-releases-'))
const trees = sample(Number(values.trees))
const known = new Map<string, Promise<(Answer | null)[]>>()
const understood = new Map<string, Promise<(Answer | null | undefined)[]>>()
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
      const constants = release.constants ?? from.constants
      replayed.add(from.name, release.name, {
        changes: restingOnChanges(from.digests, release.digests),
        interpreted: await interpreted(release.files),
        said: await interpreted(constants ? withConstants(from.files, constants) : from.files),
        trees,
        truth: await truth(folder, release),
      })
    }

    console.log(replayed.row(from.name))
  }

  console.log(replayed.sum())
  useToolsFoundHere()
  const ours = new Tally('Our own rules on')
  for (const release of tags.filter(({constants}) => constants !== null)) {
    ours.add(release.name, release.name, {
      changes: restingOnChanges(PROVED, release.digests),
      interpreted: await interpreted(release.files),
      said: ourAnswers(trees, release.constants!),
      trees,
      truth: await truth(folder, release),
    })
    console.log(ours.row(release.name))
  }

  console.log(ours.sum())
  return replayed.wrong + ours.wrong
}

/** What a release's own program decides. */
function truth(folder: string, tag: Tag): Promise<(Answer | null)[]> {
  const answered = known.get(tag.name) ?? run(folder, tag)
  known.set(tag.name, answered)
  return answered
}

async function run(folder: string, tag: Tag): Promise<(Answer | null)[]> {
  const program = mkdtempSync(path.join(room, 'program-'))
  writeProgram(program, folder, tag)
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

/** What the interpreter decides with a release's files. Many releases differ in nothing that decides. */
function interpreted(files: Tag['files']): Promise<(Answer | null | undefined)[]> {
  const key = createHash('sha256').update(JSON.stringify(files)).digest('hex')
  const answered = understood.get(key) ?? interpret(files, trees)
  understood.set(key, answered)
  return answered
}
