import path from 'node:path'

import type {Build} from '../run/build.js'

/**
 * What the lifecycle itself sets for a layer, by the folders in it, for all that runs after it in the build; PATH apart.
 * Source: the specification of Cloud Native Buildpacks, "Layer Paths".
 */
export function prependLayer(build: Build, layer: string): void {
  prependPaths(build, 'CPATH', path.join(layer, 'include'))
  prependLibraries(build, path.join(layer, 'lib'))
}

export function prependLibraries(build: Build, folder: string): void {
  for (const name of ['LD_LIBRARY_PATH', 'LIBRARY_PATH']) prependPaths(build, name, folder)
}

export function prependPaths({env, machine}: Build, name: string, folder: string): void {
  const separator = machine.platform === 'win32' ? ';' : ':'
  env[name] = [folder, env[name]].filter((part) => part !== undefined && part !== '').join(separator)
}
