import type {Check, CheckDocs, Finding} from '../../src/checks/check.js'
import type {Releases} from '../../src/buildpack/release.js'
import type {ReleaseData} from '../../src/releases/current-releases.js'

import {builtInReleases} from '../../src/buildpack/release.js'
import {NO_CHANGES} from '../../src/buildpack/rules.js'
import {isAvailable} from '../../src/platform/app.js'

/**
 * Checks and buildpack releases that never were. The screens are tested with them, so that a new check, or a newer release,
 * changes no snapshot but its own.
 */

const DOCS: CheckDocs = {
  example: 'a `square.cfg`',
  fix: 'Make it round.',
  link: 'https://devcenter.heroku.com/articles/shapes',
  what: 'Something has a shape.',
  why: 'Heroku likes **circles**.',
}

type Kind = Omit<Check, 'docs' | 'id' | 'run' | 'title'>

function check(id: string, title: string, kind: Kind, run: Check['run']): Check {
  return {docs: DOCS, id, run, title, ...kind}
}

/** Finds something where a file is there. */
function ofFile(file: string, found: Omit<Finding, 'file'>): Check['run'] {
  return ({project}) => (project.tree.isFile(file) ? [{...found, file}] : [])
}

const round = check(
  'shapes/round',
  'two files want to be the wheel',
  {explains: ['package-manager::multiple-found'], severity: 'error'},
  ofFile('uv.lock', {
    fix: {command: 'git rm --cached requirements.txt', kind: 'ask'},
    message: 'The build stops: requirements.txt and uv.lock are both there, and only one of them can be the wheel.',
  }),
)

const square = check(
  'shapes/square',
  'a square peg',
  {severity: 'warning'},
  ofFile('square.cfg', {
    fix: {command: 'git rm square.cfg', edits: [{action: 'delete', path: 'square.cfg'}], kind: 'auto'},
    line: 3,
    message: 'square.cfg has corners, which fit into no round hole: the app starts, and then it gets stuck. Take the file out.',
  }),
)

const flat = check(
  'shapes/flat',
  'a flat file',
  {severity: 'info'},
  ofFile('flat.cfg', {
    fix: {command: null, kind: 'hand'},
    message: 'flat.cfg has a second side, which nobody looks at. Turn it over from time to time.',
  }),
)

/** About each Python file in a folder: such a name may hold anything. */
const folders = check('shapes/folders', 'Python files in folders', {severity: 'info'}, ({project}) =>
  [...project.tree.files()]
    .filter((path) => path.includes('/') && path.endsWith('.py'))
    .map((path) => ({file: path, fix: {command: `mv ${path} .`, kind: 'hand'}, line: 2, message: `${path} is deep down.`})),
)

const steady = check('shapes/steady', 'nothing ever', {severity: 'warning'}, () => [])

const stack = check(
  'colors/stack',
  "the stack's color fades",
  {appOnly: true, needs: ['app'], severity: 'error'},
  ({app, stack: name}) => {
    if (!/^heroku-2[02]$/.test(name)) return []
    const severity = name === 'heroku-20' ? 'error' : 'warning'
    const command = `heroku stack:set heroku-26 --app ${app!.name}`
    return [{fix: {command, kind: 'ask'}, message: `The stack ${name} has faded. Heroku builds no more on it.`, severity}]
  },
)

const order = check(
  'colors/order',
  'the colors are in the wrong order',
  {appOnly: true, needs: ['buildpacks'], severity: 'error'},
  ({app}) => {
    if (!app || !isAvailable(app.buildpacks) || app.buildpacks[0]?.ref !== 'heroku/nodejs') return []
    return [{fix: {command: null, kind: 'hand'}, message: 'The buildpack heroku/nodejs comes first, and its color runs.'}]
  },
)

const changes = check('colors/changes', 'files with fresh paint', {needs: ['worktree'], severity: 'warning'}, ({project}) =>
  (project.worktree?.changes ?? []).map((file) => ({
    file,
    fix: {command: null, kind: 'hand'},
    message: `${file} is not committed, so that a push does not take it along.`,
  })),
)

const online = check('colors/online', 'a color that the index lacks', {needs: ['online'], severity: 'warning'}, () => [])

export const MADE_UP_CHECKS: readonly Check[] = [round, square, flat, folders, steady, stack, order, changes, online]
export const MADE_UP_IDS: ReadonlySet<string> = new Set(MADE_UP_CHECKS.map(({id}) => id))

const PYTHON = {
  default: '3.91',
  deprecated: null,
  latest: {'3.90': '3.90.4', '3.91': '3.91.1'},
  newest: '3.91',
  oldest: '3.90',
}

/** Their rules are those of the present releases; only their numbers, dates and versions never were. */
const RELEASES: Releases = {
  classic: {
    ...builtInReleases.classic,
    python: PYTHON,
    release: 'v900',
    released: '2031-05-06',
    stacks: {endOfLife: [], supported: ['heroku-*']},
    tools: {pip: '91.1', pipenv: '2031.1.0', poetry: '9.1.0', setuptools: '91.0', uv: '0.91.0'},
  },
  cnb: {
    ...builtInReleases.cnb,
    python: PYTHON,
    release: '90.1.2',
    released: '2031-06-07',
    tools: {pip: '91.1', poetry: '9.1.0', uv: '0.91.0'},
  },
}

export const MADE_UP: ReleaseData = {ageInDays: 1, newerRules: null, releases: RELEASES, ruleChanges: NO_CHANGES, stale: false}
export const MADE_UP_STALE: ReleaseData = {
  ageInDays: 95,
  newerRules: null,
  releases: RELEASES,
  ruleChanges: NO_CHANGES,
  stale: true,
}
