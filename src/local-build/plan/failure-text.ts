import type {Cause, CauseKind} from '../../buildpack/causes/cause.js'
import type {BuildFailureReason, RunFailureReason} from './failure.js'

import type {BuildpackKind, PackageManager} from '../../package-managers/names.js'

import {FAILURE_TITLES} from '../../buildpack/prediction.js'
import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../../package-managers/index.js'

interface Words {
  title: string
  /** What it means and what to do. */
  advice: readonly string[]
}

const TOOL_ADVICE = ['The package index may have failed for a moment: build again. See also https://status.python.org.']
const ASSETS_PAGE = 'https://devcenter.heroku.com/articles/django-assets'
/** Only collectstatic has these problems: without it, the app runs. */
const TURN_OFF = 'Fix this, or turn the step off:\nheroku config:set DISABLE_COLLECTSTATIC=1'
/** Causes of which the same is true. */
const OF_COLLECTSTATIC = new Set<CauseKind>(['no-folder', 'static-file'])
const hookWords = (name: string): Words => ({
  advice: [
    `The build runs the app's own script bin/${name}. It ended with an error, which ends the build.`,
    "Fix the script, or rename it so that it isn't run.",
  ],
  title: `the script bin/${name} failed`,
})

type ManagerReason = Extract<RunFailureReason, `install-${string}::${PackageManager}`>

function wordsOfManagers(): Record<ManagerReason, Words> {
  const entries = PACKAGE_MANAGER_NAMES.flatMap((manager): [ManagerReason, Words][] => {
    const {file, name, words} = PACKAGE_MANAGERS[manager]
    const stale = words.lock === undefined ? [] : [`If ${file} is out of date, lock again and commit it:\n${words.lock}`]
    return [
      [`install-dependencies::${manager}`, {advice: stale, title: `the dependencies could not be installed with ${name}`}],
      [`install-package-manager::${manager}`, {advice: TOOL_ADVICE, title: `the package manager ${name} could not be installed`}],
    ]
  })
  return Object.fromEntries(entries) as Record<ManagerReason, Words>
}

/** Our own words for the failures that only a run decides. */
const WORDS: Record<RunFailureReason, Words> = {
  // What became of the cache only a run knows (run/explain-failure.ts).
  'build-cancelled': {advice: [], title: 'the build was cancelled'},
  'build-data::data-file-deleted': {
    advice: [
      'A script of the app has deleted build-data/python.json in the cache folder, which the buildpack needs.',
      'Let bin/pre_compile and bin/post_compile delete nothing in $CACHE_DIR but what they made there.',
    ],
    title: "the buildpack's data file is gone",
  },
  'build-timeout': {
    advice: ['Heroku ends a build after 15 minutes. --timeout sets another time for this machine.'],
    title: 'the build took too long',
  },
  'checks::duplicate-python-buildpack': {
    advice: [
      "The app's list of buildpacks has the Python buildpack more than once: the second one fails.",
      'heroku python:migrate-buildpack takes duplicates out.',
    ],
    title: 'the Python buildpack is there twice',
  },
  'collectstatic-fancy-references': {
    advice: ['A CSS file refers to a file that is missing.', TURN_OFF, ASSETS_PAGE],
    title: 'Django found no file for a reference in a CSS file',
  },
  'collectstatic-improper-configuration': {
    advice: ['Settings that read config vars need them during the build too.', ASSETS_PAGE],
    title: "Django's settings are not complete",
  },
  'collectstatic-missing-file': {
    advice: ['A file or a folder that the settings name is missing in the build.', TURN_OFF, ASSETS_PAGE],
    title: 'Django could not read or write a file',
  },
  'collectstatic-other': {
    advice: ['Django could not load the app, or the static files.', ASSETS_PAGE],
    title: 'Django could not collect the static files',
  },
  'collectstatic-syntax-error': {
    advice: ["A Python file can't be parsed by the Python version of the build."],
    title: 'a Python file has a syntax error',
  },
  detect: {
    advice: ['The root of the source has no file that marks a Python app, so Heroku refuses the push.'],
    title: "the buildpack doesn't take this source for a Python app",
  },
  'disk-full': {
    advice: ['Make room on it and build again. What Heroku does with this source is not known from this build.'],
    title: "this machine's disk is full",
  },
  'hooks::post_compile': hookWords('post_compile'),
  'hooks::pre_compile': hookWords('pre_compile'),
  ...wordsOfManagers(),
  'install-python': {
    advice: ['Heroku unpacks a Python of its own. Here, a virtual environment stands for it.'],
    title: 'the Python environment could not be made',
  },
  'internal-error::bundled-pip-not-found': {
    advice: [
      'The buildpack installs its tools with the pip that comes with Python. The interpreter of this machine has none.',
      'On Debian and Ubuntu install the package python3-venv, or choose another interpreter with --python PATH.',
    ],
    title: "the interpreter's own copy of pip was not found",
  },
  'internal-error::unhandled': {
    advice: ['Where the buildpack has no words of its own for a failure, it gives this reason.'],
    title: 'a command of the build failed',
  },
  'nltk-downloader': {
    advice: ['Each line of nltk.txt must be the name of an NLTK package.'],
    title: "NLTK's data could not be downloaded",
  },
  'python-version::unknown-patch': {
    advice: [
      'The app asks for a patch release that this release of the buildpack does not have.',
      'Write the major version alone (such as 3.13) into .python-version: the newest patch release is then used.',
    ],
    title: "the Python version isn't available",
  },
}

/**
 * A failure's title, and what it means and what to do. A failure that the source decides is explained by the doctor; one whose
 * causes the output names, by them.
 */
export function failureWords(
  reason: BuildFailureReason,
  {causes = [], kind = 'classic'}: {causes?: readonly Cause[]; kind?: BuildpackKind} = {},
): Words {
  if (reason in WORDS) {
    const {advice: all, title} = WORDS[reason as RunFailureReason]
    // The Cloud Native Buildpack has no such config var.
    const advice = all.filter((line) => kind === 'classic' || line !== TURN_OFF)
    if (causes.length === 0) return {advice, title}
    const isOptional = reason.startsWith('collectstatic') && causes.every(({kind}) => OF_COLLECTSTATIC.has(kind))
    return {advice: isOptional && kind === 'classic' ? [TURN_OFF] : [], title}
  }

  const title = FAILURE_TITLES[reason as keyof typeof FAILURE_TITLES]
  return {advice: ['heroku python:doctor explains it, and how to fix it.'], title}
}
