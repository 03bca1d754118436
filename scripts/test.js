/** `npm test [-- ARGUMENTS]`: all tests but the end-to-end ones. `npx mocha FILE` runs one file. */
import {spawnSync} from 'node:child_process'

import {PARALLEL, testFiles} from './test-files.js'

const args = ['mocha', ...PARALLEL, ...process.argv.slice(2), ...testFiles({endToEnd: false})]
process.exitCode = spawnSync('npx', args, {stdio: 'inherit'}).status ?? 1
