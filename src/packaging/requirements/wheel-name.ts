import {isSpecifier} from './specifier.js'

interface WheelParts {
  name: string
  version: string
}

/**
 * The name and version in a wheel's file name, `name-version(-build)?-python-abi-platform.whl`.
 *
 * @returns undefined if pip would refuse the name
 */
export function wheelParts(file: string): undefined | WheelParts {
  const parts = file.slice(0, -'.whl'.length).split('-')
  const [name, version, build] = parts
  if (parts.length !== 5 && parts.length !== 6) return undefined
  if (!/^[\w.]+$/.test(name!) || name!.includes('__') || !isSpecifier(`==${version}`) || version!.endsWith('*')) return undefined
  return parts.length === 6 && !/^\d/.test(build!) ? undefined : {name: name!, version: version!}
}

export function isWheelName(file: string): boolean {
  return wheelParts(file) !== undefined
}
