import type {SharedProblem} from '../../common/problem.js'
import type {Messages} from './message.js'

import {errnoWords} from './errno.js'

/** Problems with the files that a command reads or changes. */
export const FILE_MESSAGES = {
  'file-changed': ({path}) => ({
    found: `${path} is not as it was when it was read.`,
    title: 'a file was changed by something else meanwhile',
    todo: 'Nothing was written. Look at the file, and run the command again.',
  }),
  'in-the-way': ({path}) => ({
    found: `${path} is a folder, or another thing that is no file.`,
    title: "a file can't be written",
    todo: 'Move it out of the way, and run the command again. Nothing was written.',
  }),
  'lock-file-missing': () => ({
    found: 'Exactly one of requirements.txt, uv.lock, poetry.lock and Pipfile.lock must be in the folder of the app.',
    title: 'no package manager, or more than one, so it is not clear which dependencies to pin',
    todo: 'Run heroku python:doctor: it tells what to do.',
  }),
  'not-writable': ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "a file can't be written",
    todo: 'Fix that, and run the command again. What had been changed before was put back.',
  }),
  'system-error': ({code, path}) => ({
    found: `${path ?? 'This machine'}: ${errnoWords(code)}.`,
    title: "a file or folder of this machine can't be used",
    todo: 'Fix that, and run the command again.',
  }),
  unreadable: ({code, path}) => ({
    found: `${path}: ${errnoWords(code)}.`,
    title: "a file can't be read",
    todo: 'Fix its permissions, or read a commit instead of the disk.',
  }),
} satisfies Partial<Messages<SharedProblem>>
