/** Writes the licenses of the packages that are within bundles: their code is then ours to hand on, with their notices. */
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** @param metafiles what esbuild says of what it took */
export function writeNotices(file, metafiles) {
  const folders = new Set()
  for (const {inputs} of metafiles)
    for (const input of Object.keys(inputs)) if (PACKAGE.test(input)) folders.add(PACKAGE.exec(input)[1])
  const texts = [...folders].map((folder) => noticeOf(folder))
  writeFileSync(file, [...new Set(texts)].sort().join(`\n${'-'.repeat(80)}\n\n`))
}

function noticeOf(folder) {
  const {license, name, version} = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const found = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = found && existsSync(path.join(folder, found)) ? readFileSync(path.join(folder, found), 'utf8').trim() : ''
  return `${name} ${version} (${license})\n\n${text}\n`
}
