import type {Check} from '../check.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {type Dependency, productionDependencies, placeOf} from '../dependencies.js'
import {DEPENDENCIES_PAGE, packageManager} from '../facts.js'
import {firstNames, PIN_DEPENDENCIES, pipRequirements} from './requirements-facts.js'
import {SECONDARY_PACKAGES} from '../shared/secondary-packages.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

export const transitiveUnpinned: Check = {
  id: 'deps/transitive-unpinned',
  title: 'indirect dependencies have no exact version',
  severity: 'warning',
  docs: {
    what: "Every package in `requirements.txt` has an exact version, but packages that they depend on aren't in the file. The check knows the dependencies of some of the most used packages only (Django, Flask, FastAPI, Celery, requests …), so an incomplete file may pass.",
    why: 'pip installs packages that the file doesn\'t name in their newest version. Most apps that break "without a change" break this way: a new Werkzeug with an old Flask, for example.',
    fix: 'Run `heroku python:pin --dependencies`. It writes the exact version of every package, including indirect dependencies, to `requirements.txt`, and keeps your file as `requirements.in`.',
    example: '`flask==3.1.2` alone, without Werkzeug, Jinja2, click and itsdangerous',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const {complete, list} = productionDependencies(context)
    if (packageManager(context) !== 'pip' || complete) return []
    // A constraint fixes the version of what something else asks for.
    const named = new Set(pipRequirements(context)?.entries.map(({name}) => name))
    // Of a file with open versions deps/unpinned tells, and the same command fixes both.
    if (list.some(({source, version}) => source === 'index' && version === null)) return []
    const incomplete = list.flatMap((dependency) => {
      const missing = needsOf(dependency).filter((name) => !named.has(name))
      return missing.length > 0 ? [{dependency, missing}] : []
    })
    const [first] = incomplete
    if (!first) return []
    const missing = [...new Set(incomplete.flatMap((one) => one.missing))]
    const verb = incomplete.length === 1 ? 'needs' : 'need'
    const {file, line} = first.dependency
    return [
      {
        fix: PIN_DEPENDENCIES,
        ...placeOf({file, line}),
        message: `requirements.txt has exact versions, but lacks packages that ${firstNames(incomplete.map(({dependency}) => dependency.name))} ${verb} (${firstNames(missing)}). Builds without a cache install their newest versions, which can break a working app.`,
      },
    ]
  },
}

/** The packages that come with one, whatever its extras; none where that isn't known of its version. */
function needsOf({certain, name, version}: Dependency): readonly string[] {
  const known = SECONDARY_PACKAGES[name]
  if (!known || !certain || version === null || pep440().valid(version) === null) return []
  return pep440().gte(version, known.since) && pep440().lte(version, known.to) ? known.needs : []
}
