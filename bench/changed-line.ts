import {execa} from 'execa'
import {execFileSync} from 'node:child_process'
import {mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import type {PackageManager} from '../src/package-managers/names.js'

import {builtInReleases} from '../src/buildpack/release.js'
import {tool} from '../test/support/python-tools.js'
import {type BenchPython, buildContestant, commitApp, interpreter, REQUIREMENTS} from './build-local.js'
import {type Contestant, inTurn, type Row} from './support/measure.js'

/** Beside those there are some twenty that they bring. */
const CHANGED = ['idna==3.10', 'idna==3.11'] as const
const LIMIT = 0.6
const RUNS = 3

/** One requirement of some thirty has changed since the last build: beside the same commands by hand, without anything cached. */
export async function benchChangedLine(managers: readonly PackageManager[]): Promise<Row[]> {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-changed-')))
  const python = await interpreter()
  const rows: Row[] = []
  try {
    for (const manager of managers) {
      const source = path.join(place, manager)
      const versions = await Promise.all(CHANGED.map(async (line) => filesOf(manager, [...REQUIREMENTS, line], python)))
      commitApp(source, versions[0]!)
      const hand = {args: ['-c', byHand(manager, source, path.join(place, 'hand'), python)], name: 'by hand', program: 'bash'}
      let turn = 0
      const measure = async (contestant: Contestant) => {
        if (contestant !== hand) commitApp(source, versions[++turn % versions.length]!)
        return elapsed(contestant)
      }

      const [ours, peer] = await inTurn([buildContestant(source, place), hand], RUNS, measure)
      const bench = `build-local, one changed requirement, ${manager} ÷ the same commands by hand without caches`
      rows.push({bench, limit: LIMIT, note: `medians of ${RUNS}`, ours: ours!, peer: peer!})
    }
  } finally {
    rmSync(place, {force: true, recursive: true})
  }

  return rows
}

async function elapsed({args, cwd, env, name, program}: Contestant): Promise<number> {
  const before = performance.now()
  const {all, exitCode} = await execa(program, args, {
    all: true,
    reject: false,
    stdin: 'ignore',
    ...(cwd !== undefined && {cwd}),
    ...(env && {env}),
  })
  if (exitCode !== 0) throw new Error(`${name} ended with ${exitCode}: ${all}`)
  return performance.now() - before
}

type Files = Record<string, string>

/** With the lock, which the manager itself makes. */
async function filesOf(manager: PackageManager, requirements: readonly string[], python: BenchPython): Promise<Files> {
  const major = python.version.split('.').slice(0, 2).join('.')
  const common = {'.python-version': `${major}\n`, Procfile: 'web: gunicorn app\n'}
  if (manager === 'pip') return {...common, 'requirements.txt': `${requirements.join('\n')}\n`}
  const project = `[project]\nname = "app"\nversion = "1"\nrequires-python = ">=${major},<4"\ndependencies = ${JSON.stringify(requirements)}\n`
  const pins = requirements
    .map((line) => line.split('=='))
    .map(([name, version]) => `${name} = "${version ? `==${version}` : '*'}"`)
  const index = execFileSync(python.program, ['-c', 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'], {
    encoding: 'utf8',
  })
  const source = `[[source]]\nurl = "${index.trim()}"\nverify_ssl = true\nname = "pip"\n`
  // By itself Poetry asks for another kind of answers, which not every index has.
  const primary = `[[tool.poetry.source]]\nname = "pip"\nurl = "${index.trim()}"\npriority = "primary"\n`
  const poetry = `[tool.poetry]\npackage-mode = false\n\n${primary}`
  switch (manager) {
    case 'pipenv':
      return {...common, ...(await locked('pipenv', {Pipfile: `${source}\n[packages]\n${pins.join('\n')}\n`}, python))}

    case 'poetry':
      return {
        ...common,
        ...(await locked('poetry', {'pyproject.toml': `${project}\n${poetry}`}, python)),
      }

    case 'uv':
      return {...common, ...(await locked('uv', {'pyproject.toml': project}, python))}
  }
}

const LOCKS = {pipenv: 'Pipfile.lock', poetry: 'poetry.lock', uv: 'uv.lock'} as const

async function locked(manager: keyof typeof LOCKS, files: Files, python: BenchPython): Promise<Files> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-lock-'))
  try {
    for (const [name, contents] of Object.entries(files)) writeFileSync(path.join(folder, name), contents)
    const {args, program, venv} = await tool(manager)
    const own = {
      pipenv: {
        args: ['--python', python.program],
        env: {PIPENV_IGNORE_VIRTUALENVS: '1', PIPENV_VENV_IN_PROJECT: '1', VIRTUAL_ENV: venv},
      },
      poetry: {args: [], env: {}},
      uv: {args: ['--python', python.program], env: {}},
    }[manager]
    execFileSync(program, [...args, 'lock', ...own.args], {cwd: folder, env: {...process.env, ...own.env}, stdio: 'pipe'})
    const lock = LOCKS[manager]
    return {...files, [lock]: execFileSync('cat', [lock], {cwd: folder, encoding: 'utf8'})}
  } finally {
    rmSync(folder, {force: true, recursive: true})
  }
}

/** The buildpack's commands, as somebody would type them who has no cache. */
function byHand(manager: PackageManager, source: string, folder: string, python: BenchPython): string {
  const {tools} = builtInReleases.classic
  const bundled = (program: string, ...more: string[]) =>
    `${program} '${python.bundledPip}/pip' install --disable-pip-version-check --no-cache-dir --no-input --quiet ${more.join(' ')}`
  const own = `'${python.program}' -I -m venv --without-pip tool\n${bundled('tool/bin/python', `${manager}==${tools[manager]}`)}`
  const install = {
    pip: `${bundled('"$home/bin/python"', `pip==${tools.pip}`)}
      "$home/bin/pip" install -r requirements.txt --exists-action=w --disable-pip-version-check --no-cache-dir --no-input --progress-bar off`,
    pipenv: `${own}\nPIPENV_SYSTEM=1 PIPENV_VERBOSITY=-1 PIPENV_NOSPIN=1 tool/bin/pipenv install --deploy`,
    poetry: `${own}\ntool/bin/poetry sync --compile --no-ansi --no-interaction --only main`,
    uv: `${bundled('"$home/bin/python"', '--no-deps', '--target', 'tool', `uv==${tools.uv}`)}
      UV_PROJECT_ENVIRONMENT="$home" tool/bin/uv sync --locked --no-cache --no-default-groups --compile-bytecode --no-progress`,
  }[manager]
  return `
    set -e
    rm -rf '${folder}' && mkdir -p '${folder}/build'
    git -C '${source}' archive HEAD | tar -x -C '${folder}/build'
    cd '${folder}/build'
    home='${folder}/python'
    '${python.program}' -I -m venv --without-pip "$home"
    export HOME='${folder}' VIRTUAL_ENV="$home" PATH="$home/bin:$PATH"
    ${install}`
}
