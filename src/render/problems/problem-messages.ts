import type {BuildProblem} from '../../local-build/problem.js'
import type {Problem} from '../../common/problem.js'

import {type AppProblem, appProblemMessage, isAppProblem} from './app-problems.js'
import {buildProblemMessage, isBuildProblem} from './build-problems.js'
import {isMigrateProblem, migrateProblemMessage} from './migrate-problems.js'
import {isPinProblem, type PinProblem, pinProblemMessage} from './pin-problems.js'

/** A problem in words: what happened, what we found, what to do. */
export interface ProblemMessage {
  title: string
  found?: string
  /** What to do; commands are runnable as they stand. */
  todo: string
  link?: string
}

export function problemMessage(problem: Problem): ProblemMessage {
  if (isAppProblem(problem)) return appProblemMessage(problem)
  if (isBuildProblem(problem)) return buildProblemMessage(problem)
  return isPinProblem(problem) ? pinProblemMessage(problem) : commonMessage(problem)
}

function commonMessage(problem: Exclude<Problem, AppProblem | BuildProblem | PinProblem>): ProblemMessage {
  if (isMigrateProblem(problem)) return migrateProblemMessage(problem)
  switch (problem.id) {
    case 'git-failed':
      return {
        found: problem.message,
        title: `${problem.command} failed`,
        todo: 'Run the command yourself to see more. Where git does not trust the repository, it says above how to change that.',
      }

    case 'git-missing':
      return {title: "the git program isn't there", todo: 'Install git, or point --source at a folder outside of git.'}

    case 'internal':
      return {
        found: problem.message,
        title: 'an unexpected error in heroku-python',
        todo: 'This is a mistake of the plugin, not yours. Please report it, with the command that you ran. DEBUG=heroku-python shows where it happened.',
      }

    case 'no-worktree':
      return {
        found: `${problem.path} is a bare repository, which has no files on disk.`,
        title: "--dirty can't be used here",
        todo: 'Leave --dirty out to read a commit.',
      }

    case 'not-a-git-repository':
      return {
        found: `${problem.path} is in no git repository.`,
        title: "--ref can't be used here",
        todo: 'Leave --ref out to read the files on disk, or run the command in a repository.',
      }

    case 'source-inside-git-folder':
      return {
        found: `${problem.path} is inside of a .git folder.`,
        title: 'this is not the source of an app',
        todo: 'Point --source at the folder beside .git.',
      }

    case 'source-not-a-folder':
      return {
        found: `${problem.path} is a file.`,
        title: "the source isn't a folder",
        todo: 'Point --source at the folder of the app.',
      }

    case 'source-not-found':
      return {
        found: `${problem.path} doesn't exist.`,
        title: "the source folder isn't there",
        todo: 'Check the path after --source.',
      }

    case 'unknown-check':
      return {
        ...(problem.near.length > 0 && {found: `Did you mean ${problem.near.join(' or ')}?`}),
        title: `there is no check named ${problem.ids.join(', ')}`,
        todo: 'heroku python:doctor --list shows every check.',
      }

    case 'unknown-ref':
      return refMessage(problem)

    case 'unknown-remote':
      return {
        title: `there is no git remote named ${problem.remote} that leads to a Heroku app`,
        todo: 'git remote -v shows the remotes; heroku git:remote --app example-app adds one.',
      }

    case 'unreadable':
      return {
        found: `${problem.path}: ${REASONS[problem.code] ?? problem.code}.`,
        title: "a file can't be read",
        todo: 'Fix its permissions, or read a commit instead of the disk.',
      }

    case 'usage':
      return {title: problem.message, todo: 'See --help.'}
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'no permission',
  EIO: 'a disk error',
  EISDIR: 'it is a folder',
  ELOOP: 'links that lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: "it isn't there any more",
  EPERM: 'no permission',
}

function refMessage({empty, ref}: Extract<Problem, {id: 'unknown-ref'}>): ProblemMessage {
  if (empty) {
    return {
      title: `the repository has no commit, so there is no ${ref}`,
      todo: 'Commit your files first, or read the files on disk with --dirty.',
    }
  }

  return {
    title: `there is no commit named ${ref}`,
    todo: 'Check the name after --ref: a branch, a tag or a commit. A branch of a remote may have to be fetched first.',
  }
}
