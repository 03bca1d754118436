import type {Case, CaseBuild} from './cases.js'
import type {Lockers} from './locks.js'

export type Tree = (folder: string) => void
/** A tree, and what is written over it, such as what its lock knows nothing of. */
export const overwrite =
  (tree: Tree, next: Tree): Tree =>
  (folder) => {
    tree(folder)
    next(folder)
  }

export type Files = Readonly<Record<string, string>>

/** How an app is written: its files, after which it may be locked or changed. */
export interface Writer {
  app(files: Files, then?: Tree): Tree
  locks: Lockers
}

export const V: Files = {'.python-version': '3.13\n'}

export const one = (name: string, ...builds: (CaseBuild | Tree)[]): Case => ({
  builds: builds.map((build) => (typeof build === 'function' ? {tree: build} : build)),
  name: `own-${name}`,
})
export const twice = (name: string, tree: Tree): Case => one(name, tree, tree)

export function uvProject(dependencies: string, more = ''): string {
  return `[project]\nname = "the-app"\nversion = "0.1.0"\nrequires-python = ">=3.13"\ndependencies = [${dependencies}]\n${more}`
}

const NO_PACKAGE = '[tool.poetry]\npackage-mode = false\n'

export function poetryProject({poetrySource}: Lockers, dependencies: string, more = '', mode = NO_PACKAGE): string {
  return `[project]\nname = "the-app"\nversion = "0.1.0"\nrequires-python = ">=3.10"\ndependencies = [${dependencies}]\n${mode}${more}${poetrySource}`
}
