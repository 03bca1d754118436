/**
 * Megabytes of memory of a dyno, by the name of its size less the tier of Private Spaces' dynos.
 * Source: https://devcenter.heroku.com/articles/dyno-types
 */
const MEGABYTES: Readonly<Record<string, number>> = {
  eco: 512,
  basic: 512,
  'standard-1x': 512,
  'standard-2x': 1024,
  s: 1024,
  m: 2560,
  l: 14_336,
  'l-ram': 30_720,
  xl: 63_488,
  '2xl': 129_024,
}

/** Fir's sizes name their memory: `dyno-1c-0.5gb`. */
const FIR = /^dyno-\d+c-(\d+(?:\.\d+)?)gb$/

/** @returns null for a size that isn't known here */
export function dynoMemory(size: string): number | null {
  const name = size.toLowerCase()
  const gigabytes = FIR.exec(name)?.[1]
  if (gigabytes !== undefined) return Number(gigabytes) * 1024
  return MEGABYTES[name.replace(/^(?:performance|private|shield)-/, '')] ?? null
}
