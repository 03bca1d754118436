import {createTwoFilesPatch} from 'diff'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

/** The files of src/buildpack/ that are read from the buildpacks. */
const FOLDER = fileURLToPath(new URL('../../src/buildpack', import.meta.url))

export function readData(name: string): Record<string, unknown> {
  const file = path.join(FOLDER, name)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {}
}

/** Writes a file, and shows what changed. */
export function writeData(name: string, data: Record<string, unknown>): void {
  const file = path.join(FOLDER, name)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const after = `${JSON.stringify(data, null, 2)}\n`
  if (after === before) console.log(`src/buildpack/${name} is current: nothing changed`)
  else {
    writeFileSync(file, after)
    console.log(createTwoFilesPatch(name, name, before, after, 'before', 'after'))
  }
}
