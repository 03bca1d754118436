import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import path from 'node:path'

import type {CacheRecord} from '../../../src/local-build/plan/build-plan.js'

import {CacheStore} from '../../../src/local-build/cache/cache-store.js'
import {realFileSystem} from '../../../src/system/file-system.js'
import {writeFiles} from '../../support/repository.js'
import {removeFolder} from '../../support/remove-folder.js'

/** What a build of this name tells of itself. */
export function about(name: string): CacheRecord {
  return {
    buildData: {package_manager: 'pip', pip_version: name},
    interpreter: {home: null, program: `/python-${name}`, version: '3.13.0'},
    pipfileLockSha256: null,
    pythonVersion: '3.13.15',
    requirements: Buffer.from(name),
    stack: 'heroku-24',
  }
}

/** How many files the Python home of these builds has: each holds the name of the build that wrote it last. */
const HOME_FILES = 200

export interface NamedBuildOptions {
  home?: Parameters<CacheStore['save']>[2]
  /** Called all the time. */
  step?(): Promise<void>
}

/** A whole build: it takes the cache over, changes every file, and saves. */
export async function buildNamed(
  name: string,
  root: string,
  {home = 'copied', step = async () => {}}: NamedBuildOptions = {},
): Promise<void> {
  const store = new CacheStore(root, realFileSystem)
  const build = path.join(root, `build-${name}`)
  mkdirSync(build, {recursive: true})
  await store.begin()
  await step()
  if (await store.read()) await store.restore(build)
  await step()
  for (let index = 0; index < HOME_FILES; index++) {
    // Installers replace files; hooks write to those that they can read.
    const file = path.join(build, `.heroku/python/lib/module${index}.${index % 2 === 0 ? 'py' : 'so'}`)
    if (file.endsWith('.so')) rmSync(file, {force: true})
    writeFiles(path.dirname(file), {[path.basename(file)]: name})
  }

  writeFiles(store.folder, {'.heroku/python-uv/uv': name, 'hook/file': name})
  await step()
  await store.save(build, about(name), home)
  await step()
  await store.takeHome()
  await step()
  await store.keepSpare(build)
  removeFolder(build)
}

/** The names of the builds that a restored cache's files were written by: one, or there is a mix. */
export async function buildsIn(root: string): Promise<string[]> {
  const store = new CacheStore(root, realFileSystem)
  const build = path.join(root, 'build-looking')
  removeFolder(build)
  mkdirSync(build)
  await store.begin()
  const cached = await store.read()
  if (!cached) return []
  await store.restore(build)
  const home = path.join(build, '.heroku/python/lib')
  const names = readdirSync(home).map((file) => readFileSync(path.join(home, file), 'utf8'))
  if (names.length !== HOME_FILES) names.push(`${names.length} files`)
  const tools = ['.heroku/python-uv/uv', 'hook/file'].map((file) => readFileSync(path.join(store.folder, file), 'utf8'))
  const told = [String(cached.buildData.pip_version), Buffer.from(cached.requirements!).toString()]
  return [...new Set([...names, ...tools, ...told, cached.interpreter!.program.replace('/python-', '')])]
}

export function leftovers(root: string): string[] {
  return existsSync(root) ? readdirSync(root).sort() : []
}
