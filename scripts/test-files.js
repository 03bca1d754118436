import {readdirSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import path from 'node:path'

/** What takes longest begins first, so that no process of mocha's is left alone with it at the end. */
const SLOW = [
  'test/local-build/poetry-pipenv',
  'test/pin/dependencies-locks',
  'test/local-build/pip.test',
  'test/project/lock-freshness',
  'test/e2e/build-local',
  'test/cases/builds',
  'test/local-build/',
  'test/e2e/',
  'test/safety/',
  'test/fuzz/',
  'test/project/',
  'test/pin/',
]

/** All test files, the slow ones first. @param {{endToEnd: boolean}} options those in test/e2e need a build */
export function testFiles({endToEnd}) {
  const files = readdirSync('test', {encoding: 'utf8', recursive: true})
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join('test', file.replaceAll(path.sep, '/')))
    .filter((file) => endToEnd || !file.startsWith('test/e2e/'))
  const rank = (file) => SLOW.findIndex((beginning) => file.startsWith(beginning)) + 1 || SLOW.length + 1
  return files.sort((one, other) => rank(one) - rank(other) || one.localeCompare(other))
}

/** Several processes at once: one more than there are processors, for many tests wait for a package index. */
export const PARALLEL = ['--parallel', '--jobs', String(availableParallelism() + 1)]
