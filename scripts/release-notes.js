/** `release-notes.js VERSION [CHANGELOG]`: prints a version's section of the changelog, which becomes the release's text. */
import {readFileSync} from 'node:fs'

const [version, file = 'CHANGELOG.md'] = process.argv.slice(2)
const [, ...sections] = readFileSync(file, 'utf8').split(/^## /m)
const section = sections.find((one) => one.split(/\s/, 1)[0] === version)
const text = section?.slice(section.indexOf('\n')).trim()
if (text) console.log(text)
else {
  console.error(`${file} has no section about ${version}`)
  process.exitCode = 1
}
