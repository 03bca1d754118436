import type {SharedProblem} from '../../common/problem.js'
import type {Messages} from './message.js'

import {errnoWords} from './errno.js'

/** Problems with the files that a command reads or changes. */
export const FILE_MESSAGES = {
  'file-changed': ({path}) => ({
    found: `${path} changed after it was read.`,
    title: 'Another program changed a file',
    todo: 'Nothing was written. Review the file, then run the command again.',
  }),
  'in-the-way': ({path}) => ({
    found: `${path} is a folder or a special file.`,
    title: "A file can't be written",
    todo: 'Move it, then run the command again. Nothing was written.',
  }),
  'lock-file-missing': () => ({
    found: "The app's folder needs exactly one of requirements.txt, uv.lock, poetry.lock and Pipfile.lock.",
    title: "Can't choose which dependencies to pin: the app has no package manager, or more than one",
    todo: 'Run heroku python:doctor to see what to do.',
  }),
  'not-writable': ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "A file can't be written",
    todo: 'Fix this, then run the command again. Earlier changes were undone.',
  }),
  'system-error': ({code, path}) => ({
    found: `${path ?? 'This machine'}: ${errnoWords(code)}.`,
    title: "A file or folder on this machine can't be used",
    todo: 'Fix this, then run the command again.',
  }),
  unreadable: ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "A file can't be read",
    todo: 'Fix its permissions, or check a commit instead of the files on disk.',
  }),
} satisfies Partial<Messages<SharedProblem>>
