import type {FileTree} from '../../packaging/file-tree.js'
import type {Edit} from '../../edits/edit.js'
import type {Interpreter} from '../../toolchain/find-python.js'
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
  upgrade: boolean
  python: Interpreter
  /** True if that interpreter is of the resolved Python's major version. */
  samePython: boolean
  env: NodeJS.ProcessEnv
  /** The app's config var PIP_EXTRA_INDEX_URL, which its builds see. */
  extraIndex: string | undefined
}

/** Nothing of this process's Python may reach the tools, nor a download of another one. */
export const CLEAN = {
  CONDA_PREFIX: undefined,
  NO_COLOR: '1',
  PYTHONHOME: undefined,
  PYTHONPATH: undefined,
  UV_NO_PROGRESS: '1',
  UV_PYTHON_DOWNLOADS: 'never',
  VIRTUAL_ENV: undefined,
}
