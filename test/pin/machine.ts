import {realpath} from 'node:fs/promises'
import path from 'node:path'

import type {ToolPython} from '../../src/toolchain/find-python.js'
import type {DependenciesReport} from '../../src/pin/dependencies/pin-dependencies.js'
import type {ToolMachine} from '../../src/toolchain/install-tool.js'
import type {TestFolder} from './folder.js'

import {findPython} from '../../src/toolchain/find-python.js'
import {pinDependencies} from '../../src/pin/dependencies/pin-dependencies.js'
import {type PinInput, readPinInput} from '../../src/pin/read-input.js'
import {readProject} from '../../src/project/read-project.js'
import {realSystem} from '../../src/system/real-system.js'
import {realWorkspaces} from '../../src/system/workspaces.js'
import {dependenciesJson} from '../../src/render/pin/dependencies-text.js'
import {PROJECT} from '../support/heroku-cli.js'
import {assertDocument} from '../support/json-schema.js'
import {printed} from '../support/plain-json.js'

/** Kept between runs: the tools are downloaded once. */
const TOOLS = path.join(PROJECT, '.cache/pin-tools')

/** This machine, with what a test changes of it; `left` counts the temporary folders that are still there. */
export function machine(changes: Partial<ToolMachine> = {}): ToolMachine & {left: Set<string>} {
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
export async function pinInputOf(folder: TestFolder): Promise<PinInput> {
  const source = {cwd: folder.path, dirty: true, source: folder.path}
  return readPinInput(
    {
      async connect(): Promise<undefined> {},
      reading: readProject(source, realSystem),
      releaseData: {baseUrl: '', cacheFolder: null, offline: true},
      resolveApp: async () => ({app: null, reason: '--offline'}),
      source,
    },
    realSystem,
  )
}

export interface Pinning {
  accept?: boolean
  dryRun?: boolean
  upgrade?: boolean
  machine?: ToolMachine
  input?: PinInput
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
    options.input ?? (await pinInputOf(folder)),
    options.machine ?? machine(),
  )
  assertDocument('pin-dependencies', printed(dependenciesJson(report)))
  return {...report, asked}
}

/** A CPython of this machine, the newest that the buildpack has: tests say which one it is. */
export async function anyPython(): Promise<ToolPython & {major: string}> {
  const search = {...realSystem, cwd: await realpath(PROJECT), env: process.env, platform: process.platform}
  for (const major of ['3.14', '3.13', '3.12', '3.11', '3.10']) {
    const found = await findPython(major, true, search)
    if (found) return {...found, major}
  }

  throw new Error('no CPython 3.10 to 3.14 on this machine')
}
