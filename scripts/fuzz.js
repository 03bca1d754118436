/**
 * `npm run fuzz [-- RUNS]`: every reader of what others wrote, with 100,000 random texts each, on another course each time.
 * FUZZ_SEED=N repeats one. CI runs the same with a few hundred texts on one course.
 */
import {spawnSync} from 'node:child_process'

const runs = process.argv[2] ?? '100000'
const seed = process.env.FUZZ_SEED ?? String(Date.now() % 2_147_483_647)
console.log(`${runs} runs each, FUZZ_SEED=${seed}`)
const env = {...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed}
const args = ['mocha', '--timeout', '0', 'test/fuzz/**/*.test.ts', 'test/floods/**/*.test.ts']
process.exitCode = spawnSync('npx', args, {env, stdio: 'inherit'}).status ?? 1
