import type {Check} from '../check.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {type Dependency, productionDependencies, placeOf} from '../dependencies.js'
import {DEPENDENCIES_PAGE, packageManager} from '../facts.js'
import {firstNames, PIN_DEPENDENCIES, pipRequirements} from './requirements-facts.js'
import {SECONDARY_PACKAGES} from '../shared/secondary-packages.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

export const transitiveUnpinned: Check = {
  id: 'deps/transitive-unpinned',
  title: 'packages that other packages need have no exact version',
  severity: 'warning',
  docs: {
    what: 'Every package in `requirements.txt` has an exact version, but packages that these are known to need are not in the file. Which package needs which is known here for some of the most used ones only (Django, Flask, FastAPI, Celery, requests …), so that a file may be incomplete and pass.',
    why: 'A package that the file does not name is installed in the newest version that fits. Most apps that break "without a change" break by such a package: a new Werkzeug under an old Flask, for one.',
    fix: 'Let `heroku python:pin --dependencies` write the exact version of every package, the secondary ones too, into `requirements.txt`; what you wrote is kept as `requirements.in`.',
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
        message: `The versions in requirements.txt are exact, but packages that ${firstNames(incomplete.map(({dependency}) => dependency.name))} ${verb} are not in it (${firstNames(missing)}). Of those a build without a cache takes the newest, which can break an app that works.`,
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
