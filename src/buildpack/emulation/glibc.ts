/**
 * Two facts of glibc's locales that decide what a version line is. They belong to the stack images, not to a
 * buildpack release.
 */

/**
 * `[[:space:]]` in C.UTF-8, which the buildpack's sed trims: ASCII white space and the Unicode spaces that may break
 * a line. Not NBSP, U+2007, U+202F, U+FEFF, U+0085, U+180E or U+200B (JavaScript's `trim` differs).
 */
export const SPACE = String.raw`[\t\n\v\f\r \u1680\u2000-\u2006\u2008-\u200A\u2028\u2029\u205F\u3000]`

/**
 * What `[0-9]` and `[1-9]` match in en_US.UTF-8, the locale that the buildpack sets for its build: glibc compares by
 * collation, so digits of other scripts that sort from 0 to 9 (but seldom a nine) match too. Read off glibc by matching
 * every code point against both brackets with bash (scripts/compare-buildpack.ts repeats it).
 */
const DIGITS =
  'b2-b3 b9 bc-be 660-668 6f0-6f8 7c0-7c8 966-96e 9e6-9ee a66-a6e ae6-aee b66-b6e be6-bee c66-c6e c78-c7e ce6-cee ' +
  'd66-d6e de6-dee e50-e58 ed0-ed8 f20-f28 f2a-f31 f33 1040-1048 1090-1098 1369-1370 17e0-17e8 17f0-17f8 1810-1818 ' +
  '1946-194e 19d0-19d8 19da 1a80-1a88 1a90-1a98 1b50-1b58 1bb0-1bb8 1c40-1c48 1c50-1c58 2070 2074-2078 2080-2088 ' +
  '2150-215f 2185 2189 2460-2467 2469-247b 247d-248f 2491-249b 24ea-24fc 24fe-24ff 2776-277d 277f-2787 2789-2791 2793 ' +
  '3007 3021-3028 3248-324f 3251-325f 32b1-32c7 32c9-32cb 3358-3360 3362-3370 33e0-33e7 33e9-33fe a620-a628 a8d0-a8d8 ' +
  'a900-a908 a9d0-a9d8 a9f0-a9f8 aa50-aa58 abf0-abf8 ff10-ff18 10107-1010e 10142-10143 10148 1014f 10158-1015f 10173 ' +
  '1018a 102e1-102e8 10320-10321 103d1-103d2 104a0-104a8 10858-1085a 10879-1087d 108a7-108ac 108fb-108fc 10916 ' +
  '1091a-1091b 109c0-109c7 10a40-10a43 10a7d 10a9d 10aeb-10aec 10b58-10b5b 10b78-10b7b 10ba9-10bac 10cfa-10cfb ' +
  '10e60-10e67 11052-11059 11066-1106e 110f0-110f8 11136-1113e 111d0-111d8 111e1-111e8 112f0-112f8 11450-11458 ' +
  '114d0-114d8 11650-11658 116c0-116c8 11730-11738 118e0-118e8 11c50-11c58 11c5a-11c61 12400-12406 12408-1240d ' +
  '1240f-12413 12415-1241c 1241e-1242a 1242c-12431 12434-12445 1244a-12459 12469-1246d 16a60-16a68 16b50-16b58 ' +
  '1d360-1d367 1d7ce-1d7d6 1d7d8-1d7e0 1d7e2-1d7ea 1d7ec-1d7f4 1d7f6-1d7fe 1e8c7-1e8ce 1e950-1e958 1f100-1f109 ' +
  '1f10b-1f10c 1f19b-1f1a4'

/** Of those, the ones that sort before 1: `[0-9]` matches them, `[1-9]` does not. */
const ZEROS =
  '660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 c78 ce6 d66 de6 e50 ed0 f20 f33 1040 1090 17e0 17f0 1810 1946 19d0 1a80 1a90 ' +
  '1b50 1bb0 1c40 1c50 2070 2080 2189 24ea 24ff 3007 3358 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 ff10 1018a 104a0 11066 ' +
  '110f0 11136 111d0 112f0 11450 114d0 11650 116c0 11730 118e0 11c50 16a60 16b50 1d7ce 1d7d8 1d7e2 1d7ec 1d7f6 1e950 ' +
  '1f100 1f101 1f10b 1f10c'

const bracket = (ranges: string) =>
  ranges
    .split(' ')
    .map((range) => range.replaceAll(/[\da-f]+/g, (hex) => `\\u{${hex}}`))
    .join('')

/** A regular expression (flag `u`) for what glibc's `[0-9]` matches. */
export const DIGIT = `[0-9${bracket(DIGITS)}]`

/** A regular expression (flag `u`) for what glibc's `[1-9]` matches. */
export const NONZERO_DIGIT = `(?![${bracket(ZEROS)}])[1-9${bracket(DIGITS)}]`
