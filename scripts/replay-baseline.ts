/**
 * `npx tsx scripts/replay-baseline.ts [--commits N] REPOSITORY...`: what `--baseline` would have said of the last commits of
 * repositories, each compared with its parent, now and with the release data of one and of two simulated years later.
 *
 * It fails if a commit that changes no file that is read brings a finding.
 */
import {execFileSync} from 'node:child_process'
import {parseArgs} from 'node:util'

import {replay} from './replay-baseline/replay.js'

const YEARS = [0, 1, 2]

const {positionals, values} = parseArgs({allowPositionals: true, options: {commits: {default: '30', type: 'string'}}})
let isClean = true
for (const folder of positionals) {
  const list = ['-C', folder, 'log', '--first-parent', '--format=%H', '--min-parents=1', `-${values.commits}`]
  const commits = execFileSync('git', list).toString().trim().split('\n')
  let irrelevant = 0
  let red = 0
  for (const commit of commits) {
    const runs = await replay(folder, commit, YEARS)
    if (runs[0]!.isIrrelevant) irrelevant++
    if (runs[0]!.fails) red++
    for (const {added, isIrrelevant, years} of runs) {
      const isWrong = isIrrelevant && added.length > 0
      if (added.length > 0) console.log(`${commit.slice(0, 10)} +${years}y ${isWrong ? 'WRONG ' : ''}${added.join(', ')}`)
      if (isWrong) isClean = false
    }
  }

  console.log(`${folder}: ${commits.length} commits, ${irrelevant} irrelevant, ${red} red`)
}

if (!isClean) process.exitCode = 1
