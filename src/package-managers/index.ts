import type {FileTree} from '../packaging/file-tree.js'
import type {MarkerEnvironment} from '../packaging/requirements/marker.js'
import type {InstalledPackages} from './dependency.js'
import type {CnbPart, Manager, PinnedPackages} from './manager.js'
import type {PackageManager} from './names.js'

import {createFileTree} from '../packaging/file-tree.js'
import {pip} from './pip/index.js'
import {pipenv} from './pipenv/index.js'
import {poetry} from './poetry/index.js'
import {uv} from './uv/index.js'

export type {PackageManager} from './names.js'

/** In the order in which the classic buildpack looks for their files, which is the order of its error's detail. */
const managers = {pipenv, pip, poetry, uv} as const satisfies Record<PackageManager, Manager>

export const PACKAGE_MANAGERS: Readonly<Record<PackageManager, Manager>> = managers

/** Those that the Cloud Native Buildpack knows. */
export type CnbPackageManager = {
  [Name in PackageManager]: (typeof managers)[Name] extends {cnb: CnbPart} ? Name : never
}[PackageManager]

export const PACKAGE_MANAGER_NAMES = Object.keys(managers) as PackageManager[]

export const CNB_PACKAGE_MANAGERS = PACKAGE_MANAGER_NAMES.filter((name) => isCnbManager(name))

function isCnbManager(name: PackageManager): name is CnbPackageManager {
  return PACKAGE_MANAGERS[name].cnb !== undefined
}

/** @throws for one that the Cloud Native Buildpack doesn't know: a build with it has ended before anybody asks */
export function cnbPart(name: PackageManager): CnbPart {
  const {cnb} = PACKAGE_MANAGERS[name]
  if (!cnb) throw new Error(`the Cloud Native Buildpack doesn't support ${name}`)
  return cnb
}

/** The files that select a package manager. */
export const MANAGER_FILES = PACKAGE_MANAGER_NAMES.map((name) => PACKAGE_MANAGERS[name].file)

/** What a file of a package manager pins. @param contents of the file that selects it; what that includes is not looked at */
export function readPinned(manager: PackageManager, contents: string): PinnedPackages {
  const {file, pinned} = PACKAGE_MANAGERS[manager]
  return pinned(createFileTree(new Map([[file, {contents: new TextEncoder().encode(contents), kind: 'file'}]])))
}

/** By tree, then by what else decides the answer: a prediction and some thirty checks ask. */
const known = new WeakMap<FileTree, Map<string, InstalledPackages>>()

/** What a build installs, and what it leaves out. Everybody who asks for that asks here. */
export function readPackages(
  tree: FileTree,
  manager: PackageManager,
  environment: MarkerEnvironment,
  build: {ci: boolean},
): InstalledPackages {
  const ofTree = known.get(tree) ?? new Map<string, InstalledPackages>()
  known.set(tree, ofTree)
  const key = JSON.stringify([manager, build.ci, environment])
  const answer = ofTree.get(key) ?? PACKAGE_MANAGERS[manager].packages(tree, environment, build)
  ofTree.set(key, answer)
  return answer
}
