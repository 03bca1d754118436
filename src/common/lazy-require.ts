import {createRequire} from 'node:module'

const require = createRequire(import.meta.url)

/** A package that only some runs need, loaded on its first use: loading is what a command's start-up consists of. */
export function lazyRequire<Package>(name: string): () => Package {
  let loaded: Package | undefined
  return () => {
    loaded ??= require(name) as Package
    return loaded
  }
}
