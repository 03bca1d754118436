/** Where an interpreter was found, as it is shown. */
export type InterpreterOrigin =
  | '--python'
  | 'asdf'
  | 'Command Line Tools'
  | 'heroku-python'
  | 'Homebrew'
  | 'mise'
  | 'PATH'
  | 'py launcher'
  | 'pyenv'
  | 'python.org'
  | 'uv'

/** A final release of CPython on this machine, 64 bits wide or not, as it describes itself. */
export interface Interpreter {
  /** The real path of the program itself, not that of a link or a virtual environment's copy. */
  program: string
  /** `N.N.N` */
  version: string
  origin: InterpreterOrigin
  /** It has the module `venv`; Debian packages it apart. */
  hasVenv: boolean
  /** The wheel of pip that belongs to its `ensurepip`; null if there is none. */
  bundledPip: null | string
  bits: number
  /** The folder of the installation, where a copy of it works at another place (python-home.ts); null: it has to stay. */
  home: null | string
}
