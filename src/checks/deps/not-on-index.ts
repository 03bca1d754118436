import type {Check, CheckContext, Finding} from '../check.js'
import type {Dependency} from '../dependencies.js'

import {type Absence, absenceOnIndex} from '../../knowledge/not-on-index.js'
import {findDependency, productionDependencies, placeOf} from '../dependencies.js'
import {DEPENDENCIES_PAGE, packageManager} from '../facts.js'
import {hasOtherIndex} from './other-index.js'

export const notOnIndex: Check = {
  id: 'deps/not-on-index',
  title: "pip can't find or install a package",
  severity: 'error',
  docs: {
    what: "A line of `requirements.txt` names something that isn't on the index. Examples: a module of Python's standard library (`os`, `sqlite3`), the name of an import (`cv2`, `yaml`), a package that only Ubuntu has (`python-apt`, `command-not-found`). Also a placeholder (`sklearn`), a Python 2 package (`MySQL-python`, `wsgiref`), or a version that no public index has (`torch==2.5.1+cpu`). With `--online`, also any version that the index doesn't have.",
    why: "The build fails: pip finds no matching distribution, or the placeholder's install fails on purpose.",
    fix: "If the module comes with Python or Ubuntu, delete the line. Otherwise write the package's name: `PyYAML` for `yaml`.",
    example: '`sqlite3` in `requirements.txt`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    if (hasOtherIndex(context)) return []
    return [...(packageManager(context) === 'pip' ? byName(context) : []), ...byAnswer(context)]
  },
}

function byName(context: CheckContext): Finding[] {
  return productionDependencies(context).list.flatMap((dependency): Finding[] => {
    const {certain, name, source, version} = dependency
    if (certain && source === 'index' && version?.includes('+')) return [elsewhere(context, dependency, version)]
    const absence = certain && source === 'index' ? absenceOnIndex(name, version) : undefined
    if (!absence) return []
    return [{...placeOf(dependency), fix: {command: null, kind: 'hand'}, message: `The build fails: ${describe(name, absence)}.`}]
  })
}

/** The public index takes no local versions. Source: packaging.python.org, "Version specifiers", local version identifiers. */
function elsewhere({app}: CheckContext, dependency: Dependency, version: string): Finding {
  const {name} = dependency
  const [plain] = version.split('+')
  // A config var may name an index that has it.
  const unless = app ? '' : ', unless the config var PIP_EXTRA_INDEX_URL names an index that has it'
  const torch = name.startsWith('torch')
    ? ' pytorch.org/get-started shows the index of PyTorch without CUDA: put it on a line of its own, after --extra-index-url.'
    : ''
  return {
    ...placeOf(dependency),
    fix: {command: null, kind: 'hand'},
    message: `The build fails${unless}: ${name} ${version} is a local version, which public indexes don't have. Write ${name}==${plain}, or add the index that it comes from.${torch}`,
    ...(!app && {severity: 'warning' as const}),
  }
}

function describe(name: string, absence: Absence): string {
  switch (absence.why) {
    case 'import':
      return `there is no package named ${name}. That's the module of ${absence.instead}: write ${absence.instead} instead`

    case 'obsolete': {
      const instead = absence.instead === null ? 'Delete the line' : `Write ${absence.instead} instead`
      return `${name} is a Python 2 package, and installing it on Python 3 fails. ${instead}`
    }

    case 'placeholder': {
      const instead = absence.instead === null ? 'Delete the line' : `Write ${absence.instead} instead`
      return `${name} is only a placeholder, and installing it fails. ${instead}`
    }

    case 'standard':
      return `${name} is part of Python, not a package. Delete the line`

    case 'ubuntu':
      return `${name} is part of Ubuntu, and pip can't install it. Delete the line, and others that came with your system's Python`
  }
}

/** Versions of which the index itself said that it doesn't have them. A private package may be among them. */
function byAnswer(context: CheckContext): Finding[] {
  return [...(context.online?.notThere ?? [])].flatMap(([name, version]): Finding[] => {
    const dependency = findDependency(context, name)
    if (!dependency || absenceOnIndex(name, version)) return []
    const message = `The package index has no ${name} ${version}: pip finds no matching distribution, and the build fails. Check the name and the version.`
    return [{...placeOf(dependency), fix: {command: null, kind: 'hand'}, message, severity: 'warning'}]
  })
}
