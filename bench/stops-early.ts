import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {buildContestant, commitApp} from './build-local.js'
import {type Contestant, race, type Row} from './support/measure.js'

const RUNS = 9

/** Apps whose build ends before there is a Python. */
const APPS: Record<string, Record<string, string>> = {
  'two package managers': {'.python-version': '3.13\n', 'poetry.lock': '', 'pyproject.toml': '', 'requirements.txt': 'six\n'},
  'uv without .python-version': {'pyproject.toml': '[project]\nname = "app"\n', 'uv.lock': 'version = 1\n'},
}

/**
 * Builds that stop before Python, beside the real buildpack's bin/compile and a command of ours that does nothing. Needs Linux and
 * root, as that writes to /app. @param buildpack a checkout of heroku/heroku-buildpack-python; undefined: nothing is compared
 */
export async function benchStopsEarly(buildpack: string | undefined, empty: Contestant): Promise<Row[]> {
  if (buildpack === undefined) return []
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-stops-')))
  const rows: Row[] = []
  try {
    for (const [name, files] of Object.entries(APPS)) {
      const source = path.join(place, name.replaceAll(' ', '-'))
      commitApp(source, {...files, 'app.py': ''})
      const ours = {...buildContestant(source, place), exitCodes: [1]}
      const [mine, compile, start] = await race([ours, realCompile(buildpack, source, path.join(place, 'real')), empty], RUNS)
      rows.push({
        bench: `build-local, stops before Python (${name}) ÷ (bin/compile × 1.2 + an empty command)`,
        limit: 1,
        note: `bin/compile ${compile!.median.toFixed(0)} ms, an empty command ${start!.median.toFixed(0)} ms`,
        ours: mine!.median,
        peer: compile!.median * 1.2 + start!.median,
      })
    }
  } finally {
    rmSync(place, {force: true, recursive: true})
  }

  return rows
}

function realCompile(buildpack: string, source: string, folder: string): Contestant {
  const [build, cache, env] = ['build', 'cache', 'env'].map((name) => path.join(folder, path.basename(source), name))
  for (const made of [build!, cache!, env!]) mkdirSync(made, {recursive: true})
  execFileSync('git', ['-C', source, 'checkout-index', '--all', `--prefix=${build}/`])
  return {
    args: [build!, cache!, env!],
    env: {PATH: process.env.PATH ?? '', STACK: 'heroku-24'},
    exitCodes: [1],
    name: 'bin/compile',
    program: path.join(path.resolve(buildpack), 'bin/compile'),
  }
}
