import {execa} from 'execa'
import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'

import {PROJECT} from './heroku-cli.js'

/** The two lines of Node that the Heroku CLI runs on: its own engines field, and what its standalone build ships. */
const LINES = ['20', '22'] as const

/** A Node of the other line than the one that runs the tests, from the npm package `node`, kept in .cache/. */
export async function otherNode(): Promise<{program: string; version: string}> {
  const line = process.versions.node.split('.')[0] === LINES[0] ? LINES[1] : LINES[0]
  const folder = path.join(PROJECT, `.cache/node-${line}`)
  const program = path.join(folder, 'node_modules/node/bin/node')
  const known = await versionOf(program)
  if (known?.startsWith(`v${line}.`)) return {program, version: known}
  await mkdir(folder, {recursive: true})
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({private: true}))
  // The package's install script is what fetches the program for this machine.
  await execa('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts=false', `node@${line}`], {cwd: folder})
  const version = await versionOf(program)
  if (version === undefined) throw new Error(`the npm package node@${line} has no program for this machine`)
  return {program, version}
}

async function versionOf(program: string): Promise<string | undefined> {
  const {exitCode, stdout} = await execa(program, ['--version'], {reject: false})
  return exitCode === 0 ? stdout.trim() : undefined
}
