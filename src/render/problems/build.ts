import type {BuildProblem} from '../../local-build/problem.js'
import type {EnvFileFault} from '../../local-build/env-file.js'
import type {Messages} from './message.js'

import {errnoWords} from './errno.js'

const FAULTS: Record<EnvFileFault, string> = {
  'bad-name': 'a name may hold letters, digits and underscores, and begins with no digit',
  binary: 'it is no text in UTF-8',
  'no-assignment': 'the line is no NAME=VALUE, no comment and not blank',
  'open-quote': 'the quote that begins its value is never closed',
  'too-large': 'it is longer than 1 MB',
}

const IN_THE_WAY: Record<Extract<BuildProblem, {id: 'output-in-the-way'}>['what'], string> = {
  'around-source': "is the source's own folder, or one around it",
  file: 'is a file',
  'foreign-folder': 'has files that are of no earlier build',
  'in-source': 'is inside of the source, which is read from disk: the next build would take it for part of the app',
  linked: 'leads out of the source, through a link in it',
  'odd-name': 'has quotes, a backslash or a dollar sign in its path, which scripts in it could not hold',
}

/** How many files are named, where many stand in the way. */
const NAMED = 10

/** The problems of python:build-local in words. Nothing of a variables file's lines is ever shown. */
export const BUILD_MESSAGES: Messages<BuildProblem> = {
  'boot-needs-posix': () => ({
    title: "--boot doesn't work on Windows, which has no signals to stop a process as a dyno does",
    todo: 'Run it in WSL, on Linux or on macOS.',
  }),
  'build-locked': ({pid}) => ({
    found:
      pid === null ? 'It has the cache of the app to itself.' : `It is process ${pid}, and has the cache of the app to itself.`,
    title: 'another build of this app was still running when the time for this one was over',
    todo: 'Wait for it, end it, or give this one more time with --timeout.',
  }),
  'cache-not-usable': ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "the build's cache can't be read or written",
    todo: 'Fix that, and run the command again. Builds are kept in the cache folder of the Heroku CLI; what was saved there before is as it was.',
  }),
  'config-vars-need-confirm': ({app, given}) => ({
    ...(given !== null && {found: `--confirm names ${given}, not ${app}.`}),
    title: `--config-vars all hands every config var of ${app} to the build, those of its databases too, and nobody agreed to that`,
    todo: `A hook of the app could change its production data. If that is meant: --config-vars all --confirm ${app}. Without it, --config-vars safe withholds what add-ons own.`,
  }),
  'config-vars-not-readable': ({app, message}) => ({
    found: message,
    title: `the config vars of ${app} can't be read`,
    todo: 'Ask an owner of the app for access to them, or build without them: --config-vars none, and --env-file for values of yours.',
  }),
  'dyno-size-unknown': ({size}) => ({
    title: `${size} is not a dyno size`,
    todo: 'Use a name of https://devcenter.heroku.com/articles/dyno-types, such as standard-2x, performance-m or dyno-1c-0.5gb.',
  }),
  'env-file-invalid': ({fault, line, path}) => ({
    found: `${line === null ? path : `${path}, line ${line}`}: ${FAULTS[fault]}.`,
    title: "the file of variables can't be read",
    todo: 'Write one NAME=VALUE in a line. A value of several lines stands in quotes.',
  }),
  'env-file-unreadable': ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "the file of variables can't be read",
    todo: 'Check the path after --env-file.',
  }),
  'output-changed': ({changed, path}) => ({
    found: `${changed
      .slice(0, NAMED)
      .map((file) => `  ${file}`)
      .join('\n')}${changed.length > NAMED ? `\n  … and ${changed.length - NAMED} more` : ''}`,
    title: `${path} holds an earlier build, and files in it that are yours would be overwritten, so nothing was changed`,
    todo: 'Move them away, or name another folder after --output.',
  }),
  'output-in-the-way': ({path, what}) => ({
    found: `${path} ${IN_THE_WAY[what]}.`,
    title: "the built app can't be put there, so nothing was changed",
    todo: 'Name a folder after --output that is empty, or not there yet. One that holds an earlier build is fine too.',
  }),
  'process-type-missing': ({known, types}) => ({
    found: known.length === 0 ? 'The Procfile names no process types.' : `The Procfile names ${known.join(', ')}.`,
    title: `the Procfile has no process type ${types.join(', ')}, so Heroku would not start it`,
    todo: types.includes('web')
      ? 'Add a line web: COMMAND to the Procfile, or name another process type: --boot TYPE.'
      : 'Name one of the Procfile: --boot TYPE.',
  }),
  'source-not-copied': ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "the app's source can't be copied into the build folder",
    todo: 'Fix that, and run the command again. Nothing of the source was changed.',
  }),
  'submodule-not-fetched': ({message, path}) => ({
    found: message,
    title: `the commit of the git submodule ${path} can't be had, and a push to Heroku needs it too`,
    todo: `Run git submodule update --init --recursive, which shows more. If that is fine, push the submodule's commit to its own repository.`,
    link: 'https://devcenter.heroku.com/articles/git-submodules',
  }),
}
