import type {PackageManager} from '../buildpack/release.js'

/** What the buildpacks know of a package manager. Adding one here makes the compiler name every place to go on. */
export interface PackageManagerFacts {
  /** As the buildpack writes it in its log. */
  name: string
  /** The file that selects it. */
  file: string
  /** The classic buildpack's install command, as its log shows it. */
  classicCommand: readonly string[]
  /** The CNB's, as its log shows it; undefined: the CNB doesn't know this package manager. */
  cnbCommand: readonly string[] | undefined
}

/** In the order in which the classic buildpack looks for their files, which is the order of its error's detail. */
export const PACKAGE_MANAGERS = {
  pipenv: {
    name: 'Pipenv',
    file: 'Pipfile.lock',
    classicCommand: ['pipenv', 'install', '--deploy'],
    cnbCommand: undefined,
  },
  pip: {
    name: 'pip',
    file: 'requirements.txt',
    classicCommand: ['pip', 'install', '-r', 'requirements.txt'],
    cnbCommand: ['pip', 'install', '-r', 'requirements.txt'],
  },
  poetry: {
    name: 'Poetry',
    file: 'poetry.lock',
    classicCommand: ['poetry', 'sync', '--only', 'main'],
    cnbCommand: ['poetry', 'sync', '--only', 'main'],
  },
  uv: {
    name: 'uv',
    file: 'uv.lock',
    classicCommand: ['uv', 'sync', '--locked', '--no-default-groups'],
    cnbCommand: ['uv', 'sync', '--locked', '--no-default-groups'],
  },
} as const satisfies Record<PackageManager, PackageManagerFacts>

export const PACKAGE_MANAGER_NAMES = Object.keys(PACKAGE_MANAGERS) as PackageManager[]

/** The files that select a package manager. */
export const MANAGER_FILES = PACKAGE_MANAGER_NAMES.map((name) => PACKAGE_MANAGERS[name].file)
