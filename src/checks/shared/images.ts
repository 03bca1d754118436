import type {CheckContext} from '../check.js'

/** A stack of Fir's builders, of which each has its image. Source: heroku/cnb-builder-images, builder-24. */
const OF_FIR = 'heroku-24'

/** The stack whose images an app is built and run in. */
export function imageStack({kind, stack}: Pick<CheckContext, 'kind' | 'stack'>): string {
  return kind === 'cnb' ? OF_FIR : stack
}

/** What people call it. */
export function imageName({kind, stack}: Pick<CheckContext, 'kind' | 'stack'>): string {
  return kind === 'cnb' ? 'Fir' : stack
}
