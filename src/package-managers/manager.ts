import type {FileTree} from '../packaging/file-tree.js'
import type {MarkerEnvironment} from '../packaging/requirements/marker.js'
import type {BuildCommand} from './build-command.js'
import type {InstalledPackages} from './dependency.js'
import type {Freshness} from './freshness.js'
import type {Tool} from './names.js'

/** All that is known of a package manager. What only one generation of buildpacks has is an optional part. */
export interface Manager {
  /** As the buildpack writes it in its log. */
  name: string
  /** The file that selects it. */
  file: string
  /** The file in which a project that it installs says which Python versions it supports. */
  manifest: 'Pipfile' | 'pyproject.toml'
  /** A build without a .python-version file stops. Source: lib/python_version.sh, src/python_version.rs. */
  needsVersionFile?: true
  /** It installs packages with pip, which refuses what pip refuses. */
  usesPip?: true
  /** What becomes of a Python version that the manifest doesn't allow; undefined: it isn't compared. */
  outsideOfConstraint?: 'other-python' | 'stops'
  /** What its command installs, and what it leaves out: the one reader of its files. */
  packages(tree: FileTree, environment: MarkerEnvironment, build: {ci: boolean}): InstalledPackages
  /** Every package that its file pins, whatever its group and marker. */
  pinned(tree: FileTree): PinnedPackages
  /** Whether its lock fits its manifest; undefined: it has no lock. */
  freshness?(tree: FileTree): Freshness
  /** What the lock says of the Python versions that it was made for. */
  lockedPython?(tree: FileTree): LockedPython | undefined
  /** The folders of the app (the root: `''` or `.`) that an installation makes packages of. */
  builtFolders?(tree: FileTree, environment: MarkerEnvironment): readonly string[]
  /** The indexes in the manifest, with the variables that hold the credentials of each. */
  privateIndexes?(tree: FileTree): readonly PrivateIndex[]
  classic: ClassicPart
  /** undefined: the Cloud Native Buildpack doesn't know this package manager. */
  cnb?: CnbPart
  lock: LockPart
  words: Words
}

/** Name (as PEP 503 compares it) → what it is pinned to. */
export type PinnedPackages = ReadonlyMap<string, Pin>

interface Pin {
  /** An address where it is no release; several versions are joined. */
  version: string
  /** Under a marker: left out for Heroku's platform, it is no loss there. */
  conditional: boolean
}

/** The Python versions that a lock was made for. */
export interface LockedPython {
  written: string
  /** As PEP 440 specifiers; several are alternatives. */
  specifiers: readonly string[]
}

export interface PrivateIndex {
  name: string
  variables: readonly string[]
}

/** A tool that a build installs beside Python, outside of the app's packages. Sources: lib/pipenv.sh, lib/poetry.sh, lib/uv.sh. */
export interface OwnTool {
  /** It is emptied before the installation. */
  root: string
  /** What is run: made last, so that a tool without it was not installed to the end. */
  program: string
  /** What becomes the program, and how. */
  from: string
  by: 'link' | 'move'
}

/** What the classic buildpack does with it. Sources: lib/pip.sh, lib/pipenv.sh, lib/poetry.sh, lib/uv.sh. */
export interface ClassicPart {
  /** The install command as the log shows it. @param ci as Heroku CI runs it */
  command(tree: FileTree, ci: boolean): readonly string[]
  /** Its lock may name the Python version, where no version file does. Source: lib/python_version.sh. */
  lockNamesPython?: true
  /** The options that the log hides. */
  hidden: readonly string[]
  /** What only this command sees. */
  commandEnv?: Readonly<Record<string, string>>
  /** The config vars that reach the command. */
  sees: readonly string[]
  /** How the tool is installed. @param setuptools the version that comes along; null: none does */
  install(version: string, setuptools: null | string): readonly BuildCommand[]
  /** undefined: it is installed in the Python home itself. */
  tool?: OwnTool
  /** On the Python versions of `setuptoolsFor`. */
  bringsSetuptools?: true
  /** What is set from the tool's installation on. */
  environment: Readonly<Record<string, string>>
  /** What of it Heroku CI doesn't set, which builds where the app runs. */
  notOnCi?: readonly string[]
  /** What is set besides where the Python home is a virtual environment, for the tool to find it as it finds Heroku's. */
  inVenv?: Readonly<Record<string, string>>
  /** What only the install command sees where the Python home is not of Heroku's very release, or a virtual environment. */
  forStandIn?: Readonly<Record<string, string>>
  /** The folder that comes first on PATH. */
  path?: string
  /** What .profile.d sets for it at run time. */
  profile: readonly string[]
  /** The programs that are gone once the build is over. */
  buildOnly: readonly string[]
  /** What the cache keeps of the manager's file, for a change of it to be seen: where packages that it no longer names stay. */
  cacheKeeps?: 'contents' | 'sha256'
  /** What the buildpack takes out of the command's output; undefined drops the line. @param pythonHome the stable path */
  filter?(line: string, pythonHome: string): string | undefined
  /** How a build on this machine differs from Heroku's. */
  difference?: Difference
  /** How it differs where the Python home is a virtual environment. */
  differenceInVenv?: Difference
}

/** What the Cloud Native Buildpack does with it. Sources: src/layers/{pip,poetry,uv}*.rs. */
export interface CnbPart {
  /** The install command as the log shows it. */
  command: readonly string[]
  /** With the options that the log hides. */
  argv: readonly string[]
  install(version: string): readonly BuildCommand[]
  tool: OwnTool
  /** The layer of the tool is made anew with another Python. */
  toolNeedsPython: boolean
  /** What is set from the tool's installation on. */
  environment: Readonly<Record<string, string>>
  /** Ours, where the machine's interpreter isn't found as Heroku's is. */
  forStandIn?: Readonly<Record<string, string>>
  /** The folder of the layer with what it has downloaded: then the environment itself is made anew each time. */
  downloadCache?: string
  difference?: Difference
}

interface Difference {
  id: string
  message: string
}

/** How `pin --dependencies` locks. */
export type LockPart =
  /** Its file is compiled from another requirements file, by another tool. */
  | {kind: 'compile'; /** That it is compiled from. */ source: string; tool: Tool}
  | {
      kind: 'lock'
      tool: Tool
      args(options: {
        upgrade: boolean
        /** The interpreter of the app's Python; null: there is none. */ python: null | string
      }): string[]
      env: Readonly<Record<string, string>>
      /** Asks whether the lock fits already: the tool knows no way to lock again and keep versions. */
      verify?: readonly string[]
      /** It resolves for the Python that it runs on. */
      needsSamePython?: true
      /** It resolves for every Python that the manifest allows, and most packages leave the next major version out. */
      needsUpperBound?: true
      /** It looks for VIRTUAL_ENV, and takes its own environment by it. */
      inVenv?: true
      /** It can do with what it has cached. */
      worksOffline?: true
      /** The files with its settings. */
      settings?: readonly string[]
      /** Lines of the lock that are of no matter to what is installed. */
      header?: RegExp
    }

/** Commands for people. */
export interface Words {
  /** Locks again; undefined: there is no lock. */
  lock?: string
  /** Adds a package; undefined: a line in a file does. */
  add?: string
  remove?: string
  /**
   * Moves a package to a version or a later one; undefined: a line in a file does. Not `direct`: another package asks for it.
   * `version`: null where any newer one may do.
   */
  upgrade?(name: string, version: string | null, options: {direct: boolean}): string
  /** The config vars that are about the tool. */
  variables: RegExp
  /** Those through which it gets at private packages. Source: the tool's documentation of its environment variables. */
  credentials: RegExp
}
