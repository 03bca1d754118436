import type {Phase} from './cause.js'

/** `-----> Installing …` of the classic buildpack, `[Installing …]` of the Cloud Native one: the headings of steps, of all their versions. */
const HEADING = /^(?:-{5}> |\[(?=[A-Z][a-z]+ing |Python |Django ))(.{1,300}?)\]?$/

const HEADINGS: readonly [pattern: RegExp, phase: Phase][] = [
  [/collectstatic|Django static files/i, 'collectstatic'],
  [/pre[-_]compile/i, 'pre_compile'],
  [/post[-_]compile/i, 'post_compile'],
  [/\b(?:dependencies|requirements|pip|uv|poetry|pipenv)\b/i, 'install'],
  [/\bpython\b|SQLite/i, 'install'],
]

/** What runs from this line of a log on. */
export function phaseOf(line: string, current: Phase): Phase {
  const heading = HEADING.exec(line.trimEnd())?.[1]
  if (heading === undefined) return current
  return HEADINGS.find(([pattern]) => pattern.test(heading))?.[1] ?? 'other'
}
