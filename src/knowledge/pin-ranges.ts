import rangeData from './pin-ranges.json' with {type: 'json'}
import {meets} from './specifier.js'

/** What a version of a distribution asks of another one, by its metadata. */
export interface PinRange {
  distribution: string
  /** PEP 440. */
  specifier: string
}

type Row = [versions: string, requirements: string]

/** JSON has no tuples. */
const rows = rangeData.ranges as object as Record<string, Row[]>

/** What an exact version of a distribution asks of others; empty where it isn't known. */
export function rangesOf(distribution: string, version: string): readonly PinRange[] {
  const listed = fromTable(distribution, version)
  const ruled = byRule(distribution, version).filter((rule) => listed.every((range) => range.distribution !== rule.distribution))
  return [...listed, ...ruled]
}

function fromTable(distribution: string, version: string): PinRange[] {
  if (!Object.hasOwn(rows, distribution)) return []
  const row = rows[distribution]!.find(([versions]) => meets(version, versions))
  return (row?.[1] ?? '').split(' ').flatMap((text) => {
    const [, name, specifier] = /^([a-z\d-]+)(.+)$/.exec(text) ?? []
    return name === undefined || specifier === undefined ? [] : [{distribution: name, specifier}]
  })
}

/**
 * Releases that go in step. Source: the metadata of boto3 1.17 to 1.40, of torchvision 0.15 to 0.24 and torchaudio 2.0 to 2.8,
 * and of numba 0.57 to 0.62.
 */
function byRule(distribution: string, version: string): PinRange[] {
  const [major, minor, patch] = version.split('.').map(Number)
  if (![major, minor, patch].every((number) => Number.isInteger(number))) return []
  switch (distribution) {
    case 'boto3': {
      if (major !== 1 || minor! < 17 || (minor! > 29 && minor! < 33)) return []
      const other = minor! < 33 ? minor! + 3 : minor!
      return [{distribution: 'botocore', specifier: `>=1.${other}.${patch},<1.${other + 1}.0`}]
    }

    case 'torchvision':
      return major === 0 && minor! >= 15 ? [{distribution: 'torch', specifier: `==2.${minor! - 15}.${patch}`}] : []

    case 'torchaudio':
      return major === 2 && minor! < 9 ? [{distribution: 'torch', specifier: `==2.${minor}.${patch}`}] : []

    case 'numba':
      if (major !== 0 || minor! < 57 || minor! > 62) return []
      return [{distribution: 'llvmlite', specifier: `>=0.${minor! - 17}.0.dev0,<0.${minor! - 16}`}]

    default:
      return []
  }
}
