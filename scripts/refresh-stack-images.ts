/**
 * Rewrites src/knowledge/stack-images.json from a clone of heroku/base-images (git's folder alone is enough):
 *
 *     npx tsx scripts/refresh-stack-images.ts CHECKOUT
 */
import {execFileSync} from 'node:child_process'

import {sorted, writeKnowledge} from './knowledge-file.js'

type Architecture = 'amd64' | 'arm64'

const [checkout] = process.argv.slice(2)
if (!checkout) {
  console.error('usage: npx tsx scripts/refresh-stack-images.ts CHECKOUT')
  process.exit(2)
}

const files = git('ls-tree', '-r', '--name-only', 'HEAD').split('\n')
const lists = files.flatMap((file) => {
  const {architecture, build, stack} =
    /^(?<stack>heroku-\d+)(?<build>-build)?\/installed-packages-(?<architecture>amd64|arm64)\.txt$/.exec(file)?.groups ?? {}
  return stack ? [{architecture: architecture as Architecture, file, image: build ? 'build' : 'run', stack}] : []
})
if (lists.length === 0) throw new Error(`${checkout} has no list of installed packages`)

const [commit, date] = git('log', '-1', '--format=%H %cs', '--', ...lists.map(({file}) => file))
  .trim()
  .split(' ')
const stacks: Record<string, object> = {}
for (const stack of new Set(lists.map((list) => list.stack))) {
  const run = packagesOf(stack, 'run', 'amd64')!
  const build = packagesOf(stack, 'build', 'amd64')!
  const missing = run.filter((name) => !build.includes(name))
  if (missing.length > 0) throw new Error(`${stack}: the build image lacks ${missing.join(', ')} of the run image`)
  const arm = {run: packagesOf(stack, 'run', 'arm64'), build: packagesOf(stack, 'build', 'arm64')}
  stacks[stack] = {
    run: run.join(' '),
    build: build.filter((name) => !run.includes(name)).join(' '),
    ...(arm.run && arm.build && {arm64: {run: difference(run, arm.run), build: difference(build, arm.build)}}),
  }
}

writeKnowledge('stack-images.json', {source: 'https://github.com/heroku/base-images', commit, date, stacks: sorted(stacks)}, 3)

function packagesOf(stack: string, image: string, architecture: Architecture): string[] | undefined {
  const list = lists.find((one) => one.stack === stack && one.image === image && one.architecture === architecture)
  if (!list) return undefined
  const lines = git('show', `HEAD:${list.file}`).split('\n')
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
}

/** What an image of the other architecture has more, and what it lacks. */
function difference(from: string[], to: string[]): {more: string; less: string} {
  const more = to.filter((name) => !from.includes(name))
  return {more: more.join(' '), less: from.filter((name) => !to.includes(name)).join(' ')}
}

function git(...words: string[]): string {
  return execFileSync('git', ['-C', checkout!, ...words], {encoding: 'utf8', maxBuffer: 1 << 26})
}
