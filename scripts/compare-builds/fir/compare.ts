import {isDeepStrictEqual} from 'node:util'

import {joined, withoutDeclared} from '../declared.js'
import {type Difference, without} from '../differences.js'
import {type Outcome, withNames} from '../outcome.js'
import {readFirLog} from './log.js'

/** Everything in which two builds of the same Fir app differ, and that the local one doesn't declare. */
export function compareFirOutcomes(real: Outcome, local: Outcome, env: Readonly<Record<string, string>>): Difference[] {
  const found: Difference[] = []
  const differ = (what: string, ofReal: unknown, ofLocal: unknown) => {
    if (!isDeepStrictEqual(ofReal, ofLocal)) found.push({local: ofLocal, real: ofReal, what})
  }

  differ('exit status', real.status, local.status)
  differ('failure reason', real.data.failure_reason ?? null, generalReason(local.data.failure_reason))
  const {declared} = local
  const read = (of: Outcome) => readFirLog({...of, log: joined(of.log, declared, of === local)}, env)
  const [ofReal, ofLocal] = [read(real), read(local)]
  differ('step lines', ofReal.steps, ofLocal.steps)
  differ('warnings', ofReal.warnings, ofLocal.warnings)
  const [lines, ourLines] = [ofReal, ofLocal].map(({output}) =>
    withoutDeclared(output, declared).filter((line) => !isDeclared(line, local)),
  )
  differ('log lines', without(lines!, ourLines!), without(ourLines!, lines!))
  if (real.status !== 0 || local.status !== 0) return found
  differ('packages', real.packages, local.packages)
  differ('launch environment', launchOf(real, local.declared), launchOf(local, local.declared))
  const [files, ours] = [isHomeDeclared(local) ? withoutHeroku(real.files) : real.files, withoutHome(local)]
  const names = [...new Set([...Object.keys(files), ...Object.keys(ours)])].filter((name) => files[name] !== ours[name]).sort()
  const list = (of: Outcome['files']) => names.map((name) => `${name}: ${of[name] ?? 'not there'}`)
  differ('files', list(files), list(ours))
  return found
}

/** uv puts the app's own package from one build's folder in the place of another's. */
function isDeclared(line: string, {declared}: Outcome): boolean {
  return declared.includes('build-folder') && /^ [-+~] \S+ \(from file:\/\/\$BUILD/.test(line)
}

/** One heading of the buildpack is above each problem with the file's contents. */
function generalReason(reason: unknown): unknown {
  return /^python-version-file::(?:multiple-versions|no-version)$/.test(String(reason))
    ? 'python-version-file::invalid-version'
    : (reason ?? null)
}

/** Of the folder, the port and the shell that starts the process; the platform sets the first two. */
const OF_THE_PROCESS = new Set(['HOME', 'OLDPWD', 'PORT', 'PWD', 'SHLVL', '_'])
/** The layer of Heroku's Python, where a build declares that its own isn't named. */
const PYTHON_LAYER = /^\/layers\/python\//

function launchOf({launch = {}, places}: Outcome, declared: readonly string[]): Record<string, string> {
  const isDeclared = declared.includes('python-layer')
  const shown = Object.entries(launch).flatMap(([name, value]) => {
    if (OF_THE_PROCESS.has(name) || (isDeclared && name === 'LD_LIBRARY_PATH')) return []
    const parts = value.split(':').filter((part) => !isDeclared || !PYTHON_LAYER.test(part))
    return [[name, withNames(parts.join(':'), places)]]
  })
  return Object.fromEntries(shown) as Record<string, string>
}

/** The environment's folder lies in the app's here. */
function withoutHome(local: Outcome): Outcome['files'] {
  const files = withoutPythonHome(local.files)
  const isAlone = !Object.keys(files).some((name) => name.startsWith('.heroku/'))
  return isHomeDeclared(local) || isAlone ? withoutHeroku(files) : files
}

function withoutPythonHome({'.heroku/python': _, ...rest}: Outcome['files']): Outcome['files'] {
  return rest
}

function isHomeDeclared({declared}: Outcome): boolean {
  return declared.includes('committed-python-home')
}

function withoutHeroku({'.heroku': _, ...rest}: Outcome['files']): Outcome['files'] {
  return withoutPythonHome(rest)
}
