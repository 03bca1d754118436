/** python:build-local, started as bench/support/empty-command.js is; says how much memory this process itself took. */
import {Config} from '@oclif/core'
import {fileURLToPath} from 'node:url'

import BuildLocal from '../../dist/commands/python/build-local.js'

process.on('exit', () => process.stderr.write(`kilobytes ${process.resourceUsage().maxRSS}\n`))
await BuildLocal.run(process.argv.slice(2), await Config.load({root: fileURLToPath(new URL('../..', import.meta.url))}))
