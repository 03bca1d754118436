import {byName} from '../common/by-name.js'

/** What a dyno has. */
export interface DynoSize {
  memoryMegabytes: number
  /** As `nproc` counts them. */
  cores: number
}

/** What a new app's dynos have: Eco, Basic and Standard-1X alike. */
export const SMALLEST_DYNO: DynoSize = {cores: 8, memoryMegabytes: 512}

/**
 * Dynos by the name of their size less the tier of Private Spaces' dynos.
 * Sources: https://devcenter.heroku.com/articles/dyno-types; for the cores, vendor/WEB_CONCURRENCY.sh of the buildpack, and where
 * it is the memory that decides, those of the shared machines.
 */
const SIZES: Readonly<Record<string, DynoSize>> = byName({
  eco: SMALLEST_DYNO,
  basic: SMALLEST_DYNO,
  'standard-1x': SMALLEST_DYNO,
  'standard-2x': {cores: 8, memoryMegabytes: 1024},
  s: {cores: 2, memoryMegabytes: 1024},
  m: {cores: 2, memoryMegabytes: 2560},
  l: {cores: 8, memoryMegabytes: 14_336},
  'l-ram': {cores: 4, memoryMegabytes: 30_720},
  xl: {cores: 8, memoryMegabytes: 63_488},
  '2xl': {cores: 16, memoryMegabytes: 129_024},
})

/** Fir's sizes name their cores and memory: `dyno-1c-0.5gb`. */
const FIR = /^dyno-(\d+)c-(\d+(?:\.\d+)?)gb$/

/** @returns null for a size that isn't known here */
export function dynoSize(size: string): DynoSize | null {
  const name = size.toLowerCase()
  const [, cores, gigabytes] = FIR.exec(name) ?? []
  if (cores !== undefined) return {cores: Number(cores), memoryMegabytes: Number(gigabytes) * 1024}
  return SIZES[name.replace(/^(?:performance|private|shield)-/, '')] ?? null
}

/** @returns null for a size that isn't known here */
export function dynoMemory(size: string): number | null {
  return dynoSize(size)?.memoryMegabytes ?? null
}
