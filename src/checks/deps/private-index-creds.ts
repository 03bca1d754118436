import type {Check, CheckContext, Finding} from '../check.js'

import type {Manager} from '../../package-managers/manager.js'

import {HANDED_TO_PIP} from '../../buildpack/config-vars.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {isAvailable} from '../../platform/app.js'
import {tomlTable} from '../../packaging/toml.js'
import {array, table} from '../../packaging/values.js'
import {CREDENTIALS, creatorOf} from '../creators.js'
import {listing, packageManager} from '../facts.js'

export const privateIndexCreds: Check = {
  id: 'deps/private-index-creds',
  title: "the package manager doesn't get the credentials of its index",
  severity: 'error',
  docs: {
    what: 'The credentials of a package index are in config vars: `UV_INDEX_<NAME>_USERNAME`, `POETRY_HTTP_BASIC_<NAME>_USERNAME` and their passwords, or a `${VARIABLE}` in the URL of a source in the `Pipfile`.',
    why: "The classic buildpack doesn't pass config vars to uv, Poetry and Pipenv, except `PIP_EXTRA_INDEX_URL` to Pipenv. The index denies access, and the build fails.",
    fix: "Let a buildpack or a `bin/pre_compile` hook write the credentials to `~/.netrc`, which all of them read. Or export a `requirements.txt` and set the config var `PIP_EXTRA_INDEX_URL` to the index's URL with the credentials.",
    example: 'the config vars `UV_INDEX_PRIVATE_USERNAME` and `UV_INDEX_PRIVATE_PASSWORD`',
    link: 'https://devcenter.heroku.com/articles/python-support',
  },
  run(context) {
    // On Fir the config vars reach every tool.
    if (context.kind !== 'classic') return []
    const manager = packageManager(context)
    if (manager === null) return []
    const {manifest} = PACKAGE_MANAGERS[manager]
    return manifest === 'Pipfile' ? pipfileSources(context) : credentialsOutOfReach(context, PACKAGE_MANAGERS[manager])
  },
}

function credentialsOutOfReach(context: CheckContext, {manifest, name: tool, privateIndexes}: Manager): Finding[] {
  const {app, project} = context
  if (!app || !isAvailable(app.configVars)) return []
  const {configVars} = app
  const indexes = privateIndexes?.(project.tree) ?? []
  return indexes.flatMap(({name, variables}) => {
    const set = variables.filter((variable) => configVars.has(variable))
    if (set.length === 0) return []
    const are = set.length > 1 ? 'config vars' : 'config var'
    const message = `The build fails: the ${are} ${listing(set)} hold the credentials of the index ${name}, but builds don't pass config vars to ${tool}.`
    return [unlessNetrc(context, {file: manifest, fix: {command: null, kind: 'hand'}, message})]
  })
}

function pipfileSources(context: CheckContext): Finding[] {
  const {tree} = context.project
  const lines = new TextDecoder().decode(tree.read('Pipfile')).split('\n')
  const sources = tomlTable(tree, 'Pipfile').source
  const entries = array(sources).map((source) => table(source))
  return entries.flatMap(({name, url}): Finding[] => {
    const variables = [...String(url).matchAll(/\$\{?([A-Za-z_]\w*)\}?/g)].map((match) => match[1]!)
    // The one config var that reaches Pipenv.
    const unknown = [...new Set(variables)].filter((variable) => variable !== HANDED_TO_PIP)
    if (unknown.length === 0) return []
    const line = lines.findIndex((text) => text.includes(`\${${unknown[0]}`) || text.includes(`$${unknown[0]}`)) + 1
    const message = `The build fails: the URL of the source ${String(name)} needs ${listing(unknown)}, but builds don't pass config vars to Pipenv.`
    return [unlessNetrc(context, {file: 'Pipfile', ...(line > 0 && {line}), fix: {command: null, kind: 'hand'}, message})]
  })
}

/** What runs earlier may write ~/.netrc, or export the variables: buildpacks may do that for those that follow. */
function unlessNetrc(context: CheckContext, finding: Finding): Finding {
  const earlier = creatorOf(context, {files: ['.netrc', 'pip.conf'], words: CREDENTIALS})
  if (earlier === null) return finding
  return {...finding, fineIf: [`${earlier} provides the credentials`], severity: 'warning'}
}
