import type {Tool} from '../../package-managers/names.js'

import {HEROKU_PYTHON, type Reference} from './reference.js'

/** What a buildpack is, as far as it decides about its place beside the Python one. */
export type OrderPlace = 'apt' | 'geo' | 'netrc' | 'node' | 'python' | 'subfolder'

/** What a buildpack is to an app that shall use heroku/python. */
export type Role =
  /** Heroku's Python buildpack, in any form and version. */
  | {kind: 'python'}
  /** Somebody's copy of it. */
  | {kind: 'python-fork'; owner: string}
  /** Writes requirements.txt from a lock, for the Python buildpack that comes after it. `known`: we have read it. */
  | {kind: 'exporter'; known: boolean; tool: Tool}
  /** Installs the packages of a lock itself, instead of the Python buildpack. */
  | {kind: 'standalone'; tool: Tool}
  /** Does what heroku/python can't. */
  | {kind: 'blocked'; why: 'codeartifact' | 'conda'}
  /** Runs the buildpacks in `.buildpacks`. */
  | {kind: 'multi'}
  /** An older copy of heroku/heroku-geo-buildpack. */
  | {kind: 'geo-copy'}
  | {kind: 'other'; place: OrderPlace | null}

interface Row {
  /** `owner/name`, of the registry or on GitHub. `*` stands for any owner. A pattern is tried on the whole. */
  slugs: readonly (RegExp | string)[]
  role: Role
  /** Where this is known from. */
  source: string
}

export const GEO_BUILDPACK = 'https://github.com/heroku/heroku-geo-buildpack.git'

/**
 * Buildpacks that make a folder of the repository the root of the app, and the config var that names it.
 * Source: the READMEs of timanovsky/subdir-heroku-buildpack and lstoll/heroku-buildpack-monorepo.
 */
export const SUBFOLDER_BUILDPACKS: readonly {name: RegExp; variable: string}[] = [
  {name: /subdir/i, variable: 'PROJECT_PATH'},
  {name: /monorepo/i, variable: 'APP_BASE'},
]

const exporter = (tool: Tool, known = true): Role => ({kind: 'exporter', known, tool})
const other = (place: OrderPlace): Role => ({kind: 'other', place})

/** Every buildpack that is known, the first row that fits counts. */
const ROWS: readonly Row[] = [
  {
    role: {kind: 'python'},
    slugs: [HEROKU_PYTHON, 'heroku/heroku-buildpack-python'],
    source: 'https://devcenter.heroku.com/articles/python-support',
  },
  {
    role: exporter('poetry'),
    slugs: [
      'moneymeets/python-poetry-buildpack',
      'zilupe/python-poetry-buildpack',
      'welcomehomey/python-poetry-buildpack',
      'projetoeureka/python-poetry-buildpack',
      'intellineers/python-poetry-buildpack',
      'ulgens/python-poetry-buildpack',
    ],
    source: 'https://github.com/moneymeets/python-poetry-buildpack/blob/master/bin/compile, and its forks',
  },
  {role: exporter('poetry', false), slugs: ['*/python-poetry-buildpack'], source: 'copies of the one above by their name'},
  {
    role: {kind: 'standalone', tool: 'uv'},
    slugs: ['noxan/heroku-buildpack-uv'],
    source: 'https://github.com/noxan/heroku-buildpack-uv/blob/main/bin/compile',
  },
  {
    role: {kind: 'blocked', why: 'codeartifact'},
    slugs: ['wiphoo/heroku-buildpack-uv-codeartifact', 'wiphoo/heroku-buildpack-aws_codeartifact_uv'],
    source: 'https://github.com/wiphoo/heroku-buildpack-uv-codeartifact#readme',
  },
  {
    role: exporter('uv'),
    slugs: [
      'dropseed/heroku-buildpack-uv',
      'terakeet/heroku-buildpack-uv',
      'terakeet/heroku-uv-buildpack',
      'ombulabs/heroku-buildpack-uv',
      'ombulabs/heroku-uv-buildpack',
    ],
    source:
      'https://github.com/dropseed/heroku-buildpack-uv/blob/master/bin/compile, https://www.ombulabs.com/blog/heroku-buildpack-for-uv.html',
  },
  {
    role: exporter('uv', false),
    slugs: ['*/heroku-buildpack-uv', '*/heroku-uv-buildpack'],
    source: 'copies of the one above by their name',
  },
  {
    role: {kind: 'standalone', tool: 'pipenv'},
    slugs: ['kennethreitz/heroku-buildpack-pipenv', 'heroku-python/heroku-buildpack-pipenv'],
    source: 'https://github.com/kennethreitz/heroku-buildpack-pipenv#readme',
  },
  {role: exporter('pipenv', false), slugs: [/pipenv/], source: 'by their name'},
  {
    role: {kind: 'blocked', why: 'conda'},
    slugs: [/conda/],
    source: 'https://github.com/heroku-python/conda-buildpack#readme, and those of kennethreitz, plotly and ihuston',
  },
  {
    role: {kind: 'multi'},
    slugs: ['heroku/multi', '*/heroku-buildpack-multi'],
    source: 'https://github.com/heroku/heroku-buildpack-multi/blob/master/bin/compile',
  },
  {
    role: other('geo'),
    slugs: ['heroku/heroku-geo-buildpack', 'heroku-community/geo'],
    source: 'https://github.com/heroku/heroku-geo-buildpack#readme',
  },
  {
    role: {kind: 'geo-copy'},
    slugs: [
      'cyberdelia/heroku-geo-buildpack',
      'kevinbrolly/heroku-geo-buildpack',
      '*/heroku-geo-buildpack',
      /buildpack-geodjango|geodjango-buildpack/,
    ],
    source: 'https://github.com/heroku/heroku-buildpack-python/issues/852, which moved their users to Heroku',
  },
  {
    role: other('subfolder'),
    slugs: SUBFOLDER_BUILDPACKS.map(({name}) => name),
    source: 'those that SUBFOLDER_BUILDPACKS names',
  },
  {role: other('apt'), slugs: [/[/-]apt$/, /buildpack-apt\b/], source: 'https://github.com/heroku/heroku-buildpack-apt#readme'},
  {role: other('netrc'), slugs: [/netrc/], source: 'https://github.com/timshadel/heroku-buildpack-github-netrc#readme'},
  {
    role: other('node'),
    slugs: ['heroku/nodejs', /buildpack-(?:nodejs|node)$/],
    source: 'https://devcenter.heroku.com/articles/django-assets, heroku/heroku-buildpack-nodejs#readme',
  },
]

/** Config vars that name a buildpack, from before apps had lists of them. Source: the Heroku CLI's `buildpacks:clear`. */
export const BUILDPACK_VARS: ReadonlySet<string> = new Set(['BUILDPACK_URL', 'LANGUAGE_PACK_URL'])

/** Repositories whose name holds that of Heroku's Python buildpack: most are copies of it. */
const PYTHON_COPY = /^([^/]+)\/.*heroku-buildpack-python/

export function roleOf(reference: Reference): Role {
  const {slug} = reference
  if (slug === null) return {kind: 'other', place: null}
  const row = ROWS.find(({slugs}) => slugs.some((wanted) => fits(slug, wanted)))
  if (row) return row.role
  const owner = PYTHON_COPY.exec(slug)?.[1]
  return owner === undefined ? {kind: 'other', place: null} : {kind: 'python-fork', owner}
}

function fits(slug: string, wanted: RegExp | string): boolean {
  if (typeof wanted !== 'string') return wanted.test(slug)
  return wanted.startsWith('*') ? slug.endsWith(wanted.slice(1)) : slug === wanted
}

/** Heroku's own Python buildpack or somebody's copy of it, wherever that is kept. */
export function isPythonBuildpack(reference: Reference): boolean {
  return placeOf(reference) === 'python' || /heroku-buildpack-python/i.test(reference.identity)
}

/**
 * True for a copy of the Python buildpack that stands in for it. One by another name, beside heroku/python, does something
 * else beside it.
 */
export function standsForPython(reference: Reference, list: readonly Reference[]): boolean {
  const role = roleOf(reference)
  if (role.kind !== 'python-fork') return role.kind === 'python'
  return reference.slug!.endsWith('/heroku-buildpack-python') || list.every((other) => roleOf(other).kind !== 'python')
}

/** Makes a folder the root of the app, wherever the buildpack is kept. */
export function movesTheRoot({identity}: Reference): boolean {
  return SUBFOLDER_BUILDPACKS.some(({name}) => name.test(identity))
}

export function placeOf(reference: Reference): OrderPlace | null {
  const role = roleOf(reference)
  switch (role.kind) {
    case 'geo-copy':
      return 'geo'

    case 'other':
      return role.place

    case 'python':
    case 'python-fork':
      return 'python'

    default:
      return null
  }
}
