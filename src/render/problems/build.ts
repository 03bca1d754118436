import type {BuildProblem} from '../../local-build/problem.js'
import type {HerokuCacheFault} from '../../local-build/cache/heroku-cache-fault.js'
import type {EnvFileFault} from '../../local-build/env-file.js'
import type {Messages} from './message.js'

import {errnoWords} from './errno.js'

const FAULTS: Record<EnvFileFault, string> = {
  'bad-name': "a name has only letters, digits and underscores, and can't start with a digit",
  binary: 'the file is not UTF-8 text',
  'no-assignment': 'expected NAME=VALUE, a comment or a blank line',
  'open-quote': "the value's quote is never closed",
  'too-large': 'the file is larger than 1 MB',
}

const IN_THE_WAY: Record<Extract<BuildProblem, {id: 'output-in-the-way'}>['what'], string> = {
  'around-source': 'is the source folder, or contains it',
  file: 'is a file',
  'foreign-folder': 'has files that no earlier build put there',
  'in-source': 'is inside the source folder: the next build from disk would include it',
  linked: 'is a link to a place outside the source folder',
  'odd-name': "has a quote, backslash or dollar sign in its path, and the app's scripts can't use those",
}

const HEROKU_CACHE: Record<Exclude<HerokuCacheFault['id'], 'does-not-run' | 'leads-out' | 'not-read' | 'too-large'>, string> = {
  damaged: "The download is incomplete or damaged: it can't be unpacked. Run the command again.",
  fir: 'The Platform API gives no build cache of Fir apps.',
  'no-app': 'No app is known. Name it with --app.',
  'no-app-folder': "Heroku's Python only works in /app, and this machine can't show the build its folder there.",
  none: 'The app has no build cache there yet.',
  'not-python': 'It has no Python of a build with the Python buildpack.',
}

/** How many files are named, where many stand in the way. */
const NAMED = 10

/** The problems of python:build-local in words. Nothing of a variables file's lines is ever shown. */
export const BUILD_MESSAGES: Messages<BuildProblem> = {
  'boot-needs-posix': () => ({
    title: "--boot doesn't work on Windows: it has no signals to stop a process as a dyno does",
    todo: 'Run it on Linux, macOS or WSL.',
  }),
  'build-locked': ({pid}) => ({
    found: pid === null ? "It is using the app's build cache." : `Process ${pid} is using the app's build cache.`,
    title: 'Timed out waiting for another build of this app',
    todo: 'Wait until it finishes, stop it, or allow more time with --timeout.',
  }),
  'cache-not-usable': ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "The build cache can't be read or written",
    todo: "Fix this, then run the command again. Builds are cached in the Heroku CLI's cache folder. Earlier builds there are unchanged.",
  }),
  'config-vars-need-confirm': ({app, given}) => ({
    ...(given !== null && {found: `--confirm says ${given}, not ${app}.`}),
    title: `--config-vars all gives the build every config var of ${app}, including database URLs, so it needs --confirm`,
    todo: `The app's hooks could change production data. To continue: --config-vars all --confirm ${app}. To withhold the add-ons' config vars, use --config-vars safe.`,
  }),
  'config-vars-not-readable': ({app, message}) => ({
    found: message,
    title: `${app}'s config vars can't be read`,
    todo: 'Ask an owner of the app for access. To build without them, use --config-vars none, and --env-file FILE for your own values.',
  }),
  'dyno-size-unknown': ({size}) => ({
    title: `${size} is not a dyno size`,
    todo: 'Use a size such as standard-2x, performance-m or dyno-1c-0.5gb. All sizes: https://devcenter.heroku.com/articles/dyno-types',
  }),
  'env-file-invalid': ({fault, line, path}) => ({
    found: `${line === null ? path : `${path}, line ${line}`}: ${FAULTS[fault]}.`,
    title: "The --env-file can't be read",
    todo: 'Write one NAME=VALUE per line. Put multi-line values in quotes.',
  }),
  'env-file-unreadable': ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "The --env-file can't be read",
    todo: 'Check the path given to --env-file.',
  }),
  'folder-replaced': ({by, path}) => ({
    found: `${path} is a link, is of another kind, or was deleted.`,
    title: `${by} replaced a folder that the build works in`,
    todo: 'Change the program that does this. The build would go on to change files outside its own folders.',
  }),
  'heroku-cache-not-usable': ({app, fault}) => ({
    found: herokuCacheWords(fault),
    title: `The build can't start from ${app === null ? "the app's" : `${app}'s`} build cache on Heroku`,
    todo: "To build with this machine's own cache, leave out --cache.",
  }),
  'output-changed': ({changed, path}) => ({
    found: `${changed
      .slice(0, NAMED)
      .map((file) => `  ${file}`)
      .join('\n')}${changed.length > NAMED ? `\n  … and ${changed.length - NAMED} more` : ''}`,
    title: `You changed files in the built app in ${path}, and this build would overwrite them, so nothing changed`,
    todo: 'Move these files, or choose another folder with --output.',
  }),
  'output-in-the-way': ({path, what}) => ({
    found: `${path} ${IN_THE_WAY[what]}.`,
    title: "The built app can't be saved there, so nothing changed",
    todo: 'With --output, use a new folder, an empty one, or one with an earlier build.',
  }),
  'process-type-missing': ({known, types}) => ({
    found: known.length === 0 ? 'The Procfile has no process types.' : `The Procfile has ${known.join(', ')}.`,
    title: `The Procfile has no process type ${types.join(', ')}, so Heroku wouldn't start it`,
    todo: types.includes('web')
      ? 'Add a line web: COMMAND to the Procfile, or choose another process type with --boot TYPE.'
      : 'Choose a process type from the Procfile: --boot TYPE.',
  }),
  'source-not-copied': ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "The app's source can't be copied into the build folder",
    todo: 'Fix this, then run the command again. The source is unchanged.',
  }),
  'submodule-not-fetched': ({message, path}) => ({
    found: message,
    title: `The commit of git submodule ${path} can't be fetched, and Heroku needs it too`,
    todo: `For details, run git submodule update --init --recursive. If that works, push the submodule's commit to its own repository.`,
    link: 'https://devcenter.heroku.com/articles/git-submodules',
  }),
}

function herokuCacheWords(fault: HerokuCacheFault): string {
  switch (fault.id) {
    case 'does-not-run':
      return `Heroku's Python doesn't run on this machine${fault.words === '' ? '' : `: ${fault.words}`}.`

    case 'leads-out':
      return `It has a link that leads out of it: ${fault.file}. A build would change files there.`

    case 'not-read':
      return `It couldn't be read: ${fault.why}.`

    case 'too-large':
      return `It is larger than ${fault.limit}.`

    default:
      return HEROKU_CACHE[fault.id]
  }
}
