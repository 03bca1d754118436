import {chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

import {nltkCases} from './classic/nltk-cases.js'
import {ownCases} from './classic/own-cases.js'
import {copyFolder, shell} from './shell.js'

export interface CaseBuild {
  /** In a few words. */
  about?: string
  args?: string[]
  ci?: boolean
  env?: Record<string, string>
  stack?: string
  /** Writes the app into an empty folder. */
  tree(folder: string): Promise<void> | void
}

/** Builds of one app, one after another, with one cache. */
export interface Case extends Omit<CaseBuild, 'about' | 'tree'> {
  name: string
  builds: CaseBuild[]
  /** How the app's folder is called. */
  sourceName?: string
}

export interface CaseTools {
  copy(from: string, to: string): void
  exec(script: string, args?: readonly string[], more?: {env?: NodeJS.ProcessEnv}): string
  /** The apps of the buildpack's own specs. */
  fixtures: string
  git(folder: string): void
  /** A folder that both builds see. */
  tools: string
  write(folder: string, name: string, contents: string, mode?: number): void
}

/** The apps of the buildpack's own specs, and some of ours. */
export function classicCases(fixtures: string, tools: string, python: string): Case[] {
  const given = caseTools(fixtures, tools)
  return [...specApps(fixtures), ...nltkCases(given), ...ownCases(given, python, path.join(fixtures, '../../requirements'))]
}

/** The cases of a file that exports `cases(tools)`. */
export async function readCases(file: string, fixtures: string, tools: string): Promise<Case[]> {
  const {cases} = (await import(pathToFileURL(path.resolve(file)).href)) as {cases(tools: CaseTools): Case[]}
  return cases(caseTools(fixtures, tools))
}

export function caseTools(fixtures: string, tools: string): CaseTools {
  return {copy: copyFolder, exec: shell, fixtures, git: commitAll, tools, write: writeFile}
}

/** Each is built as it is, with no cache and then with that of its first build. */
function specApps(fixtures: string): Case[] {
  return readdirSync(fixtures)
    .sort()
    .map((name) => {
      const build = {tree: (folder: string) => copyFolder(path.join(fixtures, name), folder)}
      const isCi = name.startsWith('ci_')
      return {name, builds: [build, build], ci: isCi}
    })
}

function writeFile(folder: string, name: string, contents: string, mode?: number): void {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), {recursive: true})
  writeFileSync(file, contents)
  if (mode !== undefined) chmodSync(file, mode)
}

function commitAll(folder: string): void {
  const commit = 'git -c user.name=x -c user.email=x@example.com commit -q --allow-empty -m state'
  const init = existsSync(path.join(folder, '.git')) ? '' : 'git init -q -b main; '
  shell(`cd "$1"; ${init}git add -A -f; ${commit}`, [folder])
}
