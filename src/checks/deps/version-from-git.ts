import {posix} from 'node:path'

import type {Table} from '../../packaging/values.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {tomlTable} from '../../packaging/toml.js'
import {table, text, texts} from '../../packaging/values.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {appWithVars} from '../config/vars.js'
import {markersOf} from '../dependencies.js'
import {creatorOf} from '../creators.js'
import {packageManager} from '../facts.js'

/** What reads a package's version from git when it is built. */
interface VersionTool {
  /** What `build-system.requires` must name. */
  name: string
  /** Whether the project has it do so. */
  isUsed(tools: Table, requirement: string): boolean
  /** The table of pyproject.toml, below `tool`, and the key in it that say what to take without git. */
  fallback: {key: string; path: readonly string[]}
  /** The environment variable that says it; null: there is none. On classic no config var reaches the installation. */
  variable: null | string
}

/** Each tried by building a package outside of a repository, with and without its setting and variable (November 2026). */
const TOOLS: readonly VersionTool[] = [
  {
    fallback: {key: 'fallback_version', path: ['setuptools_scm']},
    isUsed: (tools, requirement) => 'setuptools_scm' in tools || /\[[^\]]*\bsimple\b/.test(requirement),
    name: 'setuptools-scm',
    variable: 'SETUPTOOLS_SCM_PRETEND_VERSION',
  },
  {
    fallback: {key: 'fallback-version', path: ['hatch', 'version']},
    isUsed: (tools) => table(tools, 'hatch', 'version').source === 'vcs',
    name: 'hatch-vcs',
    variable: 'SETUPTOOLS_SCM_PRETEND_VERSION',
  },
  {
    fallback: {key: 'fallback-version', path: ['uv-dynamic-versioning']},
    isUsed: (tools) => table(tools, 'hatch', 'version').source === 'uv-dynamic-versioning',
    name: 'uv-dynamic-versioning',
    variable: 'UV_DYNAMIC_VERSIONING_BYPASS',
  },
  {
    fallback: {key: 'fallback_version', path: ['pdm', 'version']},
    isUsed: (tools) => table(tools, 'pdm', 'version').source === 'scm',
    name: 'pdm-backend',
    variable: 'PDM_BUILD_SCM_VERSION',
  },
  {
    fallback: {key: 'default-version', path: ['versioningit']},
    isUsed: (tools) => 'versioningit' in tools,
    name: 'versioningit',
    variable: null,
  },
]

/** What tells the version of a source archive. Whether Heroku's has what git fills in there is not known. */
const STAND_INS = ['PKG-INFO', '.git_archival.txt']

export const versionFromGit: Check = {
  id: 'deps/version-from-git',
  title: "a version is read from git, which builds don't have",
  severity: 'error',
  docs: {
    what: "The build installs the app itself (or one of its folders) as a package with a dynamic version. setuptools-scm, hatch-vcs, uv-dynamic-versioning, pdm-backend or versioningit reads it from git's tags, and has no fallback.",
    why: 'Heroku builds the files of a commit, without the `.git` folder. These tools fail without it, and so does the build.',
    fix: "Set a version to use without git (`fallback_version`, `fallback-version` or `default-version`, depending on the tool), or a fixed version. On Fir, most of them also read one from a config var, which classic builds don't pass on. If uv doesn't have to install the app, write `package = false` under `[tool.uv]`.",
    example: '`-e .` in `requirements.txt`, and `[tool.setuptools_scm]` in `pyproject.toml`',
    link: 'https://setuptools-scm.readthedocs.io/en/latest/config/',
  },
  run(context) {
    return builtFolders(context).flatMap((folder) => look(context, folder))
  },
}

function look(context: CheckContext, folder: string): Finding[] {
  const {tree} = context.project
  const file = posix.join(folder, 'pyproject.toml')
  const pyproject = tomlTable(tree, file)
  const [project, tools] = [table(pyproject.project), table(pyproject.tool)]
  if (!texts(project.dynamic).includes('version')) return []
  if (STAND_INS.some((name) => tree.exists(posix.join(folder, name)))) return []
  const required = texts(table(pyproject['build-system']).requires)
  const tool = TOOLS.find(({isUsed, name}) => required.some((one) => isFor(one, name) && isUsed(tools, one)))
  if (!tool || hasFallback(tools, tool)) return []
  const {fallback, name} = tool
  // Classic: bin/compile hands pip, Pipenv, Poetry and uv none but pip's own (src/local-build/plan/config-var-reach.ts).
  const variable = context.kind === 'cnb' ? tool.variable : null
  const what = `${name} reads the version of ${text(project.name) ?? 'the app'} from git, which Heroku's builds don't have`
  const advice = `Write ${fallback.key} = "0" under [tool.${fallback.path.join('.')}].`
  const vars = appWithVars(context)?.configVars
  if (variable !== null && vars && [...vars.keys()].some((one) => one.startsWith(variable))) return []
  const creator = creatorOf(context, {files: ['pyproject.toml', '_version.py'], words: /\bversion\b/i})
  const unless = [
    variable !== null && !vars && `the config var ${variable} is set`,
    creator !== null && `${creator} writes the version`,
  ].filter((one) => one !== false)
  const stops = unless.length === 0 ? 'The build fails' : `The build fails, unless ${unless.join(', or ')}`
  const finding = {file, fix: {command: null, kind: 'hand' as const}, message: `${stops}: ${what}. ${advice}`}
  return [unless.length === 0 ? finding : {...finding, severity: 'warning'}]
}

/** Whether a requirement of the build system is one for this package. */
function isFor(requirement: string, name: string): boolean {
  const written = /^\s*([\w.-]+)/.exec(requirement)?.[1] ?? ''
  return written.toLowerCase().replaceAll(/[-_.]+/g, '-') === name
}

function hasFallback(tools: Table, {fallback: {key, path}}: VersionTool): boolean {
  const settings = table(tools, ...path)
  return key in settings || 'fallback_version' in table(settings, 'raw-options')
}

/** The folders of the app that the build makes a package of. */
function builtFolders(context: CheckContext): readonly string[] {
  const manager = packageManager(context)
  return manager === null ? [] : (PACKAGE_MANAGERS[manager].builtFolders?.(context.project.tree, markersOf(context)) ?? [])
}
