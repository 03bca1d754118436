/**
 * Rewrites releases.json, build-headings.json and rules.json of src/buildpack/ from checkouts of the buildpacks, and shows what
 * changed.
 *
 *     npm run sync-buildpack -- PATH [PATH]
 *
 * A PATH is a checkout of heroku/heroku-buildpack-python (classic) or heroku/buildpacks-python (CNB).
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {type Headings, readClassicHeadings, readCnbHeadings} from '../src/buildpack/heading-source.js'
import {CLASSIC_SOURCES, CNB_SOURCES, readClassicRelease, readCnbRelease} from '../src/buildpack/release-source.js'
import {readData, writeData} from './sync-buildpack/data-file.js'
import {digestsOf, type RulesOfKind, withRelease} from './sync-buildpack/rules.js'

const checkouts = process.argv.slice(2)
if (checkouts.length === 0) {
  console.error('usage: npm run sync-buildpack -- PATH [PATH]')
  process.exit(2)
}

const releases = readData('releases.json')
const headings = readData('build-headings.json')
const rules = readData('rules.json')
for (const checkout of checkouts) {
  if (existsSync(path.join(checkout, 'lib/python_version.sh'))) {
    const release = readClassicRelease(read(checkout, CLASSIC_SOURCES))
    sync('classic', checkout, release)
    headings.classic = {release: release.release, headings: readClassicHeadings(read(checkout, scripts(checkout)))}
  } else if (existsSync(path.join(checkout, 'src/python_version.rs'))) {
    const release = readCnbRelease(read(checkout, CNB_SOURCES))
    const classic = (headings.classic as undefined | {headings: Headings})?.headings ?? {}
    sync('cnb', checkout, release)
    const {'src/errors.rs': errors} = read(checkout, ['src/errors.rs'])
    headings.cnb = {release: release.release, headings: readCnbHeadings(errors, classic)}
  } else {
    console.error(
      `${checkout} is no checkout of a Python buildpack: neither lib/python_version.sh nor src/python_version.rs is there`,
    )
    process.exit(2)
  }
}

for (const [name, data] of Object.entries({'releases.json': releases, 'build-headings.json': headings, 'rules.json': rules}))
  writeData(name, data)

function sync(kind: 'classic' | 'cnb', checkout: string, release: {release: string; released: string}): void {
  releases[kind] = release
  const provenance = releases.provenance as Record<string, object>
  provenance[kind] = {...provenance[kind], constants: {from: 'source', release: release.release, released: release.released}}
  rules[kind] = withRelease(rules[kind] as RulesOfKind, digestsOf(kind, checkout), release.release)
}

/** The classic buildpack's own scripts: what they print stands in a build's log. */
function scripts(checkout: string): string[] {
  return ['bin', 'bin/steps', 'lib'].flatMap((folder) =>
    readdirSync(path.join(checkout, folder), {withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => `${folder}/${entry.name}`),
  )
}

function read<Name extends string>(checkout: string, names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(checkout, name), 'utf8')])) as Record<Name, string>
}
