import {execa} from 'execa'
import {execFileSync} from 'node:child_process'
import {existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'

import {chooseInterpreter} from '../src/toolchain/interpreters/choose.js'
import {findInterpreters} from '../src/toolchain/interpreters/find.js'
import {builtInReleases} from '../src/buildpack/release.js'
import {realSystem} from '../src/system/real-system.js'
import {type Contestant, race, type Row} from './support/measure.js'

/** Pure Python and libraries, as a web app has them. */
export const REQUIREMENTS = [
  'django',
  'gunicorn',
  'whitenoise',
  'psycopg2-binary',
  'requests',
  'celery',
  'djangorestframework',
  'pillow',
]
/** Small ones with many others behind them: over a hundred are installed. */
const MANY = [
  ...REQUIREMENTS,
  'aiohttp',
  'alembic',
  'black',
  'boto3',
  'cookiecutter',
  'dask',
  'fastapi',
  'flake8',
  'flask',
  'httpx',
  'invoke',
  'isort',

  'jsonschema',
  'mkdocs',
  'moto',
  'mypy',
  'nox',
  'pre-commit',
  'pylint',
  'pytest',
  'rich',
  'scrapy',
  'sphinx',
  'tox',
  'typer',
]
/** What our process may add to the tools' own time, in ms. */
const OVERHEAD = 1000
const MOST_MEGABYTES = 200

/**
 * What a local build costs beyond the tools that it runs: against the same commands in a shell script, cold and warm, and the
 * memory of our own process while pip installs over a hundred packages. Needs a package index.
 */
export async function benchBuildLocal(): Promise<Row[]> {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-build-')))
  const python = await interpreter()
  try {
    const source = app(path.join(place, 'app'), python.version, REQUIREMENTS)
    const [ours, byHand] = [buildContestant(source, place), shell(source, path.join(place, 'hand'), python)]
    const [coldOurs, coldHand] = await race([withArgs(ours, '--clear-cache'), withArgs(byHand, 'cold')], 2)
    const [warmOurs, warmHand] = await race([ours, withArgs(byHand, 'warm')], 3)
    const many = buildContestant(app(path.join(place, 'many'), python.version, MANY), place)
    return [
      row('build-local, nothing cached ÷ (the same commands in a shell + 1 s)', 1.03, [coldOurs!.median, coldHand!.median]),
      row('build-local, cached ÷ (the same commands with nothing to do + 1 s)', 1.1, [warmOurs!.median, warmHand!.median]),
      await memoryRow(many),
    ]
  } finally {
    rmSync(place, {force: true, recursive: true})
  }
}

function row(bench: string, limit: number, [ours, peer]: [number, number]): Row {
  const note = `the tools alone: ${peer.toFixed(0)} ms; beyond them: ${(ours - peer).toFixed(0)} ms`
  return {bench, limit, note, ours, peer: peer + OVERHEAD / limit}
}

/** In the table's columns, which are of milliseconds, megabytes stand. */
async function memoryRow({args, cwd, env, program}: Contestant): Promise<Row> {
  const start = performance.now()
  const {exitCode, stderr, stdout} = await execa(program, args, {cwd: cwd!, env: env!, reject: false, stdin: 'ignore'})
  if (exitCode !== 0) throw new Error(`${stdout}\n${stderr}`)
  const megabytes = Number(/kilobytes (\d+)/.exec(stderr)![1]) / 1024
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const bench = 'build-local: MB of our process while pip installs over a hundred packages ÷ 200 MB'
  return {bench, limit: 1, note: `the build took ${seconds} s`, ours: megabytes, peer: MOST_MEGABYTES}
}

export interface BenchPython {
  bundledPip: string
  program: string
  version: string
}

export async function interpreter(): Promise<BenchPython> {
  const found = await findInterpreters({
    ...realSystem,
    cwd: tmpdir(),
    env: process.env,
    ownFolder: null,
    platform: process.platform,
  })
  for (const version of Object.values(builtInReleases.classic.python.latest).reverse()) {
    const chosen = chooseInterpreter(version, found)
    if (chosen?.bundledPip) return {...chosen, bundledPip: chosen.bundledPip}
  }

  throw new Error('there is no CPython that the buildpack has, with its bundled pip, on this machine')
}

function app(folder: string, version: string, requirements: readonly string[]): string {
  return commitApp(folder, {
    '.python-version': `${version.split('.').slice(0, 2).join('.')}\n`,
    Procfile: 'web: gunicorn app\n',
    'requirements.txt': `${requirements.join('\n')}\n`,
  })
}

/** A commit with these files. */
export function commitApp(folder: string, files: Record<string, string>): string {
  execFileSync('git', ['init', '--quiet', folder])
  for (const [name, contents] of Object.entries(files)) writeFileSync(path.join(folder, name), contents)
  const git = ['-C', folder, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.com']
  execFileSync('git', [...git, 'add', '--all'])
  execFileSync('git', [...git, 'commit', '--quiet', '--allow-empty', '--message', 'The app'])
  return folder
}

export function buildContestant(source: string, place: string): Contestant {
  const command = fileURLToPath(new URL('support/build-local-command.js', import.meta.url))
  return {
    args: [command, '--offline', '--source', source],
    cwd: source,
    env: {XDG_CACHE_HOME: path.join(place, 'cache')},
    name: 'build-local',
    program: process.execPath,
    async settle() {
      while (setAside(place).length > 0) await wait(100)
    },
  }
}

/** What a build has put aside, and a process of its own deletes. */
function setAside(place: string): string[] {
  const builds = path.join(place, 'cache/heroku/heroku-python/builds')
  const apps = existsSync(builds) ? readdirSync(builds, {withFileTypes: true}).filter((entry) => entry.isDirectory()) : []
  return apps.flatMap(({name}) => readdirSync(path.join(builds, name)).filter((file) => file.startsWith('old-')))
}

/** The commands of the buildpack, as somebody would type them. */
function shell(source: string, folder: string, python: BenchPython): Contestant {
  const options = '--disable-pip-version-check --no-cache-dir --no-input'
  const script = `
    set -e
    rm -rf '${folder}/build' && mkdir -p '${folder}/build'
    git -C '${source}' archive HEAD | tar -x -C '${folder}/build'
    cd '${folder}/build'
    home='${folder}/python'
    if [ "$1" = cold ]; then
      rm -rf "$home"
      '${python.program}' -I -m venv --without-pip "$home"
    fi
    "$home/bin/python" '${python.bundledPip}/pip' install ${options} --quiet pip==${builtInReleases.classic.tools.pip}
    "$home/bin/pip" install -r requirements.txt --exists-action=w ${options} --progress-bar off`
  return {args: ['-c', script, 'bash'], name: 'shell', program: 'bash'}
}

function withArgs(contestant: Contestant, ...args: string[]): Contestant {
  return {...contestant, args: [...contestant.args, ...args]}
}
