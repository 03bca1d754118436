/** `npm run bench`: prints ratios against a peer or a bare run. No part of the tests. */
import {rmSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {FakePlatformApi} from '../test/support/fake-platform-api/server.js'
import {installHerokuCli} from '../test/support/heroku-cli.js'
import {benchFleet} from './fleet.js'
import {PACKAGE_MANAGER_NAMES} from '../src/package-managers/index.js'
import {benchBuildLocal} from './build-local.js'
import {benchChangedLine} from './changed-line.js'
import {benchOwnBin} from './own-bin.js'
import {benchStopsEarly} from './stops-early.js'
import {race, type Row, table} from './support/measure.js'
import {largeRepository, smallRepository} from './support/repositories.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const empty = {args: [path.join(here, 'support/empty-command.js')], name: 'empty command', program: process.execPath}
const doctor = (folder: string) => ({
  args: [path.join(here, 'support/doctor-command.js'), '--offline', '--fail-level', 'never', '--source', folder],
  name: 'doctor',
  program: process.execPath,
})
const rows: Row[] = []

const small = smallRepository()
{
  const [ours, bare] = await race([doctor(small), empty], 15)
  rows.push({
    bench: 'doctor --offline, small app ÷ empty command',
    limit: 1.15,
    note: memory(ours!),
    ours: ours!.median,
    peer: bare!.median,
  })
}

rows.push(...(await benchOwnBin(small)))

const large = largeRepository()
{
  const listing = {args: ['ls-tree', '-r', 'HEAD'], cwd: large, name: 'git ls-tree', program: 'git'}
  const [ours, bare, tree] = await race([doctor(large), empty, listing], 7)
  const note = `git ls-tree -r HEAD: ${tree!.median.toFixed(0)} ms; ${memory(ours!)} (aim: under 250 MB)`
  rows.push({
    bench: 'doctor --offline, 50,000 files ÷ (git ls-tree + empty command)',
    limit: 2,
    note,
    ours: ours!.median,
    peer: tree!.median + bare!.median,
  })
}

rows.push(await benchFleet(empty))

const api = await FakePlatformApi.start({apps: [{name: 'example-app'}]})
const cli = await installHerokuCli()
{
  const env = {...cli.env, ...api.env}
  const heroku = (...args: string[]) => ({
    args: ['--no-deprecation', cli.program, ...args],
    cwd: small,
    env,
    name: args[0]!,
    program: process.execPath,
  })
  const [ours, peer] = await race(
    [heroku('python:doctor', '--app', 'example-app'), heroku('buildpacks', '--app', 'example-app')],
    9,
  )
  rows.push({
    bench: 'heroku python:doctor -a ÷ heroku buildpacks -a (local API)',
    limit: 1,
    note: memory(ours!),
    ours: ours!.median,
    peer: peer!.median,
  })
}

await cli.remove()
await api.stop()
for (const folder of [small, large]) rmSync(folder, {force: true, recursive: true})
console.log(table(rows))
// Real builds take minutes.
console.log(table(await benchBuildLocal()))
console.log(table(await benchStopsEarly(process.env.HEROKU_BUILDPACK_PYTHON, empty)))
console.log(table(await benchChangedLine(PACKAGE_MANAGER_NAMES)))

function memory({memory: megabytes}: {memory: number | undefined}): string {
  return megabytes === undefined ? 'memory unknown: GNU time is not installed' : `${megabytes.toFixed(0)} MB at the most`
}
