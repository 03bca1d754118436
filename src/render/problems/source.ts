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
  'no-worktree': ({flag = '--dirty', path}) => ({
    found: `${path} is a bare repository: it has no files on disk.`,
    title: `${flag} can't be used here`,
    todo: `To read a commit, remove ${flag}.`,
  }),
  'not-a-git-repository': ({flag = '--ref', path}) => ({
    found: `${path} is not in a git repository.`,
    title: `${flag} can't be used here`,
    todo: `To ${flag === '--baseline' ? 'see every finding' : 'read the files on disk'}, remove ${flag}. Or run the command in a repository.`,
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

function refMessage({empty, flag = '--ref', ref, shallow}: Extract<SharedProblem, {id: 'unknown-ref'}>): ProblemMessage {
  if (empty) {
    return {
      title: `The repository has no commits, so ${ref} doesn't exist`,
      todo: 'Commit your files first. To read the files on disk, use --dirty.',
    }
  }

  if (shallow) {
    return {
      found: 'The repository is a shallow clone: it has only the newest commits.',
      title: `The commit ${ref} isn't in this clone`,
      todo: 'Run git fetch --unshallow. In GitHub Actions, set fetch-depth: 0 for actions/checkout.',
    }
  }

  return {
    title: `No commit named ${ref === '' ? '""' : ref}`,
    todo: `Pass a branch, tag or commit to ${flag}. For a remote branch, run git fetch first.`,
  }
}
