import type {FileTree} from '../../packaging/file-tree.js'
import type {Edit} from '../../edits/edit.js'
import type {Architecture} from '../../packaging/architecture.js'
import type {ToolPython} from '../../toolchain/find-python.js'
import type {ToolName} from '../../toolchain/install-tool.js'

/** How the dependencies of a package manager are resolved, as data: what is copied, run, and read afterwards. Pure. */
export interface Recipe {
  tool: ToolName
  /** Files of the source to copy; `all`: all of them, for something is installed from them. */
  needs: 'all' | readonly string[]
  /** Of those, what is left out: uv takes its output file, if it is there, for pins to keep. */
  without: readonly string[]
  /** Files that are other than in the source, relative to the copy. */
  rewritten: ReadonlyMap<string, string>
  commands: readonly {args: readonly string[]; env: Record<string, string | undefined>}[]
  /** The tool is told of its own environment. */
  inVenv: boolean
  /** The file that is made. */
  result: string
  /** The edits that bring the result into the source; none: it is as it was. */
  edits(made: string): Edit[]
}

export interface ResolveOptions {
  tree: FileTree
  /** The resolved Python, `N.N.N`. */
  pythonVersion: string
  stack: string
  architecture: Architecture
  upgrade: boolean
  python: ToolPython
  /** True if that interpreter is of the resolved Python's major version. */
  samePython: boolean
  env: NodeJS.ProcessEnv
  /** What the buildpack installs itself, and its version; null: it doesn't. */
  own: {setuptools: string | null}
  /** The app's config var PIP_EXTRA_INDEX_URL, which its builds see. */
  extraIndex: string | undefined
}
