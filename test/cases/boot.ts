/**
 * Builds and boots the cases: `npx tsx test/cases/boot.ts [ID|KIND …]`. Says for each how the build ended, each process's verdict, and
 * whether the doctor tells it. What neither tells is a check that is missing.
 */
import '../support/setup.js'
import {bootCase} from './boot-case.js'
import {readCases} from './case.js'
import {EXPECTATIONS} from './expectations/index.js'

const wanted = process.argv.slice(2)
const kindOf = (id: string) => EXPECTATIONS.get(id)?.kind ?? 'no expectation'
for (const one of readCases()) {
  const {essence, id} = one
  if (wanted.length > 0 && !wanted.some((word) => kindOf(id) === word || new RegExp(`^(?:${word})$`).test(id))) continue
  const {build, processes} = await bootCase(one)
  console.log(`${id} (${kindOf(id)}): ${essence}\n    ${[build, ...processes].join('\n    ')}`)
}
