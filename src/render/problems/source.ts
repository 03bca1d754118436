import type {SharedProblem} from '../../common/problem.js'
import type {Messages, ProblemMessage} from './message.js'

/** Problems with the source that is named, and with git. */
export const SOURCE_MESSAGES = {
  'git-failed': ({command, message}) => ({
    found: message,
    title: `${command} failed`,
    todo: 'For details, run the git command yourself.',
  }),
  'git-missing': () => ({
    title: 'Git is not installed',
    todo: 'Install git, or point --source at a folder without git.',
  }),
  'no-worktree': ({path}) => ({
    found: `${path} is a bare repository: it has no files on disk.`,
    title: "--dirty can't be used here",
    todo: 'To read a commit, remove --dirty.',
  }),
  'not-a-git-repository': ({path}) => ({
    found: `${path} is not in a git repository.`,
    title: "--ref can't be used here",
    todo: 'To read the files on disk, remove --ref. Or run the command in a repository.',
  }),
  'source-inside-git-folder': ({path}) => ({
    found: `${path} is inside a .git folder.`,
    title: "The source is not an app's folder",
    todo: 'Point --source at the folder that contains .git.',
  }),
  'source-not-a-folder': ({path}) => ({
    found: `${path} is a file.`,
    title: "The source isn't a folder",
    todo: "Point --source at the app's folder.",
  }),
  'source-not-found': ({path}) => ({
    found: `${path} doesn't exist.`,
    title: "The source folder doesn't exist",
    todo: 'Check the path given to --source.',
  }),
  'unknown-ref': refMessage,
} satisfies Partial<Messages<SharedProblem>>

function refMessage({empty, ref}: Extract<SharedProblem, {id: 'unknown-ref'}>): ProblemMessage {
  if (empty) {
    return {
      title: `The repository has no commits, so ${ref} doesn't exist`,
      todo: 'Commit your files first. To read the files on disk, use --dirty.',
    }
  }

  return {
    title: `No commit named ${ref}`,
    todo: 'Pass a branch, tag or commit to --ref. For a remote branch, run git fetch first.',
  }
}
