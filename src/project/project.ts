import type {FileTree} from '../packaging/file-tree.js'

/** Something about the source that a user should know, and that is no finding. */
export type SourceNote =
  | {id: 'no-commits'}
  | {id: 'no-git'}
  | {id: 'not-a-repository'}
  | {id: 'subfolder'; folder: string}
  | {id: 'slugignore-patterns-skipped'; patterns: readonly string[]}
  | {id: 'python-files-skipped'; read: number; total: number}

export interface Source {
  /** The absolute path of the app's folder. */
  path: string
  /** The root of the git repository that it is in; null outside git. */
  repository: string | null
  /** The revision as asked for; null when the files on disk, or the index, were read. */
  ref: string | null
  /** The commit that was read; null when the files on disk, or the index, were. */
  commit: string | null
  /** True when the files on disk were read. */
  dirty: boolean
  /** The index was read, as a commit of it would be. */
  staged?: true
  /** Where the commit came from; only with a commit. */
  origin?: SourceOrigin
  /** When the commit was made, where that was asked for. */
  madeAt?: Date
  notes: readonly SourceNote[]
}

/** The repository of a commit, as it was when the commit was read. */
export interface SourceOrigin {
  /** The git folder that all working trees have in common. */
  common: string
  /** Of object names: sha1 or sha256. */
  format: string
  /** The folder of its objects. */
  objects: string
  /** Of the app's folder in the repository: empty, or with a `/` at its end. */
  prefix: string
  /** The address of the remote called origin, which may hold credentials: for git alone. undefined if there is none. */
  url: string | undefined
}

/** The working tree beside the commit that was read. */
export interface Worktree {
  /** Paths that differ from HEAD, untracked ones too, relative to the app's folder; those outside of it are left out. */
  changes: readonly string[]
  /** The names in the app's folder on disk. */
  names: ReadonlySet<string>
  /** Of the files that the checks ask about, those that git ignores: name → the rule. */
  ignored: ReadonlyMap<string, {file: string; line: number; pattern: string}>
}

/** An app's source as Heroku would build it. Immutable. */
export interface Project {
  source: Source
  /** The commit (or the disk) less what .slugignore names. */
  tree: FileTree
  /** The paths that .slugignore takes away. */
  slugignored: ReadonlySet<string>
  /** The tree with those paths; undefined where nothing applies .slugignore (fir-source.ts). */
  beforeSlugignore?: FileTree
  /** The paths of submodules. Heroku checks them out; their contents are not looked at here. */
  submodules: readonly string[]
  /** Files of which only the beginning was read: path → size in bytes. */
  truncated: ReadonlyMap<string, number>
  /** null when no commit was compared with the disk: outside git, in a bare repository, or when the disk itself was read. */
  worktree: null | Worktree
}
