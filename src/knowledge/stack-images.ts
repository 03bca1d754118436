import {byName} from '../common/by-name.js'
import imageData from './stack-images.json' with {type: 'json'}

/** `build`: what a build runs in. `run`: what a dyno runs in. */
export type Image = 'build' | 'run'

/** `amd64` for the Common Runtime and Private Spaces of Cedar, `arm64` for Fir (of the stacks that have it). */
export type Architecture = 'amd64' | 'arm64'

interface Stack {
  /** Names of Ubuntu packages, of the amd64 image. */
  run: string
  /** What the build image has beyond those. */
  build: string
  /** What the arm64 images have more and less. */
  arm64?: Record<Image, {more: string; less: string}>
}

const stacks: Record<string, Stack> = byName(imageData.stacks)

/** The day on which the lists last changed upstream (ISO). */
export const STACK_IMAGES_DATE: string = imageData.date

/** The stacks whose images are known. */
export const KNOWN_STACKS: readonly string[] = Object.keys(stacks)

/** The release of Ubuntu that a stack's images are made from: `heroku-24` → `24.04`. */
export function ubuntuOf(stack: string): string | undefined {
  const year = /^heroku-(?<year>\d\d)$/.exec(stack)?.groups?.year
  return year === undefined ? undefined : `${year}.04`
}

const packagesByImage = new Map<string, ReadonlySet<string> | undefined>()

/** The Ubuntu packages of an image; undefined where the image isn't known. */
export function imagePackages(
  stack: string,
  image: Image,
  architecture: Architecture = 'amd64',
): ReadonlySet<string> | undefined {
  const key = `${stack} ${image} ${architecture}`
  if (!packagesByImage.has(key)) packagesByImage.set(key, collect(stack, image, architecture))
  return packagesByImage.get(key)
}

/**
 * Whether an image has an Ubuntu package; undefined where the image isn't known. Ubuntu 24.04 renamed libraries for their
 * 64-bit times (`libglib2.0-0` → `libglib2.0-0t64`); apt takes the old name for the new, and so does this.
 */
export function imageHas(name: string, stack: string, image: Image, architecture?: Architecture): boolean | undefined {
  const packages = imagePackages(stack, image, architecture)
  return packages && (packages.has(name) || packages.has(`${name}t64`))
}

/** The major version of GCC in a stack's build image; undefined where the image isn't known. */
export function compilerOf(stack: string): number | undefined {
  const versions = [...(imagePackages(stack, 'build') ?? [])].flatMap(
    (name) => /^gcc-(?<version>\d+)$/.exec(name)?.groups?.version ?? [],
  )
  return versions.length === 0 ? undefined : Math.max(...versions.map(Number))
}

/** What an app loses and gains that moves from one stack to another; undefined where one of the images isn't known. */
export function imageDifference(
  from: string,
  to: string,
  image: Image,
  architecture?: Architecture,
): undefined | {gained: string[]; lost: string[]} {
  const before = imagePackages(from, image, architecture)
  const after = imagePackages(to, image, architecture)
  if (!before || !after) return undefined
  const base = (name: string): string => name.replace(/t64$/, '')
  const missing = (all: ReadonlySet<string>, others: ReadonlySet<string>): string[] => {
    const known = new Set([...others].map((name) => base(name)))
    return [...all].filter((name) => !known.has(base(name)))
  }

  return {gained: missing(after, before), lost: missing(before, after)}
}

function collect(stack: string, image: Image, architecture: Architecture): Set<string> | undefined {
  if (!Object.hasOwn(stacks, stack)) return undefined
  const {arm64, build, run} = stacks[stack]!
  const packages = new Set(words(image === 'run' ? run : `${run} ${build}`))
  if (architecture === 'amd64') return packages
  if (!arm64) return undefined
  for (const name of words(arm64[image].less)) packages.delete(name)
  for (const name of words(arm64[image].more)) packages.add(name)
  return packages
}

function words(text: string): string[] {
  return text.split(' ').filter(Boolean)
}
