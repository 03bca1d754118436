import type {Check, CheckContext, Finding} from '../check.js'

import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {type Dependency, findDependency, productionDependencies, skippedDependencies} from '../dependencies.js'
import {appendLine, DEPENDENCIES_PAGE, managerWords, packageManager} from '../facts.js'
import {webServers, type WebServer} from './processes.js'

/**
 * Packages that bring a server along. Where a file names direct dependencies only, these may be all that is seen of it.
 * With an extra's names the package must be asked for with one of them.
 */
const BRINGS: Readonly<Record<WebServer['server']['name'], Readonly<Record<string, readonly string[]>>>> = {
  daphne: {channels: ['daphne']},
  granian: {},
  gunicorn: {'apache-airflow': [], 'apache-superset': [], locust: [], mlflow: [], superset: []},
  hypercorn: {quart: [], 'quart-trio': []},
  uvicorn: {
    chainlit: [],
    datasette: [],
    fastapi: ['all', 'standard'],
    'fastapi-cli': [],
    gradio: [],
    litellm: ['proxy'],
    mcp: [],
    prefect: [],
    'uvicorn-worker': [],
  },
  waitress: {mlflow: [], pyramid: []},
}

/** These hardly ever come with another package: a list of direct dependencies without them is enough to be sure. */
const ON_ITS_OWN = new Set(['daphne', 'granian', 'gunicorn'])

export const serverNotInDeps: Check = {
  id: 'procfile/server-not-in-deps',
  title: 'the web server is not among the dependencies',
  severity: 'error',
  docs: {
    what: 'The web process starts gunicorn, uvicorn, hypercorn, daphne, waitress or granian, and the package manager’s file names no such package, nor another one that brings it.',
    why: 'The build installs what that file names. The deploy succeeds, then the dyno crashes with "command not found", and every request ends in error H10.',
    fix: 'Add the server to the dependencies.',
    example: '`web: gunicorn app:app`, and no gunicorn in requirements.txt',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const manager = packageManager(context)
    if (manager === null || installsMore(context)) return []
    return webServers(context)
      .filter(({server}) => isMissing(context, server.name))
      .map(({file, line, server: {name}, start}): Finding => {
        const isSure = productionDependencies(context).complete || ON_ITS_OWN.has(name)
        return {
          file,
          fix: {command: addCommand(context, name), kind: 'ask'},
          line,
          message: `The web dyno crashes with "${start.program}: command not found": ${name} is not among the packages that the build installs.${isSure ? '' : ' Unless another package brings it along, add it.'}`,
          ...(!isSure && {severity: 'warning' as const}),
        }
      })
  },
}

/** Where no command adds a package, a line of requirements.txt does. */
function addCommand(context: CheckContext, name: string): string {
  const add = managerWords(context)?.add
  if (add !== undefined) return `${add} ${name}`
  return `${appendLine(context.project, 'requirements.txt', name)} && heroku python:pin --dependencies`
}

function isMissing(context: CheckContext, name: WebServer['server']['name']): boolean {
  // In a group that the build skips: deps/prod-group-skipped tells of that.
  if (findDependency(context, name) || skippedDependencies(context).some((skipped) => skipped.name === name)) return false
  const {complete, list} = productionDependencies(context)
  return complete || !(hasUnnamed(context) || list.some((dependency) => mayBring(dependency, BRINGS[name])))
}

/** What is installed from elsewhere than an index, the app itself too, may depend on anything. */
function mayBring({extras, name, source}: Dependency, brings: Readonly<Record<string, readonly string[]>>): boolean {
  const needed = Object.hasOwn(brings, name) ? brings[name]! : undefined
  return source !== 'index' || (needed !== undefined && (needed.length === 0 || needed.some((extra) => extras.includes(extra))))
}

/** `-e .` and the like, of which the line says no name; and files that were not read. */
function hasUnnamed({project: {tree}}: CheckContext): boolean {
  const {entries, includes} = readRequirements(tree, 'requirements.txt')
  return entries.some(({constraint, name}) => name === null && !constraint) || includes.some(({status}) => status !== 'read')
}

/** A hook may install packages of its own. */
function installsMore({kind, project: {tree}}: CheckContext): boolean {
  const hooks = kind === 'classic' ? ['bin/pre_compile', 'bin/post_compile'] : []
  return hooks.some((hook) => /\binstall\b/.test(new TextDecoder().decode(tree.read(hook))))
}
