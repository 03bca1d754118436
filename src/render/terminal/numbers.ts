const MEGABYTE = 1024 * 1024
/** In seconds: a shorter time is none worth telling. */
export const SHORTEST_TIME = 0.1

/** `0.4 s`, `12.3 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** `12 kB`, `0.3 MB`, `120 MB`. */
export function size(bytes: number): string {
  if (bytes < MEGABYTE / 10) return `${Math.ceil(bytes / 1024)} kB`
  const megabytes = bytes / MEGABYTE
  return `${megabytes < 99.95 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`
}

/** How much of a number of megabytes: `<0.1 %`, `0.4 %`, `17 %`. */
export function share(bytes: number, ofMegabytes: number): string {
  const percent = (bytes / (ofMegabytes * MEGABYTE)) * 100
  if (percent > 0 && percent < 0.05) return '<0.1 %'
  return `${percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`
}

export function bytesOf(megabytes: number): number {
  return megabytes * MEGABYTE
}
