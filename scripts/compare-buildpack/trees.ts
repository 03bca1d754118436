import type {TreeEntry} from '../../src/packaging/file-tree.js'
import type {ClassicRelease} from '../../src/buildpack/release.js'
import type {Random} from './random.js'

import {mutate, otherDigit, pipfileLock, version, versionFile} from './texts.js'

export interface Case {
  cached: string | null
  stack: string
  tree: Map<string, TreeEntry>
}

type Fill = (random: Random, tree: Map<string, TreeEntry>, release: ClassicRelease) => Partial<Case> | void

const file = (contents: Buffer | string = ''): TreeEntry => ({kind: 'file', contents: Buffer.from(contents)})
const MANAGER_FILES = ['requirements.txt', 'Pipfile.lock', 'Pipfile', 'poetry.lock', 'uv.lock', 'setup.py', 'pyproject.toml']
const STACKS = [
  'heroku-22',
  'heroku-24',
  'heroku-26',
  'heroku-20',
  'heroku-18',
  'heroku-16',
  'cedar',
  'cedar-14',
  'cedar*',
  'container',
  'heroku-2',
  '',
]
const TARGETS = [
  'nope',
  'real',
  'real/',
  'real/f',
  'real/f/',
  '.',
  './',
  '..',
  '../',
  '/',
  'loop',
  'chain',
  '../x',
  'x',
  '/tmp',
  '/dev/null',
  'real/../real/f',
  '',
]

/** An entry of any kind: what matters is what the buildpack's tests of files and folders say of it. */
function anyEntry(random: Random, contents = ''): TreeEntry {
  const kind = random.below(10)
  if (kind < 5) return file(contents)
  return kind < 7 ? {kind: 'directory'} : {kind: 'symlink', target: random.pick(TARGETS) || 'x'}
}

/** What links lead to. */
function addTargets(tree: Map<string, TreeEntry>, contents: Buffer | string = ''): void {
  tree.set('real/f', file(contents)).set('x', file(contents)).set('loop', {kind: 'symlink', target: 'pool'})
  tree
    .set('pool', {kind: 'symlink', target: 'loop'})
    .set('chain', {kind: 'symlink', target: 'real/f'})
    .set('real/pyvenv.cfg', file())
}

const managed = (random: Random) => random.pick(['requirements.txt', 'requirements.txt', 'poetry.lock', 'uv.lock'])

const runtimeTxt = (random: Random): Buffer =>
  versionFile(
    random,
    (random) =>
      random.pick(['python-', 'python-', 'python-', '', 'Python-', 'python', 'pypy-', 'python-python-']) + version(random),
  )

const misspell: Fill = (random, tree, {files}) => {
  const names = [
    ...files.misspelledVersionFiles,
    '.python-Version',
    'PYTHON_VERSION',
    '.python-version~',
    'python-version/',
    '.python-version\t',
    '.PYTHON-VERSION',
  ]
  tree.set(managed(random), file())
  addTargets(tree)
  for (const name of random.several(names, 1 + random.below(3))) tree.set(name.replace(/\/$/, ''), anyEntry(random, '3.12\n'))
  if (random.chance(50)) tree.set('.python-version', file('3.13\n'))
  if (random.chance(20)) tree.set('runtime.txt', anyEntry(random, 'python-3.12\n'))
}

const cache: Fill = (random, tree) => {
  tree.set(random.pick([managed(random), 'Pipfile.lock']), file('{}'))
  if (random.chance(25)) tree.set('.python-version', file('3.13\n'))
  if (random.chance(10)) tree.set('runtime.txt', file('python-3.13\n'))
  const cached =
    random.pick(['', 'python-', 'pypy-']) + version(random) + random.pick(['', '', '\n', '\n\n', ' ', '\r\n', '\u0000', 'x'])
  return {cached: cached.replace(/^python-/, '')}
}

const places: Fill = (random, tree) => {
  addTargets(tree)
  for (const name of random.several(
    ['.venv', 'venv', 'env', '.heroku', 'ENV', '.heroku/python', '.heroku/Python', 'virtualenv'],
    1 + random.below(3),
  )) {
    if (random.chance(40)) tree.set(name, anyEntry(random))
    else tree.set(`${name}/${random.pick(['pyvenv.cfg', 'pyvenv.cfg', 'x', 'PYVENV.CFG', 'bin/python'])}`, anyEntry(random))
  }

  for (const name of random.several(MANAGER_FILES, random.below(3))) tree.set(name, file())
  if (random.chance(40)) tree.set('.python-version', file(versionFile(random)))
}

const detect: Fill = (random, tree, {files}) => {
  addTargets(tree)
  const near = (name: string) =>
    random.pick([name.toUpperCase(), `${name}x`, ` ${name}`, `${name} `, `backend/${name}`, name.slice(1), `${name}/x`])
  for (const known of random.several(files.detected, 1 + random.below(2))) {
    const name = known.replace(/\/$/, '')
    tree.set(random.chance(60) ? name : near(name), anyEntry(random))
  }
}

/** One recipe for each group of the conformance corpus. */
export const GROUPS: Record<string, Fill> = {
  'python-version-file'(random, tree) {
    const contents = versionFile(random)
    tree.set(managed(random), file()).set('.python-version', random.chance(95) ? file(contents) : anyEntry(random))
    addTargets(tree, contents)
  },
  'package-managers'(random, tree) {
    addTargets(tree)
    for (const name of random.several(MANAGER_FILES, random.below(5))) tree.set(name, anyEntry(random, '{}'))
    if (random.chance(40)) tree.set('.python-version', file('3.13\n'))
  },
  'pipfile-lock'(random, tree) {
    tree.set('Pipfile.lock', file(pipfileLock(random)))
    if (random.chance(20)) tree.set('Pipfile', anyEntry(random))
    if (random.chance(8)) tree.set('.python-version', versionFile(random).length > 4 ? file('3.13') : file('foo'))
    return random.chance(15) ? {cached: version(random)} : undefined
  },
  detection: detect,
  'venv-existing': places,
  cached: cache,
  misspelled: misspell,
  'runtime-txt'(random, tree) {
    const contents = runtimeTxt(random)
    tree.set(managed(random), file()).set('runtime.txt', random.chance(95) ? file(contents) : anyEntry(random))
    addTargets(tree, contents)
  },
  stack(random, tree) {
    tree.set(random.pick([...MANAGER_FILES, 'README.md']), file('{}'))
    return {stack: random.chance(70) ? random.pick(STACKS) : mutateName(random, random.pick(STACKS))}
  },
  'nonascii-digits'(random, tree) {
    const digits = () =>
      random.pick(['3', '1', '12', '0', '', otherDigit(random)]) + random.pick(['', '', '0', '2', otherDigit(random)])
    const text = [random.chance(60) ? '3' : digits(), digits(), ...(random.chance(50) ? [digits()] : [])].join('.')
    tree.set(managed(random), file())
    const place = random.pick(['.python-version', 'runtime.txt', 'cache'])
    if (place === 'cache') return {cached: text}
    tree.set(place, file(place === 'runtime.txt' ? `python-${text}\n` : `${text}\n`))
  },
  'both-files'(random, tree) {
    tree
      .set(managed(random), file())
      .set('.python-version', file(versionFile(random)))
      .set('runtime.txt', file(runtimeTxt(random)))
  },
  order(random, tree, release) {
    const order: Fill[] = [misspell, cache, places, detect]
    const changes = random.several(order, 2).map((fill) => fill(random, tree, release))
    if (random.chance(30)) tree.set('Pipfile.lock', file(pipfileLock(random)))
    if (random.chance(30)) tree.set('bin/pre_compile', anyEntry(random, 'true\n'))
    if (random.chance(30)) tree.set('.python-version', file(versionFile(random)))
    if (random.chance(15)) tree.set('runtime.txt', file(runtimeTxt(random)))
    return {...Object.assign({}, ...changes), ...(random.chance(10) && {stack: random.pick(STACKS)})} as Partial<Case>
  },
}

function mutateName(random: Random, name: string): string {
  const text = mutate(random, Buffer.from(name), 1).toString('latin1')
  return text.replaceAll(/[^ -~]/g, '-') || 'x'
}
