/**
 * Rewrites src/buildpack/releases.json from checkouts of the buildpacks, and shows what changed.
 *
 *     npm run sync-buildpack -- PATH [PATH]
 *
 * A PATH is a checkout of heroku/heroku-buildpack-python (classic) or heroku/buildpacks-python (CNB).
 */
import {createTwoFilesPatch} from 'diff'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {CLASSIC_SOURCES, CNB_SOURCES, readClassicRelease, readCnbRelease} from '../src/buildpack/release-source.js'

const target = fileURLToPath(new URL('../src/buildpack/releases.json', import.meta.url))
const checkouts = process.argv.slice(2)
if (checkouts.length === 0) {
  console.error('usage: npm run sync-buildpack -- PATH [PATH]')
  process.exit(2)
}

const before = existsSync(target) ? readFileSync(target, 'utf8') : '{}'
const releases = JSON.parse(before) as Record<string, unknown>
for (const checkout of checkouts) {
  if (existsSync(path.join(checkout, 'lib/python_version.sh')))
    releases.classic = readClassicRelease(read(checkout, CLASSIC_SOURCES))
  else if (existsSync(path.join(checkout, 'src/python_version.rs'))) releases.cnb = readCnbRelease(read(checkout, CNB_SOURCES))
  else {
    console.error(
      `${checkout} is no checkout of a Python buildpack: neither lib/python_version.sh nor src/python_version.rs is there`,
    )
    process.exit(2)
  }
}

const {classic, cnb, ...rest} = releases
const after = `${JSON.stringify({classic, cnb, ...rest}, null, 2)}\n`
if (after === before) console.log('src/buildpack/releases.json is current: nothing changed')
else {
  writeFileSync(target, after)
  console.log(createTwoFilesPatch('releases.json', 'releases.json', before, after, 'before', 'after'))
}

function read<Name extends string>(checkout: string, names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(checkout, name), 'utf8')])) as Record<Name, string>
}
