import type {FileTree} from '../../packaging/file-tree.js'
import type {Reference} from './reference.js'

import {type OrderPlace, placeOf} from './catalogue.js'

/**
 * What a buildpack's bin/detect asks of the source. Where a list of buildpacks is set, each runs its own detection when
 * its turn comes, and a build ends at the first that says no: "App not compatible with buildpack".
 *
 * Source: https://devcenter.heroku.com/articles/buildpacks#detection-failure, heroku/heroku-buildpack-apt#86; that an
 * earlier buildpack may prepare the ground, from timanovsky/subdir-heroku-buildpack#readme.
 */
interface Detection {
  /** What it looks for in the root: `Aptfile`. Of several, the usual one. */
  wanted: string
  accepts(tree: FileTree): boolean
}

interface Row extends Detection {
  /** `owner/name`, of the registry or on GitHub. */
  slugs: readonly string[]
}

const anyFile =
  (...paths: string[]) =>
  (tree: FileTree): boolean =>
    paths.some((path) => tree.isFile(path))
const anyEnding = (tree: FileTree, folder: string, endings: readonly string[]): boolean =>
  tree.list(folder).some((name) => endings.some((ending) => name.endsWith(ending)))

const official = (name: string): string[] => [`heroku/${name}`, `heroku/heroku-buildpack-${name}`]

/** Read in bin/detect of each, in November 2026. What stands in no row always says yes, or isn't known. */
const ROWS: readonly Row[] = [
  {accepts: anyFile('Gemfile'), slugs: official('ruby'), wanted: 'Gemfile'},
  {
    accepts: anyFile('package.json'),
    slugs: [...official('nodejs'), 'mars/create-react-app-buildpack'],
    wanted: 'package.json',
  },
  {accepts: anyFile('project.clj'), slugs: official('clojure'), wanted: 'project.clj'},
  {
    accepts: anyFile(...['xml', 'atom', 'clj', 'groovy', 'rb', 'scala', 'yaml', 'yml'].map((ending) => `pom.${ending}`)),
    slugs: official('java'),
    wanted: 'pom.xml',
  },
  {
    accepts: anyFile('gradlew', 'build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'),
    slugs: official('gradle'),
    wanted: 'build.gradle',
  },
  {
    accepts: (tree) =>
      tree.exists('.sbtrc') ||
      tree.exists('project/build.properties') ||
      anyEnding(tree, '', ['.sbt']) ||
      ['project', '.sbt'].some((folder) => anyEnding(tree, folder, ['.scala'])),
    slugs: official('scala'),
    wanted: 'build.sbt',
  },
  {accepts: anyFile('composer.json', 'index.php'), slugs: official('php'), wanted: 'composer.json'},
  {accepts: acceptsGo, slugs: official('go'), wanted: 'go.mod'},
  {
    accepts: (tree) => anyEnding(tree, '', ['.sln', '.slnx', '.csproj', '.fsproj', '.vbproj', '.cs']),
    slugs: official('dotnet'),
    wanted: '.NET project file',
  },
  {accepts: anyFile('mix.exs'), slugs: ['hashnuke/heroku-buildpack-elixir'], wanted: 'mix.exs'},
  {
    accepts: anyFile('static.json'),
    slugs: ['heroku-community/static', 'heroku/heroku-buildpack-static'],
    wanted: 'static.json',
  },
  {accepts: anyFile('Aptfile'), slugs: ['heroku-community/apt', 'heroku/heroku-buildpack-apt'], wanted: 'Aptfile'},
  {accepts: anyFile('.buildpacks'), slugs: ['heroku/multi', 'heroku/heroku-buildpack-multi'], wanted: '.buildpacks'},
  {accepts: anyFile('poetry.lock'), slugs: ['moneymeets/python-poetry-buildpack'], wanted: 'poetry.lock'},
  {accepts: anyFile('uv.lock'), slugs: ['dropseed/heroku-buildpack-uv'], wanted: 'uv.lock'},
  {accepts: anyFile('pyproject.toml'), slugs: ['noxan/heroku-buildpack-uv'], wanted: 'pyproject.toml'},
]

/** What a buildpack looks for; undefined where it always says yes, or isn't known. */
export function detectionOf({slug}: Reference): Detection | undefined {
  return slug === null ? undefined : ROWS.find(({slugs}) => slugs.includes(slug))
}

/**
 * The buildpacks that Heroku tries before heroku/python where none is set, by the order of its list.
 * Source: https://devcenter.heroku.com/articles/buildpacks, whose table of official buildpacks is said to be tried in its order.
 */
const BEFORE_PYTHON = ['heroku/ruby', 'heroku/nodejs', 'heroku/clojure']

/** The buildpack that Heroku would take instead of heroku/python where none is set, and why. */
export function detectedBeforePython(tree: FileTree): {buildpack: string; found: string} | undefined {
  for (const buildpack of BEFORE_PYTHON) {
    const row = ROWS.find(({slugs}) => slugs.includes(buildpack))!
    if (row.accepts(tree)) return {buildpack, found: row.wanted}
  }

  return undefined
}

/** Go's older tools, and the tree that they made, count too. */
function acceptsGo(tree: FileTree): boolean {
  const known = ['go.mod', 'Gopkg.lock', 'Godeps/Godeps.json', 'vendor/vendor.json', 'glide.yaml']
  return known.some((path) => tree.isFile(path)) || [...tree.files()].some((path) => /^src\/[^/]+\/.*\.go$/.test(path))
}

/** Buildpacks that put programs and libraries beside the source, and change nothing in it. Read in bin/compile of each. */
const LEAVE_THE_SOURCE_ALONE: ReadonlySet<string> = new Set([
  'heroku-community/apt',
  'heroku/heroku-buildpack-apt',
  'heroku-community/geo',
  'heroku/heroku-geo-buildpack',
  'heroku/pgbouncer',
  'heroku/heroku-buildpack-pgbouncer',
  'heroku/metrics',
  'heroku/heroku-buildpack-metrics',
  'heroku-community/chrome-for-testing',
  'heroku/heroku-buildpack-chrome-for-testing',
  'datadog/heroku-buildpack-datadog',
  'jonathanong/heroku-buildpack-ffmpeg-latest',
])

const HELPER_PLACES: ReadonlySet<OrderPlace | null> = new Set(['apt', 'geo', 'netrc', 'subfolder'])

/** Whether a buildpack is known to build no app of any language: it brings tools, or chooses the folder. */
export function isHelper(reference: Reference): boolean {
  return HELPER_PLACES.has(placeOf(reference)) || !mayWriteSource(reference)
}

/** Whether a buildpack may write a file that a later one looks for. */
export function mayWriteSource({slug}: Reference): boolean {
  return slug === null || !LEAVE_THE_SOURCE_ALONE.has(slug)
}
