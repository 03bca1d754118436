import fileData from './system-files.json' with {type: 'json'}

/** How a build notices that something of the system is missing. */
export type SystemPart = 'header' | 'library' | 'program'

/** What brings a file of the system that a build from source needs. */
export type BroughtBy =
  /** An Ubuntu package. */
  | {kind: 'apt'; name: string}
  /** No Ubuntu package for Heroku; `what` in words, and the buildpack that has it. */
  | {kind: 'other'; what: string; buildpack: null | string}

const tables: Record<SystemPart, Record<string, string>> = {
  header: fileData.headers,
  library: fileData.libraries,
  program: fileData.programs,
}
const elsewhere: Record<string, string> = fileData.elsewhere
const buildpacks: Record<string, string> = fileData.buildpacks

/** The Ubuntu package of a header (`libxml/xpath.h`), of a program (`pg_config`) or of a library as pkg-config names it. */
export function bringsSystemPart(part: SystemPart, name: string): BroughtBy | undefined {
  const table = tables[part]
  const folder = name.includes('/') ? `${name.slice(0, name.indexOf('/'))}/` : ''
  const found = [name, folder].find((key) => Object.hasOwn(table, key))
  if (found === undefined) return undefined
  const brought = table[found]!
  return Object.hasOwn(elsewhere, brought)
    ? {buildpack: buildpacks[brought] ?? null, kind: 'other', what: elsewhere[brought]!}
    : {kind: 'apt', name: brought}
}
