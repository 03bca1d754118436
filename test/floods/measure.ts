/** `npx tsx test/floods/measure.ts NAME SIZE`: the CPU time (ms) and memory (MB) of a whole offline diagnosis. */
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {FLOODS} from './floods.js'
import Doctor from '../../src/commands/python/doctor.js'
import {runCommand} from '../support/run-command.js'
import {removeFolder} from '../support/remove-folder.js'

const [name, size] = process.argv.slice(2)
const flood = FLOODS.find((one) => one.name === name)!
const folder = mkdtempSync(path.join(tmpdir(), 'flood-'))
for (const [file, text] of Object.entries(flood.files(Number(size)))) {
  mkdirSync(path.dirname(path.join(folder, file)), {recursive: true})
  writeFileSync(path.join(folder, file), text)
}

const before = process.cpuUsage()
let out = ''
try {
  const r = await runCommand(Doctor, ['--offline', '--json', '--source', folder])
  out = String(r.stdout).length + ' bytes, ' + String(r.stderr).slice(0, 200)
} catch (error) {
  out = String(error).slice(0, 200)
}

const used = process.cpuUsage(before)
console.log(
  `${Math.round((used.user + used.system) / 1000)} ms  ${Math.round(process.resourceUsage().maxRSS / 1024)} MB  ${name} ${size}  ${out}`,
)
removeFolder(folder)
