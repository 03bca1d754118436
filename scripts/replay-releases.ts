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
import {CLASSIC_RULES} from './replay-releases/judge.js'
import {interpret, ourAnswers, PROVED} from './replay-releases/our-answers.js'
import {withConstants, writeProgram} from './replay-releases/program.js'
import {once, replay, type Replayed, replayOurs, sample} from './replay-releases/replay.js'
import {type Answer, runTrees} from './replay-releases/run-trees.js'
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
const trees = sample(readCorpus(), Number(values.trees))
try {
  process.exitCode = (await main(path.resolve(checkout))) === 0 ? 0 : 1
} finally {
  rmSync(room, {force: true, recursive: true})
}

/** @returns the number of wrong answers */
async function main(folder: string): Promise<number> {
  const tags = readTags(folder, Number(values.tags) + 1)
  // Many releases differ in nothing that decides.
  const understood = once(
    (files: Tag['files']) => createHash('sha256').update(JSON.stringify(files)).digest('hex'),
    (files) => interpret(files, trees),
  )
  const classic: Replayed<Tag> = {
    interpreted: ({files}) => understood(files),
    kind: 'classic',
    ours({constants}) {
      return constants === null ? undefined : ourAnswers(trees, constants)
    },
    resting: CLASSIC_RULES,
    said(from, release) {
      // Data in another form isn't used: what was known stays.
      const constants = release.constants ?? from.constants
      return understood(constants ? withConstants(from.files, constants) : from.files)
    },
    trees,
    truth: once(
      ({name}: Tag) => name,
      (tag) => run(folder, tag),
    ),
  }
  const wrong = await replay(classic, tags, Number(values.ahead))
  useToolsFoundHere()
  return wrong + (await replayOurs(classic, tags, PROVED))
}

/** What a release's own program decides. */
async function run(folder: string, tag: Tag): Promise<(Answer | null)[]> {
  const program = mkdtempSync(path.join(room, 'program-'))
  writeProgram(program, folder, tag)
  const answered = await runTrees(program, trees, room)
  rmSync(program, {force: true, recursive: true})
  return answered
}
