/**
 * Replays the Cloud Native Buildpack's history, as scripts/replay-releases.ts replays the classic one's: what a plugin that was verified
 * for release n, and that has read the data of a later release, says of that release; beside what the later release itself decides.
 *
 *     npx tsx scripts/replay-cnb.ts CHECKOUT --cache FOLDER [--tags 40] [--ahead 12] [--trees 72] [--each-lock]
 *
 * CHECKOUT is a clone of heroku/buildpacks-python with its tags; cargo must be there. FOLDER keeps the compiled releases and what they
 * answered: a second run compiles nothing. Releases whose src/ is the same are compiled once, unless --each-lock is given: their
 * libraries differ then, and compile for minutes. What the plugin says is release n, compiled with the later one's constants as
 * src/buildpack/release-source.ts reads them. Where a rule changed that its answer rests on (src/buildpack/rules.json), it asks the later
 * release's own code (src/buildpack/cnb-source-rules.ts), and abstains where it doesn't understand that.
 * What is true, the later release says, compiled as it is but for the addresses of its archives. A second table has our own
 * predictions for each release, with its constants, in the same way.
 */
import {createHash} from 'node:crypto'
import path from 'node:path'
import {parseArgs} from 'node:util'

import {readCnbCorpus} from '../test/support/corpus.js'
import {serveArchives} from './replay-cnb/archives.js'
import {CompiledAnswers} from './replay-cnb/compiled-answers.js'
import {readTags, type Tag} from './replay-cnb/history.js'
import {CNB_RULES} from './replay-cnb/judge.js'
import {interpret, ourAnswers, PROVED} from './replay-cnb/our-answers.js'
import {withReasons} from './replay-cnb/reasons.js'
import {once, replay, type Replayed, replayOurs, sample} from './replay-releases/replay.js'

const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {
    ahead: {default: '12', type: 'string'},
    cache: {type: 'string'},
    'each-lock': {default: false, type: 'boolean'},
    tags: {default: '40', type: 'string'},
    trees: {default: '72', type: 'string'},
  },
})
const [checkout] = positionals
if (!checkout || !values.cache) {
  console.error('usage: npx tsx scripts/replay-cnb.ts CHECKOUT --cache FOLDER [--tags N] [--ahead N] [--trees N]')
  process.exit(2)
}

const {address, server} = await serveArchives()
try {
  process.exitCode = (await main(path.resolve(checkout), path.resolve(values.cache))) === 0 ? 0 : 1
} finally {
  server.close()
}

/** @returns the number of wrong answers */
async function main(folder: string, cache: string): Promise<number> {
  const trees = sample(readCnbCorpus(), Number(values.trees))
  const tags = readTags(folder, Number(values.tags) + 1)
  const compiled = new CompiledAnswers({address, cache, checkout: folder, eachLock: values['each-lock'], tags, trees})
  const cnb: Replayed<Tag> = {
    interpreted: once(
      // Many releases differ in nothing of their own program.
      ({files}: Tag) => createHash('sha256').update(JSON.stringify(files)).digest('hex'),
      async ({files}: Tag) => withReasons(await interpret(files, trees), files['src/errors.rs'] ?? ''),
    ),
    kind: 'cnb',
    ours({constants}) {
      return constants === null ? undefined : ourAnswers(trees, constants)
    },
    resting: CNB_RULES,
    said: (from, release) => compiled.with(from, release.constants ?? from.constants),
    trees,
    truth: (tag) => compiled.of(tag),
  }
  const wrong = await replay(cnb, tags, Number(values.ahead))
  return wrong + (await replayOurs(cnb, tags, PROVED))
}
