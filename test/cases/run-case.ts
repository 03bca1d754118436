import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'

import type {FindingJson} from '../../src/doctor/json.js'
import type {BootJson} from '../../src/local-build/json.js'
import type {Case, CaseApp} from './case.js'

import BuildLocal from '../../src/commands/python/build-local.js'
import Doctor from '../../src/commands/python/doctor.js'
import MigrateBuildpack from '../../src/commands/python/migrate-buildpack.js'
import Pin from '../../src/commands/python/pin.js'
import {addRelease} from '../support/fake-platform-api/history.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {PROJECT} from '../support/heroku-cli.js'
import {TemporaryFolders} from '../support/repository.js'
import {type CommandResult, runCommand} from '../support/run-command.js'
import {commandLine} from './case.js'
import {recreate} from './recreate.js'

/** What a command said of a case's app. */
export interface Answer {
  exitCode: number
  /** Of the doctor; of the other commands none. */
  findings: readonly FindingJson[]
  /** What the command itself says, without the output of tools that it ran. */
  told: string
  /** What was printed as JSON. */
  document?: Document | undefined
  /** The text of a file of the app, as the command left it. */
  after(file: string): string | undefined
}

/** Tools and downloads are kept between runs, apart from the developer's. */
const CACHE = path.join(PROJECT, '.cache/cases')
const APP = 'example-app'

const COMMANDS = {
  'python:build-local': class extends BuildLocal {
    protected override releaseDataOptions(offline: boolean) {
      return {...super.releaseDataOptions(offline), cacheFolder: CACHE}
    }
  },
  'python:doctor': class extends Doctor {
    protected override releaseDataOptions(offline: boolean) {
      return {...super.releaseDataOptions(offline), cacheFolder: CACHE}
    }
  },
  'python:migrate-buildpack': class extends MigrateBuildpack {
    protected override releaseDataOptions(offline: boolean) {
      return {...super.releaseDataOptions(offline), cacheFolder: CACHE}
    }
  },
  'python:pin': class extends Pin {
    protected override releaseDataOptions(offline: boolean) {
      return {...super.releaseDataOptions(offline), cacheFolder: CACHE}
    }
  },
}

/** Recreates the app, runs the case's command on it, and hands the answer to `judge` before the app is removed. */
export async function withAnswer<T>(one: Case, judge: (answer: Answer) => T): Promise<T> {
  const {argv, name} = commandLine(one)
  if (!(name in COMMANDS)) throw new Error(`${one.id}: no command ${name}`)
  const folders = new TemporaryFolders()
  const api = await FakePlatformApi.start()
  try {
    if (argv.includes('--app')) addApp(api, one.app ?? {})
    const {folder} = recreate(one, folders)
    const result = await runCommand(COMMANDS[name as keyof typeof COMMANDS], [...argv, '--source', folder], {
      ...api.env,
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
    })
    return judge(answerOf(result, folder))
  } finally {
    await api.stop()
    folders.remove()
  }
}

function addApp(api: FakePlatformApi, {config, releases = [], ...seed}: CaseApp): void {
  const app = api.addApp({
    ...seed,
    ...(config && {configVars: config}),
    // One of the cases has the host in its settings.
    fields: {web_url: `https://${APP}-0123456789ab.herokuapp.com/`},
    name: APP,
  })
  for (const {description, status} of releases) addRelease(app, {description, status}, api.state.clock)
}

function answerOf({exitCode, stderr, stdout}: CommandResult, folder: string): Answer {
  const document = stdout.startsWith('{') ? (JSON.parse(stdout) as Document) : undefined
  return {
    after(file) {
      const place = path.join(folder, file)
      return existsSync(place) ? readFileSync(place, 'utf8') : undefined
    },
    document,
    exitCode,
    findings: document?.findings ?? [],
    told: document ? texts(ownWords(document)).join('\n') : stdout + stderr,
  }
}

/** What is read of any command's JSON. */
export interface Document {
  boot?: BootJson[]
  error?: {id: string}
  findings?: FindingJson[]
  failure?: {reason: string; lastLines?: string[]} | null
  packages?: unknown
}

/** Less the output of tools, and the lists of packages, which tell nothing of them. */
function ownWords({failure, ...rest}: Document): unknown {
  return failure ? {...failure, lastLines: undefined} : {...rest, packages: undefined}
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((item) => texts(item)) : []
}
