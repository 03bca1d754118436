/** What the random cases are made of. Lists are texts, one entry a line or a word, to be read and added to with ease. */
const lines = (text: string) => text.trim().split('\n')

export const VERSIONS = [
  ...'3.10 3.11 3.12 3.13 3.14 3.10.21 3.12.14 3.12.1 3.13.15 3.14.0 3.14.8 3.12.999 2.7 2.7.18 3.9 3.9.20 3.15 3.99.1 4.0'.split(
    ' ',
  ),
  ...'0.0 0.0.0 3 3. .3 3.12. 3.12.1.2 3.012 03.12 3.00 3.12.01 3.12-dev 3.12.0rc1 pypy3.10 python-3.12 python-3.12.1 3.x'.split(
    ' ',
  ),
  ...'3.* >=3.12 ~=3.12 "3.12" \'3.12\' 3,12 v3.12 #3.12 -3.12 +3.12 3.1e1 1e1.2 0x3.12 18446744073709551619.12'.split(' '),
  ...'3.18446744073709551628 9223372036854775808.1 3.12.18446744073709551616 3.9223372036854775807'.split(' '),
  '3 12',
  '3. 12',
  '3.12 # why',
]

export const OTHER_DIGITS = '² ³ ½ ٣ ० ९ ३ ３ １ 𝟏 𝟗 ① ⑩ ⁰ 十 Ⅻ ᠋ ೧ 〇 🄀 ٠'.split(' ')

export const SPACES = [
  ' ',
  '\t',
  '\v',
  '\f',
  '\r',
  '\u0085',
  '\u00A0',
  '\u1680',
  '\u180E',
  '\u2000',
  '\u2006',
  '\u2007',
  '\u2008',
  '\u200A',
  '\u200B',
  '\u2028',
  '\u2029',
  '\u202F',
  '\u205F',
  '\u2060',
  '\u3000',
  '\uFEFF',
  '\u3164',
]

/** Hexadecimal: control characters, broken and overlong UTF-8, surrogates, noncharacters, byte order marks. */
export const ODD_BYTES = [
  ...'00 01 07 08 1b 1e 1f 7f 80 85 9f a0 bf c0 c2 e2 ed f0 f4 f5 fe ff efbbbf efbb fffe feff eda080 edb080 c080'.split(' '),
  ...'e08080 f4908080 f0808080 f8888080 c285 e280 f09f98 efbfbf efbfbe f48fbfbf c3a9 e2808b f09f9880 2b2f7638 00000000 0000'.split(
    ' ',
  ),
]

export const LONG_LENGTHS = [40, 60, 99, 100, 101, 199, 205, 299, 300, 301, 400]

export const TABLES = [
  ['1,2', '3,4', '5,6'],
  ['a,b', 'c,d'],
  ['"1,2",3', '4,5', '6,7'],
  ['1,2,3', '4,5,6', '7,8'],
]

export const JSON_VALUES = [
  ...lines(String.raw`
"3.12"
"3.12"
"3.12.1"
"3.9"
"4.0"
3.12
3.10
3
03.12
+3.12
-3.12
3.12e0
312e-2
0.312e1
.5
3.
1e17
1e400
1e-7
0.00001
-0
1e999999999999
12345678901234567890
123456789012345678
100000
nan
NaN
-nan
nan12
inf
Infinity
-infinity
snan
null
true
false
nul
0x3
--1
1e
.
""
"null"
" "
"3.12\n"
"\n3.12"
"3.1\u0032"
"3.12\u0000"
"\ud83d\ude00"
"\udc00"
"\ud800"
"\x"
"\u12"
"a\tb\u007f\"\\"
[]
{}
["3.12"]
[1,{"a":[]},"\u007f\u0001é"]
{"v": 3.10, "é": null}
[[[[[[]]]]]]
'3.12'
[1,2
[1,]
{"a"}
{,}
"unfinished
"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxé😀"`),
  '"3.12\u0001"',
  '"3.12\u001F"',
  '"3.12\u007F"',
  '"3.12\n"',
]

export const JSON_KEYS = [
  '"_meta"',
  '"requires"',
  '"python_version"',
  '"python_full_version"',
  '"hash"',
  '_meta',
  '1',
  'null',
  String.raw`"\u005fmeta"`,
]

export const JSON_ENDS = [
  '',
  '',
  '\n',
  ' \n',
  '}',
  ',',
  'x',
  ' 3',
  '\0',
  '\n[]',
  '\n[]\n',
  '\nnull\n',
  ' {}',
  '[] ',
  '{"_meta":{"requires":{"python_version":"3.11"}}}',
]
