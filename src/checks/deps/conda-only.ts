import type {Check} from '../check.js'

import {isCondaOnly} from '../../knowledge/not-on-index.js'
import {DEPENDENCIES_PAGE, packageManager} from '../facts.js'
import {productionDependencies, placeOf} from '../dependencies.js'
import {hasOtherIndex} from './other-index.js'

export const condaOnly: Check = {
  id: 'deps/conda-only',
  title: 'a package is only available from Anaconda',
  severity: 'error',
  docs: {
    what: '`requirements.txt` has a package that is part of Anaconda (`conda`, `menuinst`, `anaconda-navigator`), or a version that only Anaconda has (`mkl-service==2.4.0`).',
    why: "`pip freeze` in a conda environment writes such lines. The package index doesn't have them, so pip finds no matching distribution and the build fails.",
    fix: "Delete these lines: apps on Heroku don't need them. To get a clean list, write down what the app imports and run `heroku python:pin --dependencies`.",
    example: '`conda==23.7.4`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    if (packageManager(context) !== 'pip' || hasOtherIndex(context)) return []
    return productionDependencies(context).list.flatMap(({certain, file, line, name, source, version}) => {
      if (!certain || source !== 'index' || !isCondaOnly(name, version)) return []
      const what = version === null ? name : `${name} ${version}`
      const message = `The build fails: ${what} is only available from Anaconda, so pip finds no matching distribution. Delete the line: the app doesn't need it on Heroku.`
      return [{fix: {command: null, kind: 'hand' as const}, ...placeOf({file, line}), message}]
    })
  },
}
