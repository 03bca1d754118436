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

const TOOL_ADVICE = ['The package index may have failed briefly. Build again, or check https://status.python.org.']
const ASSETS_PAGE = 'https://devcenter.heroku.com/articles/django-assets'
/** Only collectstatic has these problems: without it, the app runs. */
const TURN_OFF = 'Fix this, or turn off the step:\nheroku config:set DISABLE_COLLECTSTATIC=1'
/** Causes of which the same is true. */
const OF_COLLECTSTATIC = new Set<CauseKind>(['no-folder', 'static-file'])
const hookWords = (name: string): Words => ({
  advice: [
    `The build runs the app's own script bin/${name}. The script exited with an error.`,
    'Fix the script. To skip it, rename it.',
  ],
  title: `the script bin/${name} failed`,
})

type ManagerReason = Extract<RunFailureReason, `install-${string}::${PackageManager}`>

function wordsOfManagers(): Record<ManagerReason, Words> {
  const entries = PACKAGE_MANAGER_NAMES.flatMap((manager): [ManagerReason, Words][] => {
    const {file, name, words} = PACKAGE_MANAGERS[manager]
    const stale = words.lock === undefined ? [] : [`If ${file} is out of date, update and commit it:\n${words.lock}`]
    return [
      [`install-dependencies::${manager}`, {advice: stale, title: `${name} couldn't install the dependencies`}],
      [`install-package-manager::${manager}`, {advice: TOOL_ADVICE, title: `${name} couldn't be installed`}],
    ]
  })
  return Object.fromEntries(entries) as Record<ManagerReason, Words>
}

/** Our own words for the failures that only a run decides. */
const WORDS: Record<RunFailureReason, Words> = {
  // What became of the cache only a run knows (run/explain-failure.ts).
  'build-cancelled': {advice: [], title: 'the build was canceled'},
  'build-data::data-file-deleted': {
    advice: [
      "One of the app's scripts deleted build-data/python.json in the cache folder. The buildpack needs it.",
      'In bin/pre_compile and bin/post_compile, delete only your own files from $CACHE_DIR.',
    ],
    title: "the buildpack's data file was deleted",
  },
  'build-timeout': {
    advice: ['Heroku stops a build after 15 minutes. To allow more time on this machine, use --timeout.'],
    title: 'the build took too long',
  },
  'checks::duplicate-python-buildpack': {
    advice: [
      'The app has the Python buildpack more than once. The second one fails.',
      'To remove duplicates, run heroku python:migrate-buildpack.',
    ],
    title: 'the app has the Python buildpack twice',
  },
  'collectstatic-fancy-references': {
    advice: ["Django's collectstatic couldn't find a file that a CSS file refers to.", TURN_OFF, ASSETS_PAGE],
    title: 'a CSS file refers to a missing file',
  },
  'collectstatic-generate-files': {
    advice: [
      "Django's collectstatic failed.",
      "If the app doesn't need static files, remove django.contrib.staticfiles from INSTALLED_APPS.",
      ASSETS_PAGE,
    ],
    title: "Django couldn't collect the static files",
  },
  'collectstatic-improper-configuration': {
    advice: ['Settings that read config vars also need them during the build.', ASSETS_PAGE],
    title: "Django's settings are incomplete",
  },
  'collectstatic-inspect-configuration': {
    advice: [
      'Before it collects static files, the build runs "python manage.py help collectstatic". That failed.',
      'Settings that read config vars also need them during the build.',
      ASSETS_PAGE,
    ],
    title: "Django couldn't load the app's settings",
  },
  'collectstatic-missing-file': {
    advice: ['A file or folder that the settings refer to is missing from the build.', TURN_OFF, ASSETS_PAGE],
    title: "Django couldn't read or write a file",
  },
  'collectstatic-other': {
    advice: ["Django couldn't load the app or its static files.", ASSETS_PAGE],
    title: "Django couldn't collect the static files",
  },
  'collectstatic-syntax-error': {
    advice: ["A Python file has syntax that the build's Python version doesn't support."],
    title: 'a Python file has a syntax error',
  },
  detect: {
    advice: ['The root has no file that identifies a Python app, so Heroku rejects the push.'],
    title: "the buildpack won't detect a Python app here",
  },
  'disk-full': {
    advice: ['Free disk space, then build again. This says nothing about the build on Heroku.'],
    title: "this machine's disk is full",
  },
  'hooks::post_compile': hookWords('post_compile'),
  'hooks::pre_compile': hookWords('pre_compile'),
  ...wordsOfManagers(),
  'install-python': {
    advice: ["On this machine, a virtual environment replaces Heroku's own Python, and creating it failed."],
    title: "the virtual environment couldn't be created",
  },
  'internal-error::bundled-pip-not-found': {
    advice: [
      "The buildpack installs its tools with Python's bundled pip. This machine's Python has none.",
      'On Debian and Ubuntu, install python3-venv. Or choose another interpreter with --python PATH.',
    ],
    title: "Python's bundled pip was not found",
  },
  'internal-error::unhandled': {
    advice: ['The buildpack reports this when it has no specific message for a failure.'],
    title: 'a build command failed',
  },
  'nltk-downloader': {
    advice: ['Each line of nltk.txt must be an NLTK data package, such as stopwords.'],
    title: "the NLTK data couldn't be downloaded",
  },
  'python-version::unknown-patch': {
    advice: [
      "The app asks for a patch release that the buildpack doesn't have.",
      'In .python-version, write only the major version, such as 3.13. Builds then use its newest patch release.',
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
  return {advice: ['For the cause and the fix, run heroku python:doctor.'], title}
}
