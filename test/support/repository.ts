import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {readProject, type ReadOptions} from '../../src/project/read-project.js'
import type {Project} from '../../src/project/project.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {realProcesses} from '../../src/system/processes.js'
import {removeFolder} from './remove-folder.js'

/** A file's contents, a link's target, or an empty folder. */
export type TestFile = string | Uint8Array | {folder: true} | {link: string}

export type TestFiles = Record<string, TestFile>

/** Temporary folders of a test; `afterEach(() => folders.remove())`. */
export class TemporaryFolders {
  private made: string[] = []

  make(files: TestFiles = {}): string {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heroku-python-test-')))
    this.made.push(folder)
    writeFiles(folder, files)
    return folder
  }

  /** A repository with the files in its first commit; without files, an empty one. */
  repository(files: TestFiles = {}): TestRepository {
    const repository = new TestRepository(this.make())
    repository.git('init', '--quiet', '--initial-branch=main', '--template=')
    if (Object.keys(files).length > 0) repository.commit(files)
    return repository
  }

  remove(): void {
    for (const folder of this.made) removeFolder(folder)
    this.made = []
  }
}

export function writeFiles(folder: string, files: TestFiles): void {
  for (const [name, file] of Object.entries(files)) {
    const place = path.join(folder, name)
    mkdirSync(path.dirname(place), {recursive: true})
    if (typeof file === 'string' || file instanceof Uint8Array) writeFileSync(place, file)
    else if ('link' in file) symlinkSync(file.link, place)
    else mkdirSync(place, {recursive: true})
  }
}

/** What git needs to make commits without the developer's settings. */
export const GIT_ENVIRONMENT = {
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_AUTHOR_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}

/** Apart from a hook that runs the tests. */
export const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  ...GIT_ENVIRONMENT,
}

/** A small app that Heroku would build and run; written over it, `WITHOUT_GUNICORN` makes its dyno crash. */
export const SMALL_APP = {
  '.python-version': '3.14\n',
  Procfile: 'web: gunicorn app:app\n',
  'app.py': 'def app(environ, start):\n    return []\n',
  'requirements.txt': 'gunicorn==23.0.0\npackaging==25.0\n',
}
export const WITHOUT_GUNICORN = {'requirements.txt': 'packaging==25.0\n'}

export class TestRepository {
  constructor(readonly folder: string) {}

  git(...args: string[]): string {
    return this.gitWithInput('', ...args)
  }

  gitWithInput(input: Uint8Array | string, ...args: string[]): string {
    return this.run(args, {input})
  }

  private run(args: string[], {env = {}, input = ''}: {env?: Record<string, string>; input?: Uint8Array | string}): string {
    const options = {cwd: this.folder, env: {...ENVIRONMENT, ...env}, input, stdio: 'pipe' as const, timeout: 600_000}
    return execFileSync('git', args, options).toString().trim()
  }

  write(files: TestFiles): this {
    writeFiles(this.folder, files)
    return this
  }

  /** Commits everything on disk. @param at when; left out: now */
  commit(files: TestFiles = {}, {at}: {at?: string} = {}): string {
    this.write(files)
    this.git('add', '--all', '--force')
    const env = at === undefined ? {} : {GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at}
    this.run(['commit', '--quiet', '--allow-empty', '--message=test'], {env})
    return this.git('rev-parse', 'HEAD')
  }
}

export const realReader = {files: realFileSystem, processes: realProcesses}

/** Reads a source with the real files and the real git. */
export async function read(cwd: string, options: Partial<ReadOptions> = {}): Promise<Project> {
  return readProject({cwd, ...options}, realReader)
}

/** A file of a project's tree as text. */
export function textOf(project: Project, file: string): string | undefined {
  const contents = project.tree.read(file)
  return contents && Buffer.from(contents).toString('utf8')
}

/** For assert.rejects: an error that carries this problem. */
export function problem(expected: Record<string, unknown>): {problem: Record<string, unknown>} {
  return {problem: expected}
}
