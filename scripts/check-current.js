/** `check-current.js PATH COMMAND…`: runs a generator, and fails if what it makes differs from what is committed. */
import {spawnSync} from 'node:child_process'
import {rmSync} from 'node:fs'
import {cp} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

const [target, program, ...args] = process.argv.slice(2)
const before = path.join(tmpdir(), `committed-${process.pid}`)
await cp(target, before, {recursive: true})
const made = spawnSync(program, args, {stdio: ['ignore', 'ignore', 'inherit']})
const same = spawnSync('git', ['diff', '--no-index', '--stat', before, target], {stdio: ['ignore', 'inherit', 'inherit']})
rmSync(before, {force: true, recursive: true})
if (made.status !== 0 || same.status !== 0) {
  console.error(`${target} is not current: run ${[program, ...args].join(' ')} and commit the result`)
  process.exitCode = 1
}
