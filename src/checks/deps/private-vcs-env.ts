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
  title: "requirements.txt uses a config var that pip doesn't get",
  severity: 'error',
  docs: {
    what: "`requirements.txt`, or a file that it includes, has a `${VARIABLE}`. For a Fir app: one that isn't a config var of the app.",
    why: "The classic buildpack passes only one config var to pip, `PIP_EXTRA_INDEX_URL`. pip doesn't replace any other `${VARIABLE}`, so it uses a wrong address or password and finds no package. On Fir, pip gets every config var.",
    fix: 'For a private index, delete the line and set the config var `PIP_EXTRA_INDEX_URL` to the URL with its password. For a private repository, use a buildpack that writes the credentials to `.netrc` before `heroku/python` runs, or publish the package on a private index.',
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
  const effect = isIndex ? "pip can't sign in to the index" : 'The build fails'
  const stays = `${effect}: ${variables} ${names.length === 1 ? "isn't" : "aren't"} replaced, because`
  if (context.kind === 'cnb') {
    const command = `heroku config:set ${names.map((name) => `${name}=…`).join(' ')}`
    return {...place, fix: {command, kind: 'hand'}, message: `${stays} the app has no such config var.`}
  }

  const advice = isIndex
    ? 'Delete the line and set PIP_EXTRA_INDEX_URL to the whole URL instead.'
    : 'Add a buildpack that writes .netrc before heroku/python, or publish the package on a private index.'
  const command = isIndex ? 'heroku config:set PIP_EXTRA_INDEX_URL=https://…' : null
  const finding: Finding = {
    ...place,
    fix: {command, kind: 'hand'},
    message: `${stays} the classic buildpack passes only PIP_EXTRA_INDEX_URL to pip. ${advice}`,
  }
  // A hook may fill in the values, and a buildpack may set the variables.
  const other = creatorOf(context, {files: ['requirements.txt', '.netrc'], words: CREDENTIALS})
  if (other === null) return finding
  return {...finding, fineIf: [`${other} inserts the values`], severity: 'warning'}
}
