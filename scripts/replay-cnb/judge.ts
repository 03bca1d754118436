import {knownRules, type Resting} from '../replay-releases/judge.js'

/** What a build rests on that goes on: the failures that its files could have caused instead. */
const ALWAYS = [
  'checks::forbidden-env-vars',
  'package-manager::multiple-found',
  'package-manager::none-found',
  'python-version::eol',
  'python-version::unknown-major',
  'runtime-txt::not-supported',
]
const BY_ORIGIN: Partial<Record<string, readonly string[]>> = {
  '.python-version': [
    'python-version-file::invalid-encoding',
    'python-version-file::invalid-version',
    'python-version-file::multiple-versions',
    'python-version-file::no-version',
  ],
  default: ['python-version-file::not-found', 'version/unspecified'],
}

export const CNB_RULES: Resting = {
  known: knownRules('cnb'),
  of(answer) {
    if (answer === null) return ['step/detect']
    // Of a failure that today's release doesn't have, nobody knows what it rests on.
    return answer.failure === null ? [...ALWAYS, ...(BY_ORIGIN[answer.origin ?? ''] ?? [])] : [answer.failure]
  },
}
