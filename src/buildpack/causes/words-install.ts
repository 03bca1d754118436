import type {CauseKind, Demand} from './cause.js'
import type {CauseContext, WordsOf} from './context.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {manifestOf, pinWords, pythonFor, pythonWords, shown} from './phrases.js'

type Kinds = Extract<
  CauseKind,
  | 'bad-metadata'
  | 'conflict'
  | 'hash-mismatch'
  | 'hash-missing'
  | 'local-path'
  | 'lock-stale'
  | 'no-access'
  | 'no-distribution'
  | 'no-file'
  | 'no-git-ref'
  | 'no-host'
  | 'no-wheel-here'
  | 'not-a-requirement'
  | 'python-excluded'
>

/** Packages that can't be found, fetched or chosen. */
export const INSTALL_WORDS: {readonly [K in Kinds]: WordsOf<K>} = {
  'bad-metadata': ({package: named}) => ({
    advice: [`Use a newer version of ${named.name}.`],
    what: `${shown(named)} has invalid metadata, which pip 24.1 and later refuse.`,
  }),
  conflict({one, other}, context) {
    if (other === null) {
      return {
        advice: [`Relax one of the versions in ${manifestOf(context)}.`],
        what: `${one.requirement} conflicts with another requirement.`,
      }
    }

    const own = one.by === null ? one : other.by === null ? other : null
    const advice =
      one.by === null && other.by === null
        ? 'Keep one of the two.'
        : own
          ? `Change ${own.requirement} in ${manifestOf(context)} to a version that both accept, or take another version of ${(own === one ? other : one).by!.split(' ')[0]!}.`
          : `Change the version of one of the two in ${manifestOf(context)}, so both accept the same release.`
    const both =
      one.by === null && other.by === null
        ? `${manifestOf(context)} asks for both ${one.requirement} and ${other.requirement}`
        : `${demand(one, context)}, but ${demand(other, context)}`
    return {advice: [advice], what: `Two requirements conflict: ${both}.`}
  },
  'hash-mismatch': ({package: named}, context) => ({
    advice: [lockWords(context) ?? 'Generate the hashes again, then commit the file.'],
    what: `The downloaded file of ${named ? shown(named) : 'a package'} doesn't match the hash in ${lockOf(context)}.`,
  }),
  'hash-missing': (_, context) => ({
    advice: ['Give every requirement a version and a hash, or remove all the hashes.'],
    what: `Some requirements in ${lockOf(context)} have hashes and others don't. Once one has, pip demands one for each.`,
  }),
  'local-path': (_, context) => ({
    advice: [`Replace the path in ${manifestOf(context)} by the package's name and version.`],
    what: 'A requirement is a path on another computer, which the build does not have.',
  }),
  'lock-stale': ({manager}) => ({
    advice: [`Lock again, then commit ${PACKAGE_MANAGERS[manager].file}:\n${PACKAGE_MANAGERS[manager].words.lock ?? ''}`],
    what: `${PACKAGE_MANAGERS[manager].file} is out of date: it doesn't match ${PACKAGE_MANAGERS[manager].manifest}.`,
  }),
  'no-access': ({via}) => ACCESS[via],
  'no-distribution'(cause, context) {
    const {isKnown, name, newest, pythons, specifier} = cause
    const requirement = `${name}${specifier}`
    if (pythons !== null) {
      const version = pythonFor(pythons, context)
      return {
        advice: [otherPython(name, version)],
        what: `${requirement} can't be installed with ${pythonWords(context)}: it needs Python ${pythons}.`,
      }
    }

    if (newest !== null) {
      return {
        advice: [`In ${manifestOf(context)}, choose a version that exists.`],
        what: `The package index has no ${requirement} for ${pythonWords(context)} on Linux. The newest version there is ${newest}.`,
      }
    }

    return {
      advice: [
        `Check the name in ${manifestOf(context)}. Remove packages that exist only for Windows, macOS or conda. A private package needs its index: set PIP_EXTRA_INDEX_URL.`,
      ],
      what:
        isKnown === null
          ? `The package index has no ${requirement} that fits ${pythonWords(context)} on Linux.`
          : `The package index offers nothing for ${requirement} on Linux with ${pythonWords(context)}.`,
    }
  },
  'no-file': ({file}) => ({
    advice: [`Commit ${file}, or correct the line that includes it.`],
    what: `The requirements include ${file}, which the build does not have.`,
  }),
  'no-git-ref': () => ({
    advice: ['Correct the branch, tag or commit in the requirement.'],
    what: 'A requirement from git names a branch, tag or commit that the repository does not have.',
  }),
  'no-host': ({host}) => ({
    advice: [
      'Check the address in the requirement. If it is right, try again later: a private network is out of reach for builds.',
    ],
    what: `The build can't find the host ${host}.`,
  }),
  'no-wheel-here': ({lacks, package: named, pythons}, context) => ({
    advice:
      lacks === 'platform'
        ? [`Remove ${named.name}, or give it a marker such as sys_platform == "win32".`]
        : [
            otherPython(
              named.name,
              pythons.findLast((version) => context.pythons.includes(version)),
            ),
          ],
    what:
      lacks === 'platform'
        ? `${shown(named)} has no files for Linux, so it can't be installed on Heroku.`
        : `${shown(named)} has no files for ${pythonWords(context)} on Linux.`,
  }),
  'not-a-requirement': ({file, line}) => ({
    advice: ['Correct the line: NAME==VERSION is the usual form.'],
    what:
      line === null ? "pip can't read one of the requirements." : `pip can't read line ${line} of ${file ?? 'requirements.txt'}.`,
  }),
  'python-excluded'({name, pythons}, context) {
    const fitting = name === null || /^[<>=!~]/.test(pythons) ? pythonFor(pythons.replaceAll(/\s/g, ''), context) : undefined
    return {
      advice: name === null ? [projectPython(fitting, context)] : [otherPython(name, fitting)],
      what: `${name ?? manifestOf({manager: context.manager ?? 'uv'})} asks for Python ${pythons}, and the build uses ${pythonWords(context)}.`,
    }
  },
}

const ACCESS = {
  git: {
    advice: ['Write https:// instead of git:// in the requirement.'],
    what: 'A requirement uses the git:// protocol, which GitHub no longer supports.',
  },
  https: {
    advice: [
      'Make the repository public, publish the package to an index, or put a read-only token into a config var and use ${NAME} in the requirement.',
    ],
    what: "A requirement comes from a git repository that doesn't exist, or that the build can't read.",
  },
  index: {
    advice: ["Check the credentials in the config var with the index's address, such as PIP_EXTRA_INDEX_URL."],
    what: 'A package index refused the credentials of the build.',
  },
  ssh: {
    advice: ['Use https:// instead of ssh in the requirement.'],
    what: 'A requirement is fetched over SSH, and a build has no SSH key.',
  },
} as const

function demand({by, requirement}: Demand, context: CauseContext): string {
  return by === null ? `${manifestOf(context)} asks for ${requirement}` : `${by} needs ${requirement}`
}

function otherPython(name: string, version: string | undefined): string {
  const newer = `Use a version of ${name} that supports the app's Python`
  return version === undefined ? `${newer}.` : `${newer}, or change the Python:\n${pinWords(version)}`
}

function projectPython(version: string | undefined, context: CauseContext): string {
  const file = manifestOf({manager: context.manager ?? 'uv'})
  return version === undefined
    ? `Change the Python in ${file}, then lock again.`
    : `Use a Python that ${file} allows:\n${pinWords(version)}`
}

function lockOf({manager}: CauseContext): string {
  return manager === null ? 'requirements.txt' : PACKAGE_MANAGERS[manager].file
}

function lockWords({manager}: CauseContext): string | undefined {
  const lock = manager === null ? undefined : PACKAGE_MANAGERS[manager].words.lock
  return lock === undefined ? undefined : `Lock again, then commit the lockfile:\n${lock}`
}
