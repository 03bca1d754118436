/** `npm run try [-- FOLDER]`: the doctor on the example apps, or on one folder. Needs no Heroku account and no network. */
import {spawnSync} from 'node:child_process'
import {readdirSync} from 'node:fs'
import path from 'node:path'

const asked = process.argv.slice(2)
const examples = readdirSync('examples', {withFileTypes: true}).filter((entry) => entry.isDirectory())
const folders =
  asked.length > 0
    ? asked
    : examples
        .map(({name}) => path.join('examples', name))
        .sort()
        .reverse()
for (const folder of folders) {
  console.log(`\n$ heroku python:doctor --offline --source ${folder}\n`)
  spawnSync(process.execPath, ['bin/run.js', 'python:doctor', '--offline', '--source', folder], {stdio: 'inherit'})
}
