import {stripVTControlCharacters} from 'node:util'

/** What a difference that a build declares, by its id, changes in the lines of a log. */
interface Declared {
  id: string
  /** What becomes of a line in both logs; null drops it. */
  change(line: string): null | string
}

const OWN = '(?:GIT_SSH_COMMAND|GIT_TERMINAL_PROMPT|HEROKU_PYTHON_BUILD|LC_CTYPE|PIP_CONFIG_FILE|TMPDIR)'

const DECLARED: readonly Declared[] = [
  {id: 'app-folder', change: (line) => line.replaceAll('$BUILD', '$APP')},
  // A table's column that is as wide as a path.
  {id: 'build-path', change: (line) => (/^ {7}[- ]{20,}$/.test(line) ? line.replaceAll(/-+/g, '-') : line)},
  {id: 'control-characters', change: (line) => stripVTControlCharacters(line)},
  {id: 'python-patch', change: (line) => (line.startsWith('       (this machine: ') ? null : line)},
  {id: 'python-download', change: (line) => (/^ {7}(?:curl|tar|zstd): /.test(line) ? null : line)},
  {
    id: 'stand-in-python',
    change(line) {
      if (/^ {7}Use `uv python pin` to update/.test(line)) return null
      return line
        .replace(/(Using CPython \S+ interpreter at: \S+\/python)3\.\d+$/, '$1')
        .replace(/The Python request from `[^`]+` resolved/, 'The requested interpreter resolved')
    },
  },
  // On Fir, uv keeps what it downloads in a layer.
  {id: 'temporary-folder', change: (line) => line.replaceAll('$CACHE/.heroku/python-uv-cache/', '/tmp/T/')},
  {
    // A program's own listing of its environment, with the line that a long value goes on in.
    id: 'own-variables',
    change(line) {
      if (new RegExp(`^ {7,8}[{]?'?${OWN}'?[:=]`).test(line) || /^ {25,}'/.test(line)) return null
      return line.replace(/^( {7,8}[{]?'\w+': .*?)[,}]+$/, '$1')
    },
  },
  {
    id: 'bash-messages',
    change(line) {
      // Of the other programs of a pipeline.
      if (/^ {5,}\d+ Done {4,}\| /.test(line)) return null
      const told = /^( {7})?(?:\/tmp\/codon\/tmp\/buildpacks\/[^:]*|bin\/(?:pre|post)_compile): line \d+: (.*)$/.exec(line)
      if (!told) return line
      const killed = /^ *\d+ (.{24})/.exec(told[2]!)?.[1]?.replace(/\(.*/, '').trim()
      return `${told[1] ?? ''}bash: ${killed ?? told[2]}`
    },
  },
]

/** Tools that part their lines after so many characters, before which the buildpack puts seven spaces. */
const WIDTH = 7 + 80

/** The lines of a log, with what a build declares changed alike in both. */
export function withoutDeclared(lines: readonly string[], declared: readonly string[]): string[] {
  const changes = DECLARED.filter(({id}) => declared.includes(id))
  return lines.flatMap((line) => {
    let changed: null | string = line
    for (const {change} of changes) if (changed !== null) changed = change(changed)
    return changed === null ? [] : [changed]
  })
}

/** A log with the lines whole that a tool has parted elsewhere than in the other build, where that is declared. */
export function joined(log: string, declared: readonly string[], isOurs: boolean): string {
  const causes = declared.includes('build-path') || declared.includes('temporary-folder') ? joinCauses(log) : log
  const joint = declared.includes('build-path') ? joinPath(joinNltk(causes)) : causes
  return isOurs && declared.includes('temporary-folder') ? joinParted(joint) : joint
}

/** NLTK breaks its lines at blanks and hyphens too, so nothing tells where there was none: without any. */
function joinNltk(log: string): string {
  const whole = log.replaceAll(/\n {7}\[nltk_data\](?: {4}\|)? {5,}(?=\S)/g, '')
  return whole.replaceAll(/^ {7}\[nltk_data\].*/gm, (line) => ` ${line.replaceAll(' ', '')}`)
}

/** uv begins a new line for a path that doesn't fit behind what it says of it. */
function joinCauses(log: string): string {
  return log.replaceAll(/((?:─▶|×) [^\n]*[:@])\n +│ +(?=\/|file:)/g, '$1 ')
}

/** A tool begins a new line for a path, behind a blank at the end of the last one, and parts a path that is longer than a line. */
function joinPath(log: string): string {
  const lines = log.split('\n')
  const isParted = (line: string | undefined) => line?.length === WIDTH && /\/[\w./-]*$/.test(line)
  return lines
    .map((line, index) => {
      const before = lines[index - 1]
      if (index === 0) return line
      const goesOn = isParted(before) || (before?.endsWith(' ') && (isParted(line) || /^ {7}\//.test(line)))
      return goesOn ? line.trimStart() : `\n${line}`
    })
    .join('')
}

function joinParted(log: string): string {
  const lines = log.split('\n')
  let text = lines[0]!
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    const goesOn = lines[index - 1]!.length === WIDTH && /^ {7}\//.test(firstOf(lines, index))
    text += goesOn ? line.trimStart() : `\n${line}`
  }

  return text
}

/** The line that a parted one begins with. */
function firstOf(lines: readonly string[], index: number): string {
  let first = index - 1
  while (first > 0 && lines[first - 1]!.length === WIDTH) first -= 1
  return lines[first]!
}
