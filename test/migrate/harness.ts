import {mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import type {Prompter} from '../../src/migrate/prompter.js'
import type {MigrationJson} from '../../src/migrate/json.js'

import MigrateBuildpack from '../../src/commands/python/migrate-buildpack.js'
import type {AppSeed} from '../support/fake-platform-api/seeds.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {type CommandResult, runCommand} from '../support/run-command.js'
import {TestClock} from '../support/test-clock.js'
import {type Files, SOURCES} from './support.js'
import {removeFolder} from '../support/remove-folder.js'

export const TOKEN = 'canary-token'
export const REPO = 'https://github.com/heroku/heroku-buildpack-python.git'
export const OLD = [REPO, 'urn:buildpack:heroku/nodejs']
export const NEW = ['urn:buildpack:heroku/python', 'urn:buildpack:heroku/nodejs']

export interface RunOptions {
  app?: string
  prompter?: Prompter
  env?: Record<string, string | undefined>
  terminal?: boolean
}

/** The command as a user runs it, against a local Platform API, with its saved lists in a folder of the test's own. */
export class Harness {
  api!: FakePlatformApi
  folder = ''
  data = ''
  /** A call's time is over when it waits for what never comes. */
  private readonly clock = new TestClock()

  async start(app: Partial<AppSeed> = {}, files: Files = SOURCES.pip): Promise<void> {
    this.api = await FakePlatformApi.start({apps: [{buildpacks: [REPO, 'heroku/nodejs'], name: 'example', ...app}], token: TOKEN})
    this.api.onHang(() => this.clock.strand())
    this.folder = mkdtempSync(path.join(tmpdir(), 'migrate-source-'))
    this.data = mkdtempSync(path.join(tmpdir(), 'migrate-data-'))
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(this.folder, name), text)
  }

  async stop(): Promise<void> {
    removeFolder(this.folder)
    removeFolder(this.data)
    await this.api.stop()
  }

  async run(
    argv: string[],
    {app = 'example', prompter, env = {}, terminal = prompter !== undefined}: RunOptions = {},
  ): Promise<CommandResult> {
    const {clock, data} = this
    class Tested extends MigrateBuildpack {
      protected override readonly clock = clock

      protected override prompter(app: string, withKeys: boolean): Prompter | null {
        return prompter ?? super.prompter(app, withKeys)
      }

      protected override isTerminal(): boolean {
        return terminal && !this.jsonEnabled()
      }

      protected override savedFolder(): string {
        return data
      }

      protected override async wait(): Promise<void> {}
    }
    const all = [...(app === '' ? [] : ['--app', app]), '--source', this.folder, ...argv]
    return runCommand(Tested, all, {...this.api.env, CI: undefined, HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9', ...env})
  }

  async json(argv: string[], options: RunOptions = {}): Promise<MigrationJson & {error?: {id: string}}> {
    const {stdout} = await this.run([...argv, '--json'], options)
    return JSON.parse(stdout) as MigrationJson
  }

  get list(): string[] {
    return this.api.app('example').buildpacks
  }

  get puts(): number {
    return this.api.calls.filter((call) => call.startsWith('PUT')).length
  }

  /** The text of every saved list. */
  get saved(): string[] {
    const files = readdirSync(this.data, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile())
    return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
  }
}

/** An prompter that agrees to all, and takes the given steps otherwise. */
export function answering(answers: Partial<Prompter> = {}): Prompter {
  return {
    agree: async () => true,
    choose: async (choices) => new Set(choices.flatMap(({id, isWanted}) => (isWanted ? [id] : []))),
    next: async () => 'apply',
    order: async () => null,
    pick: async (lists) => lists[0]!,
    typeName: async () => true,
    ...answers,
  }
}
