import {intoCases, intoIndex} from './insert.js'
import {checkFile, type Names, rowsFile} from './templates.js'

export const INDEX = 'src/checks/index.ts'
export const CASES = 'test/checks/cases.ts'

/** As the tests of all checks want it. */
const ID = /^([a-z]+)\/([a-z][a-z\d]*(?:-[a-z]+)*)$/

/**
 * The files of a new check, and the tables that name it.
 *
 * @param read a file's text; undefined if it isn't there
 * @returns path → text
 * @throws Error with what to do
 */
export function newCheck(id: string, read: (path: string) => string | undefined): Map<string, string> {
  const [, group, name] = ID.exec(id) ?? []
  if (group === undefined || name === undefined)
    throw new Error(`${JSON.stringify(id)} is not a check's id. Write group/name, in small letters: deps/old-wheel`)
  const [index, cases] = [read(INDEX) ?? '', read(CASES) ?? '']
  const check = `src/checks/${id}.ts`
  if (read(check) !== undefined) throw new Error(`${check} exists already`)
  const names: Names = {example: `${name}.example`, group, id, identifier: identifierOf(group, name, index)}
  return new Map([
    [check, checkFile(names)],
    [`test/checks/rows/${id}.ts`, rowsFile(names)],
    [INDEX, intoIndex(index, names)],
    [CASES, intoCases(cases, names)],
  ])
}

/** `old-wheel` → `oldWheel`; with its group where the list has that name. */
function identifierOf(group: string, name: string, index: string): string {
  const camel = (text: string) => text.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const short = camel(name)
  return new RegExp(`\\b${short}\\b`).test(index) ? camel(`${group}-${name}`) : short
}
