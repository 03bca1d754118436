import type {Check} from '../check.js'

import {productionDependencies, placeOf} from '../dependencies.js'
import {DEPENDENCIES_PAGE, packageManager} from '../facts.js'
import {firstNames, PIN_DEPENDENCIES} from './requirements-facts.js'

export const unpinned: Check = {
  id: 'deps/unpinned',
  title: 'packages without an exact version',
  severity: 'warning',
  docs: {
    what: 'Packages in `requirements.txt`, or in a file that it includes, that have no exact version (`==`). Constraints count, and so do hashes.',
    why: 'When the build has no cache, pip takes the newest version that it finds: after a change of `requirements.txt`, of the Python version or of the stack. So an app that worked can fail without a change of its code, and two apps built from one commit can differ.',
    fix: 'Let `heroku python:pin --dependencies` write the exact version of every package into `requirements.txt`; what you wrote is kept as `requirements.in`. Or write the versions yourself (`pip freeze` shows those that you have).',
    example: '`flask>=3` or `gunicorn`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    if (packageManager(context) !== 'pip') return []
    const packages = productionDependencies(context).list.filter(({certain, source}) => certain && source === 'index')
    const pinned = new Set(packages.filter(({version}) => version !== null).map(({name}) => name))
    const open = packages.filter(({name}) => !pinned.has(name))
    const names = [...new Set(open.map(({name}) => name))]
    if (names.length === 0) return []
    const {file, line} = open[0]!
    const all = new Set(packages.map(({name}) => name)).size
    const have = names.length === 1 ? 'has' : 'have'
    return [
      {
        fix: PIN_DEPENDENCIES,
        ...placeOf({file, line}),
        message: `${countOf(names.length, all)} ${have} no exact version (${firstNames(names)}). A build without a cache takes the newest that fits, so that an app which works can fail without a change of yours.`,
      },
    ]
  },
}

function countOf(some: number, all: number): string {
  if (some < all) return `${some} of ${all} packages`
  return all === 1 ? 'The one package' : all === 2 ? 'Both packages' : `All ${all} packages`
}
