import {posix} from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {Check} from '../check.js'

import {tomlTable} from '../../packaging/toml.js'
import {table, type Table} from '../../packaging/values.js'
import {packageManager} from '../facts.js'

export const poetryPackageMode: Check = {
  id: 'deps/poetry-package-mode',
  title: "Poetry can't install the app itself as a package",
  severity: 'error',
  docs: {
    what: "Poetry installs the app itself as a package unless `pyproject.toml` says otherwise. The folder or module with the project's name, or the file named by `readme` or `packages`, doesn't exist.",
    why: "After the dependencies, `poetry sync` installs the project. If it doesn't find the package or its readme, the build fails.",
    fix: "Write `package-mode = false` under `[tool.poetry]`: most apps on Heroku aren't packages. If yours is, name its folders in `packages`.",
    example: '`name = "my-shop"`, and neither a folder `my_shop` nor a file `my_shop.py`',
    link: 'https://python-poetry.org/docs/basic-usage/#operating-modes',
  },
  run(context) {
    const {slugignored, tree} = context.project
    if (packageManager(context) !== 'poetry') return []
    const missing = missingPart(tree)
    if (missing === undefined) return []
    const isLeftOut = slugignored.has(missing.path) ? ` (.slugignore removes ${missing.path})` : ''
    return [
      {
        file: 'pyproject.toml',
        fix: {command: null, kind: 'ask'},
        message: `The build fails: Poetry installs the app itself as a package, and ${missing.what}${isLeftOut}. If the app isn't a package, write package-mode = false under [tool.poetry].`,
      },
    ]
  },
}

/**
 * What Poetry looks for and doesn't find; undefined where it finds all, or where that can't be told.
 *
 * Source: poetry-core's masonry/utils/module.py and masonry/metadata.py, and Poetry's console/commands/install.py.
 */
function missingPart(tree: FileTree): undefined | {path: string; what: string} {
  const pyproject = tomlTable(tree, 'pyproject.toml')
  const project = table(pyproject.project)
  const poetry = table(pyproject, 'tool', 'poetry')
  const name = project.name ?? poetry.name
  if (poetry['package-mode'] === false || typeof name !== 'string') return undefined
  // A build script may make what is missing.
  if (poetry.build !== undefined) return undefined
  const readme = readmes(project, poetry).find((file) => !tree.exists(file))
  if (readme !== undefined) return {path: readme, what: `its readme, ${readme}, doesn't exist`}
  return Array.isArray(poetry.packages) ? missingInclude(tree, poetry.packages) : missingModule(tree, name)
}

function readmes(project: Table, poetry: Table): string[] {
  const written = project.readme ?? poetry.readme
  const files = Array.isArray(written) ? written : [table(written).file ?? written]
  return files.filter((file) => typeof file === 'string').map((file) => posix.normalize(file))
}

/** Without `packages` it is the folder or file of the project's name, in the root or in `src`. */
function missingModule(tree: FileTree, name: string): undefined | {path: string; what: string} {
  // packaging's normal form, with underscores. Source: poetry-core's utils/helpers.py, `module_name`.
  const module = name.replaceAll(/[-_.]+/g, '_').toLowerCase()
  const isThere = ['', 'src/'].some((folder) => isPackage(tree, `${folder}${module}`) || tree.isFile(`${folder}${module}.py`))
  return isThere
    ? undefined
    : {path: module, what: `there is neither a folder ${module} with Python files nor a file ${module}.py`}
}

/** A folder without any Python file is no package to Poetry. What a link leads to is listed elsewhere. */
function isPackage(tree: FileTree, folder: string): boolean {
  const inside = [...tree.files()].filter((file) => file.startsWith(`${folder}/`))
  return tree.isDirectory(folder) && (inside.length === 0 || inside.some((file) => file.endsWith('.py')))
}

/** Patterns are not looked at. */
function missingInclude(tree: FileTree, packages: readonly unknown[]): undefined | {path: string; what: string} {
  for (const entry of packages) {
    const {from = '', include} = table(entry)
    if (typeof include !== 'string' || typeof from !== 'string' || /[*?[]/.test(include)) continue
    const path = posix.join(from, include)
    if (!tree.exists(path)) return {path, what: `${path}, which packages names, doesn't exist`}
  }

  return undefined
}
