import {spawnSync} from 'node:child_process'

import {DIGIT, NONZERO_DIGIT} from '../../src/buildpack/emulation/glibc.js'

/** Prints the code points (hexadecimal) that bash's `[0-9]` and `[1-9]` match in the buildpack's locale. */
const PROGRAM = String.raw`
export LC_ALL=en_US.UTF-8
for ((point = 1; point < 0x110000; point++)); do
	((point >= 0xD800 && point < 0xE000)) && continue
	printf -v code '\\U%x' $point
	printf -v char "$code"
	[[ $char =~ ^[0-9]$ ]] || continue
	[[ $char =~ ^[1-9]$ ]] && kind=nonzero || kind=zero
	printf '%x %s\n' $point $kind
done
`

/** @returns the number of code points on which our tables and this machine's glibc disagree */
export function compareDigits(): number {
  const {stdout} = spawnSync('bash', ['-c', PROGRAM], {encoding: 'utf8', maxBuffer: 2 ** 26})
  const real = new Map(stdout.split('\n').map((line) => line.split(' ') as [string, string]))
  const digit = new RegExp(`^${DIGIT}$`, 'u')
  const nonzero = new RegExp(`^${NONZERO_DIGIT}$`, 'u')
  let mismatches = 0
  for (let point = 1; point < 0x11_00_00; point++) {
    if (point >= 0xd8_00 && point < 0xe0_00) continue
    const char = String.fromCodePoint(point)
    const ours = digit.test(char) ? (nonzero.test(char) ? 'nonzero' : 'zero') : undefined
    const theirs = real.get(point.toString(16))
    if (ours === theirs) continue
    mismatches++
    console.log(`U+${point.toString(16).toUpperCase()}: bash says ${theirs ?? 'no digit'}, our table ${ours ?? 'no digit'}`)
  }

  console.log(`glibc digits: ${mismatches} mismatches`)
  return mismatches
}
