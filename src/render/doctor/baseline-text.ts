import type {DoctorReport} from '../../doctor/report.js'
import type {Style} from '../terminal/style.js'

import {indent, plural} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'

/** What was left out because it was there at an earlier commit, and what of it time may have brought. */
export function baselineText({baseline}: DoctorReport, {style, width}: {style: Style; width: number}): string {
  if (baseline === undefined) return ''
  const {since} = baseline
  const lines = since.map(({file, id, message}) => {
    const place = file === undefined ? '' : ` (${printableLine(file)})`
    return indent(`${style.bold(id)}${place}: ${printableLine(message)}`, 2, width)
  })
  return [
    style.dim(indent(existingText(baseline), 0, width)),
    ...(since.length === 0 ? [] : [indent('Since then, from time and not from this change:', 0, width), ...lines]),
  ].join('\n')
}

/** `12 findings were there at main (0123456789).` */
export function existingText({commit, existing, failedAlready, ref}: NonNullable<DoctorReport['baseline']>): string {
  const place = `${printableLine(ref)} (${commit.slice(0, 10)})`
  const were = existing === 0 ? 'No finding was' : `${plural(existing, 'finding')} ${existing === 1 ? 'was' : 'were'}`
  return `${were} there at ${place}.${failedAlready ? ' The build would have failed there for the same reason.' : ''}`
}
