import {realpath} from 'node:fs/promises'
import path from 'node:path'

import type {Interpreter} from '../../src/toolchain/find-python.js'
import type {DependenciesReport} from '../../src/pin/dependencies/pin-dependencies.js'
import type {Machine} from '../../src/pin/dependencies/resolve.js'
import type {TestFolder} from './folder.js'

import {findPython} from '../../src/toolchain/find-python.js'
import {pinDependencies} from '../../src/pin/dependencies/pin-dependencies.js'
import {readSituation, type Situation} from '../../src/pin/situation.js'
import {realSystem} from '../../src/system/real-system.js'
import {realWorkspaces} from '../../src/system/workspaces.js'
import {dependenciesJson} from '../../src/render/pin/dependencies-text.js'
import {PROJECT} from '../support/heroku-cli.js'
import {assertDocument} from '../support/json-schema.js'
import {printed} from '../support/plain-json.js'

/** Kept between runs: the tools are downloaded once. */
const TOOLS = path.join(PROJECT, '.cache/pin-tools')

/** This machine, with what a test changes of it; `left` counts the temporary folders that are still there. */
export function machine(changes: Partial<Machine> = {}): Machine & {left: Set<string>} {
  const left = new Set<string>()
  return {
    ...realSystem,
    cacheFolder: TOOLS,
    env: process.env,
    left,
    offline: false,
    platform: process.platform,
    progress() {},
    signal: new AbortController().signal,
    workspaces: {
      async make(beside) {
        const workspace = await realWorkspaces.make(beside)
        left.add(workspace.path)
        return {
          ...workspace,
          async remove() {
            await workspace.remove()
            left.delete(workspace.path)
          },
        }
      },
      async publish(workspace, place) {
        left.delete(workspace.path)
        await realWorkspaces.publish(workspace, place)
      },
    },
    ...changes,
  }
}

/** What is read of a folder's source, with no app and no network. */
export async function situationOf(folder: TestFolder): Promise<Situation> {
  return readSituation(
    {
      async connect(): Promise<undefined> {},
      cwd: folder.path,
      releaseData: {baseUrl: '', cacheFolder: null, offline: true},
      resolveApp: async () => ({app: null, reason: '--offline'}),
      source: folder.path,
    },
    realSystem,
  )
}

export interface Pinning {
  accept?: boolean
  dryRun?: boolean
  upgrade?: boolean
  machine?: Machine
  situation?: Situation
}

/** `python:pin --dependencies` below the command. */
export async function pin(folder: TestFolder, options: Pinning = {}): Promise<DependenciesReport & {asked: unknown[]}> {
  const asked: unknown[] = []
  const report = await pinDependencies(
    {
      async accept(losses) {
        asked.push(losses)
        return options.accept ?? false
      },
      dryRun: options.dryRun ?? false,
      upgrade: options.upgrade ?? false,
    },
    options.situation ?? (await situationOf(folder)),
    options.machine ?? machine(),
  )
  assertDocument('pin-dependencies', printed(dependenciesJson(report)))
  return {...report, asked}
}

/** A CPython of this machine, the newest that the buildpack has: tests say which one it is. */
export async function anyPython(): Promise<Interpreter & {major: string}> {
  const search = {...realSystem, cwd: await realpath(PROJECT), env: process.env, platform: process.platform}
  for (const major of ['3.14', '3.13', '3.12', '3.11', '3.10']) {
    const found = await findPython(major, true, search)
    if (found) return {...found, major}
  }

  throw new Error('no CPython 3.10 to 3.14 on this machine')
}
