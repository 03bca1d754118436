import type {Recogniser} from './recogniser.js'

/** Where the machine or the platform ends a build. Sources: devcenter.heroku.com/articles/slug-compiler, and the build logs of public issues. */
export const LIMITS: readonly Recogniser[] = [
  {
    pattern: /Compiled slug size: ([\d.]{1,10} ?[KMG]B?) is too large(?: \(max is ([\d.]{1,10} ?[KMG]B?)\))?/,
    phase: 'any',
    cause: ([, size, limit]) => ({kind: 'slug-too-large', limit: limit ?? null, size: size!}),
  },
  {
    pattern: /Timed out (?:compiling|running buildpack) /,
    phase: 'any',
    cause: (_, {building}) => ({building, isBacktracking: false, kind: 'timeout'}),
  },
  {
    pattern: /No space left on device|\[Errno 28\]|\bENOSPC\b|Disk quota exceeded/,
    phase: 'any',
    cause: () => ({kind: 'disk-full'}),
  },
  {
    pattern:
      /^Killed$|: Killed(?:\s|$)|Killed signal terminated program|\bsignal: 9\b|\(signal: 9, SIGKILL|died with <Signals\.SIGKILL|virtual memory exhausted|Cannot allocate memory|^MemoryError\b|out of memory allocating|exit(?:ed with)? (?:code|status):? 137\b|c\+\+: fatal error: Killed/,
    phase: 'any',
    cause: (_, {building}) => ({kind: 'out-of-memory', package: building}),
  },
]

/** pip tries one version after the other. */
export const BACKTRACKING = /This is taking longer than usual|pip is (?:still )?looking at multiple versions of/
