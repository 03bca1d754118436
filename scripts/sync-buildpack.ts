/**
 * Rewrites src/buildpack/releases.json and build-headings.json from checkouts of the buildpacks, and shows what changed.
 *
 *     npm run sync-buildpack -- PATH [PATH]
 *
 * A PATH is a checkout of heroku/heroku-buildpack-python (classic) or heroku/buildpacks-python (CNB).
 */
import {createTwoFilesPatch} from 'diff'
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {type Headings, readClassicHeadings, readCnbHeadings} from '../src/buildpack/heading-source.js'
import {CLASSIC_SOURCES, CNB_SOURCES, readClassicRelease, readCnbRelease} from '../src/buildpack/release-source.js'

const checkouts = process.argv.slice(2)
if (checkouts.length === 0) {
  console.error('usage: npm run sync-buildpack -- PATH [PATH]')
  process.exit(2)
}

const releases = readData('releases.json')
const headings = readData('build-headings.json')
for (const checkout of checkouts) {
  if (existsSync(path.join(checkout, 'lib/python_version.sh'))) {
    const release = readClassicRelease(read(checkout, CLASSIC_SOURCES))
    releases.classic = release
    headings.classic = {release: release.release, headings: readClassicHeadings(read(checkout, scripts(checkout)))}
  } else if (existsSync(path.join(checkout, 'src/python_version.rs'))) {
    const release = readCnbRelease(read(checkout, CNB_SOURCES))
    const classic = (headings.classic as undefined | {headings: Headings})?.headings ?? {}
    releases.cnb = release
    const {'src/errors.rs': errors} = read(checkout, ['src/errors.rs'])
    headings.cnb = {release: release.release, headings: readCnbHeadings(errors, classic)}
  } else {
    console.error(
      `${checkout} is no checkout of a Python buildpack: neither lib/python_version.sh nor src/python_version.rs is there`,
    )
    process.exit(2)
  }
}

writeData('releases.json', releases)
writeData('build-headings.json', headings)

function place(name: string): string {
  return fileURLToPath(new URL(`../src/buildpack/${name}`, import.meta.url))
}

function readData(name: string): Record<string, unknown> {
  return existsSync(place(name)) ? (JSON.parse(readFileSync(place(name), 'utf8')) as Record<string, unknown>) : {}
}

function writeData(name: string, {classic, cnb, ...rest}: Record<string, unknown>): void {
  const before = existsSync(place(name)) ? readFileSync(place(name), 'utf8') : ''
  const after = `${JSON.stringify({classic, cnb, ...rest}, null, 2)}\n`
  if (after === before) console.log(`src/buildpack/${name} is current: nothing changed`)
  else {
    writeFileSync(place(name), after)
    console.log(createTwoFilesPatch(name, name, before, after, 'before', 'after'))
  }
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
