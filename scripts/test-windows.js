/**
 * `npm run test:windows`: the built package under Node for Windows, in Wine. What it answers there is compared with what the real
 * buildpacks answered, and with what it answers here. Skips with the reason where Wine isn't installed.
 *
 *     npm run build && npm run test:windows [-- predictions|commands|mcp|tests]
 */
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {isDeepStrictEqual} from 'node:util'

import {COMMANDS} from './test-windows/commands.js'
import {agrees, readCases, writeTree} from './test-windows/corpus.js'
import {compileTo, LEFT_OUT, results, TESTS} from './test-windows/tests.js'
import {findWine, run, Windows} from './test-windows/wine.js'

const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
const CACHE = path.join(PACKAGE, '.cache', 'windows')
const HERE = path.join(PACKAGE, 'scripts', 'test-windows')
const WIDTH = 80
/** Their lines are as long as they are. */
const FOR_PROGRAMS = new Set(['--json', 'markdown', 'sarif'])
/** As in a terminal of that width, though a file takes the output. */
const COLUMNS = `data:text/javascript,process.stdout.columns=process.stderr.columns=${WIDTH}`
let compared = 0
let differences = 0

process.chdir(PACKAGE)
const asked = process.argv.slice(2)
const found = findWine()
if ('missing' in found) console.log(`skipped: ${found.missing}`)
else if (existsSync('dist/index.js')) await main(found.wine)
else {
  console.error('There is no build: npm run build')
  process.exitCode = 2
}

async function main(wine) {
  const windows = new Windows({cache: CACHE, wine})
  const reason = await windows.setUp()
  if (reason) {
    console.error(reason)
    process.exitCode = 2
    return
  }

  console.log(`Node ${windows.version} for Windows, in Wine`)
  const folder = mkdtempSync(path.join(tmpdir(), 'heroku-python-windows-'))
  try {
    const parts = {predictions, commands, mcp, tests}
    for (const [name, part] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await part(windows, folder)
  } finally {
    rmSync(folder, {force: true, recursive: true})
  }

  console.log(`${compared} compared, ${differences} ${differences === 1 ? 'difference' : 'differences'}`)
  if (differences > 0) process.exitCode = 1
}

/** The corpora, as folders. */
async function predictions(windows, folder) {
  const cases = readCases()
  const kept = cases.filter(({leftOut}) => leftOut === null)
  const list = kept.map(({files, id, options}, index) => {
    const name = path.join('trees', String(index))
    writeTree(path.join(folder, name), files)
    return {folder: name, id, options}
  })
  writeFileSync(path.join(folder, 'cases.json'), JSON.stringify(list))
  const script = [path.join(HERE, 'predict.js'), PACKAGE, 'cases.json']
  const there = await windows.node([...script, 'there.json'], {cwd: folder})
  const here = await onLinux([...script, 'here.json'], folder, {folder})
  const answers = [there, here].map(({stderr}, index) => {
    const file = path.join(folder, ['there.json', 'here.json'][index])
    if (!existsSync(file)) console.log(stderr)
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  })
  const [onWindows, onThisSystem] = answers
  // With the data of a newer release than that of the corpus, some answers differ on every system.
  const others = kept.filter(
    (one) => !agrees(one, onThisSystem[one.id]) && isDeepStrictEqual(onWindows[one.id], onThisSystem[one.id]),
  )
  const wrong = kept.filter((one) => !agrees(one, onWindows[one.id]) && !others.includes(one))
  compared += kept.length
  differences += wrong.length
  for (const {expected, id} of wrong)
    console.log(`  ${id}\n    recorded: ${JSON.stringify(expected)}\n    Windows:  ${JSON.stringify(onWindows[id])}`)
  console.log(`predictions: ${kept.length} of ${cases.length} recorded trees, ${wrong.length} differ from the real buildpack`)
  if (others.length > 0)
    console.log(`  ${others.length} have another answer on both systems: ${others.map(({id}) => id).join(', ')}`)
  for (const reason of new Set(cases.map(({leftOut}) => leftOut))) {
    if (reason) console.log(`  left out: ${cases.filter(({leftOut}) => leftOut === reason).length} (${reason})`)
  }
}

/** Commands of our own program, at 80 columns. */
async function commands(windows, folder) {
  let wrong = 0
  for (const [index, command] of COMMANDS.entries()) {
    const faults = await differencesOf(command, windows, path.join(folder, String(index)))
    if (faults.length > 0) console.log(`  ${command.name}\n${faults.map((fault) => `    ${fault}\n`).join('')}`)
    if (faults.length > 0) wrong++
  }

  compared += COMMANDS.length
  differences += wrong
  console.log(`commands: ${COMMANDS.length} at ${WIDTH} columns, ${wrong} differ`)
}

async function differencesOf(command, windows, folder) {
  // With Z: before it, the one path is as long as the other: lines break at the same place.
  const [there, here] = ['win', 'linux'].map((system) => path.join(folder, system, 'an app'))
  for (const place of [there, here]) {
    mkdirSync(place, {recursive: true})
    writeTree(place, command.fixture ? filesOf(command.fixture) : command.files)
  }

  const args = ['--import', COLUMNS, path.join(PACKAGE, 'bin', 'run.js'), ...command.args]
  const onWindows = outcome(
    await windows.node(args, {
      cwd: there,
      env: {HEROKU_CACHE_DIR: `Z:${folder}/cache-win`, ...(!command.ascii && {WT_SESSION: '1'})},
    }),
    there,
  )
  const faults = []
  const {code = onWindows.code, says = /^/} = command
  if (code !== onWindows.code) faults.push(`exit code: ${onWindows.code}, expected: ${code}`)
  if (!says.test(onWindows.stderr + onWindows.stdout)) faults.push(`expected: ${says}, got: ${onWindows.stderr}`)
  const tooWide = command.args.some((arg) => FOR_PROGRAMS.has(arg))
    ? []
    : [...onWindows.stdout.split('\n'), ...onWindows.stderr.split('\n')].filter((line) => line.length > WIDTH)
  for (const line of tooWide) if (line.includes(' ')) faults.push(`more than ${WIDTH} columns: ${line}`)
  if (command.windowsOnly) return faults
  const onThisSystem = outcome(await onLinux(args, here, {folder, locale: command.ascii ? 'C' : 'C.UTF-8'}), here)
  for (const [key, value] of Object.entries(onWindows)) {
    if (!isDeepStrictEqual(value, onThisSystem[key])) faults.push(`${key}: ${firstDifference(value, onThisSystem[key])}`)
  }

  return faults
}

function firstDifference(onWindows, here) {
  if (typeof onWindows !== 'string') return `Windows: ${JSON.stringify(onWindows)}\n    here: ${JSON.stringify(here)}`
  const [lines, others] = [onWindows.split('\n'), here.split('\n')]
  const at = lines.findIndex((line, index) => line !== others[index])
  return `line ${at + 1}\n      Windows: ${lines[at]}\n      here:    ${others[at]}`
}

/** The MCP server stays within its folder, however a path is written. */
async function mcp(windows, folder) {
  const app = path.join(folder, 'mcp', 'app')
  writeTree(app, filesOf('test/fixtures/healthy_pip'))
  const parent = `Z:${path.dirname(app)}`
  const upper = parent.toUpperCase().replaceAll('/', '\\')
  const inside = ['app', `${parent}/app`, `${upper}\\APP`, `z:${path.dirname(app)}\\app`]
  const outside = [String.raw`C:\windows`, String.raw`app\..\..`, 'C:', `${parent}/..`]
  const program = [path.join(HERE, 'mcp.js'), path.join(PACKAGE, 'bin', 'run.js'), 'answers.json', ...inside, ...outside]
  const {stderr} = await windows.node(program, {cwd: path.dirname(app), timeoutMs: 60_000})
  const file = path.join(path.dirname(app), 'answers.json')
  const answers = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [stderr]
  const expected = [...inside.map(() => /^The build would not fail/), ...outside.map(() => /is not a folder within those/)]
  const wrong = expected.flatMap((says, index) => (says.test(answers[index]) ? [] : [program[index + 3]]))
  for (const one of wrong) console.log(`  MCP, folder ${one}: ${answers[program.indexOf(one) - 3]}`)
  compared += expected.length
  differences += wrong.length
  console.log(`mcp: ${expected.length} folders asked for, ${wrong.length} answered wrongly`)
}

/** Tests of ours: what passes here passes there, where there are as few programs. */
async function tests(windows, folder) {
  // Below the package, for it uses the packages that are installed there.
  const project = path.join(CACHE, 'project')
  await compileTo(project)
  const options = ['--no-config', '--require', 'test/support/setup.js', '--reporter', 'json', '--timeout', '120000']
  const ignored = LEFT_OUT.flatMap((file) => ['--ignore', file])
  const mocha = [path.join(PACKAGE, 'node_modules', 'mocha', 'bin', 'mocha.js'), ...options, ...ignored, ...TESTS]
  const report = (name) => ['--reporter-option', `output=${name}.json`]
  await Promise.all([
    windows.node([...mocha, ...report('there')], {cwd: project}),
    onLinux([...mocha, ...report('here')], project, {folder}),
  ])
  const [there, here] = ['there', 'here'].map((name) => results(path.join(project, `${name}.json`)))
  const wrong = [...here].filter(([title, {state}]) => state === 'passed' && there.get(title)?.state !== 'passed')
  for (const [title] of wrong)
    console.log(`  ${title}\n    ${there.get(title)?.message ?? there.get(title)?.state ?? 'did not run'}`)
  const both = [...here].filter(([, {state}]) => state === 'passed').length
  compared += both
  differences += wrong.length
  console.log(
    `tests: ${both} pass here, ${wrong.length} of them fail on Windows (${here.size - both} need a program or are skipped)`,
  )
}

async function onLinux(args, cwd, {folder, locale = 'C.UTF-8'}) {
  const home = path.join(folder, 'home')
  mkdirSync(home, {recursive: true})
  // No git, as there.
  const env = {HOME: home, LC_ALL: locale, NO_COLOR: '1', PATH: home}
  return run(process.execPath, args, {cwd, env, output: path.join(folder, 'output')})
}

/** What must be the same on both: the app's folder is left out, and paths in it are written as here. */
function outcome({code, stderr, stdout}, app) {
  const windows = `Z:${app.replaceAll('/', '\\')}`
  const plain = (text) =>
    text
      .replaceAll(windows.replaceAll('\\', String.raw`\\`), 'APP')
      .replaceAll(windows, 'APP')
      .replaceAll(app, 'APP')
      .replaceAll(/APP[\\\w]+/g, (place) => place.replaceAll(/\\+/g, '/'))
  return {code, files: filesOf(app), stderr: plain(stderr), stdout: plain(stdout)}
}

function filesOf(folder) {
  const names = readdirSync(folder, {recursive: true}).filter((name) => statSync(path.join(folder, name)).isFile())
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name))]))
}
