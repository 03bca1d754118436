import type {LinePosition} from '../../packaging/requirements/read-requirements.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {evaluateMarker} from '../../packaging/requirements/marker.js'
import {markersOf} from '../dependencies.js'
import {CREDENTIALS, creatorOf} from '../creators.js'
import {listing} from '../facts.js'
import {pipRequirements} from './requirements-facts.js'

/** What is set in each build, whatever the config vars are. Source: lib/pip.sh and bin/compile of the buildpack. */
const ALWAYS_SET = new Set(['HOME', 'LANG', 'PATH', 'PIP_EXTRA_INDEX_URL', 'PWD', 'REQUEST_ID', 'SOURCE_VERSION', 'STACK'])

export const privateVcsEnv: Check = {
  id: 'deps/private-vcs-env',
  title: 'a config var in requirements.txt, which pip does not get',
  severity: 'error',
  docs: {
    what: 'A `${VARIABLE}` in `requirements.txt` or a file that it includes. With an app on Fir: one that is no config var of the app.',
    why: 'The classic buildpack hands pip one config var only, `PIP_EXTRA_INDEX_URL`. Any other `${VARIABLE}` stays as it is written, so that pip asks for the package with a wrong address or password, and finds none. On Fir pip gets every config var.',
    fix: 'For a private index, delete the line and set the config var `PIP_EXTRA_INDEX_URL` to the URL with its password. For a private repository, use a buildpack that writes the credentials into `.netrc` before `heroku/python` runs, or publish the package on a private index.',
    example: '`git+https://${GITHUB_TOKEN}@github.com/example/private.git`',
    link: 'https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables',
  },
  run(context) {
    const requirements = pipRequirements(context)
    if (!requirements) return []
    const environment = markersOf(context)
    const leftOut = new Set(
      requirements.entries
        .filter(({marker}) => marker !== null && evaluateMarker(marker.parsed, environment) === false)
        .map((place) => key(place)),
    )
    const byPlace = new Map<string, {names: Set<string>; place: LinePosition}>()
    for (const {file, line, name} of requirements.variables) {
      const place = {file, line}
      if (leftOut.has(key(place)) || isSet(name, context)) continue
      const known = byPlace.get(key(place)) ?? {names: new Set(), place}
      known.names.add(name)
      byPlace.set(key(place), known)
    }

    const indexes = new Set(requirements.options.filter(({name}) => name.endsWith('index-url')).map((place) => key(place)))
    return [...byPlace.values()].map(({names, place}) => describe([...names], place, indexes.has(key(place)), context))
  },
}

function key({file, line}: LinePosition): string {
  return `${line} ${file}`
}

/** Whether pip gets a variable, or whether that can't be told: on Fir it gets all that the app has. */
function isSet(name: string, {app, kind}: CheckContext): boolean {
  if (ALWAYS_SET.has(name)) return true
  if (kind === 'classic') return false
  return !app || !isAvailable(app.configVars) || app.configVars.has(name)
}

function describe(names: readonly string[], place: LinePosition, isIndex: boolean, context: CheckContext): Finding {
  const variables = listing(names.map((name) => `\${${name}}`))
  const effect = isIndex ? "pip can't sign in to the index" : 'The build stops'
  const stays = `${effect}: ${variables} ${names.length === 1 ? 'stays as it is' : 'stay as they are'} written, for`
  if (context.kind === 'cnb') {
    const command = `heroku config:set ${names.map((name) => `${name}=…`).join(' ')}`
    return {...place, fix: {command, kind: 'hand'}, message: `${stays} the app has no such config var.`}
  }

  const advice = isIndex
    ? 'Delete the line and set PIP_EXTRA_INDEX_URL to the whole URL instead.'
    : 'Let a buildpack that writes .netrc run before heroku/python, or publish the package on a private index.'
  const command = isIndex ? 'heroku config:set PIP_EXTRA_INDEX_URL=https://…' : null
  const finding: Finding = {
    ...place,
    fix: {command, kind: 'hand'},
    message: `${stays} the classic buildpack hands pip no config var but PIP_EXTRA_INDEX_URL. ${advice}`,
  }
  // A hook may fill in the values, and a buildpack may set the variables.
  const other = creatorOf(context, {files: ['requirements.txt', '.netrc'], words: CREDENTIALS})
  if (other === null) return finding
  return {
    ...finding,
    message: `${finding.message} If ${other} puts the values in place, all is well: that can't be seen from here.`,
    severity: 'warning',
  }
}
