/** `npm run try [-- FOLDER]`: the doctor on the example apps, or on one folder. Needs no Heroku account and no network. */
import {spawnSync} from 'node:child_process'
import {readdirSync} from 'node:fs'
import path from 'node:path'

/** The screen that shows most is what stays in sight. */
const LAST = path.join('examples', 'broken-version')

const asked = process.argv.slice(2)
const examples = readdirSync('examples', {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => path.join('examples', name))
  .sort()
  .reverse()
const folders = asked.length > 0 ? asked : [...examples.filter((folder) => folder !== LAST), LAST]
for (const folder of folders) {
  console.log(`\n$ heroku python:doctor --offline --source ${folder}\n`)
  spawnSync(process.execPath, ['bin/run.js', 'python:doctor', '--offline', '--source', folder], {stdio: 'inherit'})
}

if (asked.length === 0) console.log('\nTo check your own app: npm run try -- FOLDER')
