import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

import type {BuildSeed, FormationSeed, ReleaseStatus} from '../support/fake-platform-api/seeds.js'

/** A file: its text, its bytes, a symbolic link, an executable, or a commit of another repository (a submodule). */
export type CaseFile = string | {base64: string} | {executable: string} | {gitlink: string} | {link: string}

/** One public failure as a small app. README.md says what the keys mean. */
export interface Case {
  id: string
  /** What is wrong, in a line. */
  essence: string
  files: Record<string, CaseFile>
  git?: CaseGit
  app?: CaseApp
  /** As a user types it, without a source: it runs in the app's folder. */
  command: string
  /** What the tool should say. expectations/ has it in a form that a program can check. */
  right: string
  /** What the first version said of it: `control-ok`, `told`, `near`, `silent` or `wrong`. */
  today: string
  /** The public report, as `owner/repository#number`. */
  source?: string
}

export interface CaseGit {
  /** Paths that are on disk and not in the commit. */
  uncommitted?: string[]
  /** True: what .gitignore names is on disk and not in the commit. Otherwise everything is committed. */
  respectIgnore?: boolean
}

/** The app on Heroku that the command names with --app; what is left out is as in the fake Platform API's healthy app. */
export interface CaseApp {
  buildpacks?: string[]
  builds?: BuildSeed[]
  config?: Record<string, string>
  formation?: FormationSeed[]
  /** Releases after those that the builds made. */
  releases?: {description: string; status: ReleaseStatus}[]
  stack?: string
}

const FILE = fileURLToPath(new URL('real-failures.jsonl', import.meta.url))

export function readCases(): Case[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case)
}

/** The words after `heroku`: no case quotes any. */
export function commandLine({command}: Case): {name: string; argv: string[]} {
  const [, name = '', ...argv] = command.split(' ')
  return {argv, name}
}

/** Whether a case runs a package manager, and so needs a package index and an interpreter. */
export function needsIndex(one: Case): boolean {
  const {argv, name} = commandLine(one)
  return name === 'python:build-local' || argv.includes('--dependencies') || argv.includes('--online')
}
