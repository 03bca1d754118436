import {createServer, type Server} from 'node:http'
import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import path from 'node:path'

import type {AppSeed} from '../../support/fake-platform-api/seeds.js'
import {FakePlatformApi} from '../../support/fake-platform-api/server.js'
import {TemporaryFolders, type TestFiles, type TestRepository, writeFiles} from '../../support/repository.js'
import {Canaries, everythingBelow} from './canaries.js'

const pemOf = (mark: (name: string) => string) =>
  `-----BEGIN PRIVATE KEY-----\nMIIE${mark('pem-1')}+/zA\nQ0FO${mark('pem-2')}==\n-----END PRIVATE KEY-----\n`

/** A machine, a repository and an account with a secret in every place that a command could look at. */
export class CanaryWorld {
  readonly canaries = new Canaries()
  readonly folders = new TemporaryFolders()
  readonly token = `HRKU-${this.mark('token')}`
  readonly home = this.folders.make()
  api!: FakePlatformApi
  #index!: Server
  #known = new Map<string, string>()

  static async make(): Promise<CanaryWorld> {
    const world = new CanaryWorld()
    world.#index = createServer((_request, response) => response.writeHead(404).end()).listen(0, '127.0.0.1')
    await once(world.#index, 'listening')
    world.api = await FakePlatformApi.start({apps: world.#apps(), token: world.token})
    writeFiles(world.home, world.#homeFiles())
    world.remember(world.home)
    return world
  }

  mark(name: string): string {
    return this.canaries.mark(name)
  }

  /** A package index that asks for credentials, and has nothing. */
  indexUrl(name: string): string {
    const {port} = this.#index.address() as AddressInfo
    return `http://index-user:${this.mark(name)}@127.0.0.1:${port}/simple/`
  }

  /** The environment of a developer with all that stands there. */
  get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      ...this.api.env,
      AWS_SECRET_ACCESS_KEY: this.mark('aws'),
      DATABASE_URL: `postgres://me:${this.mark('local-database')}@localhost/main`,
      // That of the home folder.
      GIT_CONFIG_GLOBAL: undefined,
      GITHUB_TOKEN: this.mark('github'),
      HEROKU_API_KEY: this.token,
      HEROKU_DEBUG: '1',
      HEROKU_DEBUG_HEADERS: '1',
      HEROKU_PYTHON_RELEASES_URL: `http://release-user:${this.mark('releases')}@127.0.0.1:9/?key=${this.mark('releases-key')}`,
      HOME: this.home,
      HTTP_CALL_REDACT: '0',
      INDEX_TOKEN: this.mark('index-variable'),
      PIP_EXTRA_INDEX_URL: this.indexUrl('pip-extra-env'),
      TMPDIR: path.join(this.home, 'tmp'),
      UV_INDEX_PRIVATE_PASSWORD: this.mark('uv-password'),
      UV_INDEX_PRIVATE_USERNAME: this.mark('uv-username'),
      XDG_CACHE_HOME: path.join(this.home, 'cache'),
      XDG_CONFIG_HOME: path.join(this.home, '.config'),
      XDG_DATA_HOME: path.join(this.home, 'data'),
    }
  }

  /** A repository of an app, with secrets in its files and remotes. What is in it now may stay in it. */
  repository(files: TestFiles): TestRepository {
    const repository = this.folders.repository({...this.#sharedFiles(), ...files})
    repository.git('remote', 'add', 'heroku', `https://remote-user:${this.mark('heroku-remote')}@git.heroku.com/example.git`)
    repository.git('remote', 'add', 'origin', `https://x-token:${this.mark('origin')}@github.com/acme/app.git`)
    repository.write({'.env': `UNTRACKED_SECRET=${this.mark('dot-env')}\n`})
    this.remember(repository.folder)
    return repository
  }

  /** Takes what is below a folder for what stood there before. */
  remember(folder: string): void {
    for (const [file, text] of everythingBelow(folder)) this.#known.set(file, text)
  }

  /** Files of the home folder, and of other folders, that hold a secret which wasn't in that very file before. */
  leaksInFiles(...others: string[]): string[] {
    return [this.home, ...others].flatMap((folder) =>
      [...everythingBelow(folder)].flatMap(([file, text]) => {
        if (this.#known.get(file) === text) return []
        return this.canaries.findIn(`${file}\n${text}`).map((found) => `${file}: ${found}`)
      }),
    )
  }

  /** The same of a folder that holds a copy of an app's files: those may be as they were. */
  leaksInCopy(folder: string): string[] {
    const known = new Set(this.#known.values())
    return [...everythingBelow(folder)].flatMap(([file, text]) =>
      known.has(text) ? [] : this.canaries.findIn(`${file}\n${text}`),
    )
  }

  async stop(): Promise<void> {
    this.#index.close()
    this.#index.closeAllConnections()
    this.folders.remove()
    await this.api.stop()
  }

  #homeFiles(): TestFiles {
    const netrc = (machine: string) => `machine ${machine}\n  login me@example.com\n  password ${this.mark('netrc')}\n`
    return {
      '.aws/credentials': `[default]\naws_secret_access_key = ${this.mark('aws-file')}\n`,
      '.config/pip/pip.conf': `[global]\nextra-index-url = ${this.indexUrl('pip-conf')}\n`,
      '.config/uv/uv.toml': `[[index]]\nname = "private"\nurl = "${this.indexUrl('uv-toml')}"\nexplicit = true\n`,
      '.gitconfig': `[url "https://x:${this.mark('instead-of')}@github.com/"]\n\tinsteadOf = https://github.com/\n`,
      '.netrc': ['127.0.0.1', 'api.heroku.com', 'git.heroku.com', 'github.com'].map((machine) => netrc(machine)).join(''),
      cache: {folder: true},
      data: {folder: true},
      tmp: {folder: true},
    }
  }

  #sharedFiles(): TestFiles {
    const url = (name: string) => `https://user:${this.mark(name)}@git.example.com/acme/thing.git`
    return {
      '.buildpacks': `${url('dot-buildpacks')}\n`,
      '.gitmodules': `[submodule "lib"]\n\tpath = lib\n\turl = ${url('submodule')}\n`,
      '.heroku-python.json': JSON.stringify({
        suppress: {'no/such-check': 'x', 'procfile/missing': `see https://wiki.example.com/?token=${this.mark('reason')}`},
      }),
      Procfile: `web: gunicorn --forwarded=${url('procfile')} app:app\nworker: python worker.py ${url('worker')}\n`,
      'app.json': JSON.stringify({
        buildpacks: [{url: url('app-json')}],
        env: {APP_JSON_SECRET: {value: this.mark('app-json-env')}},
      }),
      'pip.conf': `[global]\nextra-index-url = ${this.indexUrl('app-pip-conf')}\n`,
      'settings.py': [
        'import dj_database_url, os',
        'DEBUG = True',
        `SECRET_KEY = '${this.mark('django-key')}'`,
        `DATABASES = {'default': dj_database_url.parse('postgres://u:${this.mark('django-database')}@h/db')}`,
        `ALLOWED_HOSTS = ['${this.mark('django-host')}.example.com']`,
      ].join('\n'),
    }
  }

  #apps(): AppSeed[] {
    const url = (name: string) => `https://user:${this.mark(name)}@git.example.com/acme/heroku-buildpack-python.git`
    const configVars = this.configVars()
    const log = Object.values(configVars).flatMap((value) => [
      ` !     Error: can't use ${value}`,
      value,
      encodeURIComponent(value),
    ])
    const app: Omit<AppSeed, 'name'> = {
      addons: [
        {configVars: {DATABASE_URL: `postgres://u:${this.mark('addon')}@db.example.com:5432/d`}, plan: 'heroku-postgresql:mini'},
      ],
      builds: [{}, {log: [`-----> Fetching ${url('log-url')}`, ...log].join('\n'), status: 'failed'}],
      buildpacks: [url('buildpack'), `${url('buildpack-ref')}#main`, 'heroku/nodejs'],
      configVars,
      formation: [{command: `gunicorn --url ${url('formation')} ${configVars.PLAIN!} app:app`, type: 'web'}],
      team: 'acme',
    }
    return [
      {...app, name: 'example'},
      {...app, buildpacks: [], generation: 'fir', name: 'fir-app'},
      {...app, buildpacks: [url('old-buildpack').replace('git.example.com', 'github.com'), 'heroku/nodejs'], name: 'to-migrate'},
      {...app, buildpacks: [url('first-buildpack').replace('-python', '-node'), 'heroku/python'], name: 'to-build'},
    ]
  }

  /** Values of every shape. */
  configVars(): Record<string, string> {
    return {
      BUILDPACK_URL: `https://user:${this.mark('buildpack-url')}@git.example.com/acme/buildpack.git`,
      DISABLE_COLLECTSTATIC: '1',
      GIT_URL: `git+ssh://deploy:${this.mark('git-url')}@git.example.com/acme/app.git`,
      JSON_VALUE: JSON.stringify({key: this.mark('json'), nested: [`a "${this.mark('json-quoted')}"`]}),
      PEM: pemOf((name) => this.mark(name)),
      PIP_EXTRA_INDEX_URL: this.indexUrl('pip-extra-app'),
      PLAIN: this.mark('plain'),
      SHORT: this.canaries.plain('short', 'Zq9!'),
      SPECIAL: `p@ss/${this.mark('special')}?&=%20$HOME`,
      WITH_SPACES: `  ${this.mark('spaces')} and more words  `,
    }
  }
}
