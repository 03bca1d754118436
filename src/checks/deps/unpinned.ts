import type {Check} from '../check.js'

import {productionDependencies, placeOf} from '../dependencies.js'
import {DEPENDENCIES_PAGE, packageManager} from '../facts.js'
import {firstNames, PIN_DEPENDENCIES} from './requirements-facts.js'

export const unpinned: Check = {
  id: 'deps/unpinned',
  title: 'packages have no exact version',
  severity: 'warning',
  docs: {
    what: 'Packages in `requirements.txt`, or in a file that it includes, have no exact version (`==`). Constraints and hashes count.',
    why: "Without a cache, pip installs the newest versions: after a change of `requirements.txt`, the Python version or the stack. So a working app can break even if its code doesn't change, and two apps built from one commit can differ.",
    fix: 'Run `heroku python:pin --dependencies`. It writes the exact version of every package to `requirements.txt`, and keeps your file as `requirements.in`. Or write the versions yourself (`pip freeze` lists yours).',
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
        message: `${countOf(names.length, all)} ${have} no exact version (${firstNames(names)}). Builds without a cache install the newest versions, so a working app can break even if you change nothing.`,
      },
    ]
  },
}

function countOf(some: number, all: number): string {
  if (some < all) return `${some} of ${all} packages`
  return all === 1 ? 'The only package' : all === 2 ? 'Both packages' : `All ${all} packages`
}
