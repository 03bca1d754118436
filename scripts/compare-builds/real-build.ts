import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {copyFolder, networkSettings, shell} from './shell.js'
import {appFiles, installedPackages, type Outcome} from './outcome.js'

/** Where Heroku's builds have the cache. */
const CACHE = '/tmp/codon/tmp/cache'
const BUILDPACK = 'tmp/codon/tmp/buildpacks/python'
export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export interface BuildOptions {
  args: readonly string[]
  ci: boolean
  env: Readonly<Record<string, string>>
  stack: string
}

export interface BuildPlaces {
  buildpack: string
  /** The case's folder, with the cache of its earlier builds. */
  room: string
  source: string
  /** The folder of makeStandIns. */
  tools: string
}

/** Runs in a mount namespace: /app, /tmp and /mnt are the case's own folders there. */
const SCRIPT = `
  mount --bind "$1/app" /app; mount --bind "$2" /mnt; mount --bind "$1/tmp" /tmp; cd /
  mkdir -p "$2/vcs"; mount --bind /mnt/vcs "$2/vcs"
  b=/${BUILDPACK} answers=/tmp/codon/tmp
  "$b/bin/detect" "$3" > $answers/detected 2>&1 || { cat $answers/detected; exit 0; }
  echo "-----> $(cat $answers/detected) app detected"
  "$b/bin/$4" "$3" ${CACHE} /tmp/env 2>&1; status=$?
  echo $status > $answers/status
  if [ $status = 0 ]; then "$b/bin/release" "$3" > $answers/release 2>&1; fi
  "$b/bin/report" "$3" ${CACHE} /tmp/env > $answers/report 2>&1`

/** Builds with the buildpack's own programs. Needs Linux and root. */
export function runRealBuild(places: BuildPlaces, {ci, env, stack}: BuildOptions): Outcome {
  const {room, tools} = places
  const answers = path.join(room, 'tmp/codon/tmp')
  // As Heroku: a new folder for each build, and Heroku CI builds where the app runs.
  const buildFolder = ci ? '/app' : `/tmp/build_${String(Math.random()).slice(2, 10)}`
  const app = path.join(room, buildFolder)
  prepare(places, app, env)
  const kept = path.join(room, 'kept')
  shell('rm -rf "$2"; cp -a "$1" "$2"', [path.join(room, CACHE), kept])
  const argv = ['-m', 'bash', '-c', SCRIPT, 'sh', room, tools, buildFolder, ci ? 'test-compile' : 'compile']
  const {stderr, stdout} = spawnSync('unshare', argv, {
    encoding: 'utf8',
    env: {
      ...networkSettings(),
      HOME: '/app',
      PATH: `/mnt/bin:${SYSTEM_PATH}`,
      REQUEST_ID: 'x',
      SOURCE_VERSION: 'x',
      STACK: stack,
    },
    maxBuffer: 2 ** 28,
  })
  const read = (name: string) => (existsSync(path.join(answers, name)) ? readFileSync(path.join(answers, name), 'utf8') : '')
  const status = read('status').trim() === '0' ? 0 : 1
  // The platform keeps the cache of a build that succeeded.
  if (status !== 0) shell('rm -rf "$1"; mv "$2" "$1"', [path.join(room, CACHE), kept])
  const named: Outcome['places'] = [
    [buildFolder, ci ? '$APP' : '$BUILD'],
    [CACHE, '$CACHE'],
    ['/tmp/env', '$ENV'],
    ['/app', '$APP'],
    ['/mnt/bin:', ''],
  ]
  return {
    addons: [...read('release').matchAll(/^ {2}- (.*)$/gm)].map((match) => match[1]!),
    data: read('report') === '' ? {failure_reason: 'detect'} : (JSON.parse(read('report')) as Record<string, unknown>),
    declared: [],
    files: status === 0 ? appFiles(app, named) : {},
    log: `${stdout}${stderr}`,
    packages: status === 0 ? installedPackages(app) : [],
    places: named,
    status,
  }
}

const CHECK_OUT = `
  export GIT_DIR="$1/.git" GIT_WORK_TREE="$2" GIT_INDEX_FILE="$1/.git/compared-index"
  git read-tree HEAD; git checkout-index --all; rm "$GIT_INDEX_FILE"`

function prepare({buildpack, room, source}: BuildPlaces, app: string, env: BuildOptions['env']): void {
  // Of an earlier build's machine, only the cache is there.
  const clean = 'cd "$1"; rm -rf app; mkdir -p app tmp/codon/tmp/cache; cd tmp; rm -rf codon/tmp/buildpacks'
  shell(`${clean}; find . -mindepth 1 -maxdepth 1 ! -name codon -exec rm -rf {} +`, [room])
  for (const answer of ['detected', 'release', 'report', 'status'])
    rmSync(path.join(room, 'tmp/codon/tmp', answer), {force: true})
  mkdirSync(app, {recursive: true})
  // What Heroku builds is a checkout of the commit, where there is one. `git archive` would leave out what has `export-ignore`.
  if (existsSync(path.join(source, '.git'))) shell(CHECK_OUT, [source, app])
  else shell('cp -a "$1/." "$2"', [source, app])
  for (const folder of ['bin', 'lib', 'requirements', 'vendor', 'etc', 'builds']) {
    const from = path.join(buildpack, folder)
    if (existsSync(from)) copyFolder(from, path.join(room, BUILDPACK, folder))
  }

  mkdirSync(path.join(room, 'tmp/env'))
  for (const [name, value] of Object.entries(env)) writeFileSync(path.join(room, 'tmp/env', name), value)
}
