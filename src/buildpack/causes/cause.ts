import type {SystemPart} from '../../knowledge/system-files.js'
import type {PackageManager} from '../../package-managers/names.js'

/** A distribution that a log names; the version, where it is known there. */
export interface NamedPackage {
  name: string
  version: null | string
  /** It is fetched to build this one. */
  of?: string
}

/** One of the two sides of a conflict: who asks, and for what. */
export interface Demand {
  /** `flask 3.1.0`; null: the app's own requirements. */
  by: null | string
  /** `Werkzeug>=3.1` */
  requirement: string
}

/**
 * Why a build failed, as its log tells. A log may hold what nobody else may see, so a cause has names of packages, modules,
 * files and versions only, of a form that no secret has, and never a line.
 */
export type Cause =
  /** The index has no such release for this Python. `pythons`: for which it has one. `newest`: what it has instead. */
  | {
      kind: 'no-distribution'
      name: string
      specifier: string
      pythons: null | string
      newest: null | string
      isKnown: boolean | null
    }
  /** No wheel fits, and there is no source distribution. */
  | {
      kind: 'no-wheel-here'
      package: NamedPackage
      lacks: 'platform' | 'python' | null
      /** For which it has wheels. */ pythons: readonly string[]
    }
  /** A package, or the app (null), excludes the Python of the build. */
  | {kind: 'python-excluded'; name: null | string; pythons: string}
  | {kind: 'conflict'; one: Demand; /** null: it isn't known. */ other: Demand | null}
  | {kind: 'hash-mismatch'; package: NamedPackage | null}
  | {kind: 'hash-missing'}
  /** Its own metadata are refused by this pip. */
  | {kind: 'bad-metadata'; package: NamedPackage}
  | {kind: 'lock-stale'; manager: PackageManager}
  | {kind: 'no-file'; file: string}
  | {kind: 'local-path'}
  | {kind: 'not-a-requirement'; file: null | string; line: null | number}
  | {kind: 'no-access'; via: 'git' | 'https' | 'index' | 'ssh'}
  | {kind: 'no-git-ref'}
  /** Its name leads to no address. */
  | {kind: 'no-host'; host: string}
  /** A package is built from source, and fails. */
  | {kind: 'build-failed'; package: NamedPackage}
  | {kind: 'too-old'; package: NamedPackage | null}
  | {kind: 'missing-in-build'; package: NamedPackage | null; module: string}
  | {kind: 'missing-system'; package: NamedPackage | null; part: SystemPart; name: string}
  /** The app's own code, in collectstatic or a hook. */
  | {kind: 'missing-module'; module: string; from: AppPhase}
  | {kind: 'missing-name'; module: string; name: string; from: AppPhase}
  | {kind: 'missing-variable'; name: string; from: AppPhase}
  | {kind: 'setting'; setting: Setting; from: AppPhase}
  | {kind: 'connects'; from: AppPhase}
  | {kind: 'static-file'; file: string}
  | {kind: 'no-folder'; folder: string; from: AppPhase}
  | {kind: 'syntax-error'; from: AppPhase}
  /** The machine, or the platform. */
  | {kind: 'disk-full'}
  | {kind: 'out-of-memory'; package: NamedPackage | null}
  | {kind: 'slug-too-large'; size: string; limit: null | string}
  | {kind: 'timeout'; building: NamedPackage | null; isBacktracking: boolean}

export type CauseKind = Cause['kind']

/** A setting of Django that collectstatic needs, or what one of them needs. */
export type Setting = 'MySQL driver' | 'Oracle driver' | 'PostgreSQL driver' | 'SECRET_KEY' | 'STATIC_ROOT'

/** Which part of a build runs the app's own code. */
export type AppPhase = 'collectstatic' | 'post_compile' | 'pre_compile'

/** What runs while a line is printed. */
export type Phase = AppPhase | 'install' | 'other'
