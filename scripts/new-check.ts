/** `npm run new-check -- group/name`: writes a check, its test rows with a near miss, and its entries in the lists. */
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {newCheck} from './new-check/new-check.js'

const [id = ''] = process.argv.slice(2)
try {
  const files = newCheck(id, (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined))
  for (const [file, text] of files) {
    mkdirSync(path.dirname(file), {recursive: true})
    writeFileSync(file, text)
    console.log(file)
  }

  console.log(`
Now write what ${id} looks for, and the rows that show it. Then:
  npx tsx node_modules/mocha/bin/mocha.js test/checks/meta.test.ts test/checks/fixtures.test.ts
  npm run docs`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
