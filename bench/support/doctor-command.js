/** python:doctor, started as bench/support/empty-command.js is. */
import {Config} from '@oclif/core'
import {fileURLToPath} from 'node:url'

import Doctor from '../../dist/commands/python/doctor.js'

await Doctor.run(process.argv.slice(2), await Config.load({root: fileURLToPath(new URL('../..', import.meta.url))}))
