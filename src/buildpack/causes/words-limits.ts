import type {CauseKind} from './cause.js'
import type {WordsOf} from './context.js'

import {pythonWords, shown} from './phrases.js'

type Kinds = Extract<CauseKind, 'disk-full' | 'out-of-memory' | 'slug-too-large' | 'timeout'>

/** Where the machine or the platform ends a build. Limits: devcenter.heroku.com/articles/slug-compiler. */
export const LIMIT_WORDS: {readonly [K in Kinds]: WordsOf<K>} = {
  'disk-full': (_, {isLocal}) => ({
    advice: [
      isLocal
        ? 'Free some space, then build again.'
        : 'Install fewer or smaller packages: CPU builds of machine-learning packages are much smaller.',
    ],
    what: isLocal ? "This machine's disk is full." : 'The disk of the build was full.',
  }),
  'out-of-memory': ({package: named}, context) => ({
    advice: [
      `Use versions that have wheels for ${pythonWords(context)}: compiling needs far more memory. Smaller packages, such as CPU builds, help too.`,
    ],
    what: named ? `The build ran out of memory while ${shown(named)} was being installed.` : 'The build ran out of memory.',
  }),
  'slug-too-large': ({limit, size}) => ({
    advice: [
      'Look for large packages: tensorflow-cpu instead of tensorflow, and CPU builds of torch. Leave files that the app does not need out with .slugignore.',
    ],
    what: `The compressed slug is ${size}${limit === null ? '' : `, and ${limit} is the limit`}.`,
  }),
  timeout({building, isBacktracking}, context) {
    const what = 'Heroku ends a build after 15 minutes.'
    if (isBacktracking) {
      return {
        advice: ['Pin the versions of all packages, so pip has nothing to try:\nheroku python:pin --dependencies'],
        what: `${what} pip was trying one version of a package after the other.`,
      }
    }

    return {
      advice: [
        `Use versions that have wheels for ${pythonWords(context)}, so nothing is compiled. Pin all versions, so pip doesn't try one after the other.`,
      ],
      what: building ? `${what} ${shown(building)} was being installed then.` : what,
    }
  },
}
