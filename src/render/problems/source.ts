import type {SharedProblem} from '../../common/problem.js'
import type {Messages, ProblemMessage} from './message.js'

/** Problems with the source that is named, and with git. */
export const SOURCE_MESSAGES = {
  'git-failed': ({command, message}) => ({
    found: message,
    title: `${command} failed`,
    todo: 'Run the command yourself to see more. Where git does not trust the repository, it says above how to change that.',
  }),
  'git-missing': () => ({
    title: "the git program isn't there",
    todo: 'Install git, or point --source at a folder outside of git.',
  }),
  'no-worktree': ({flag = '--dirty', path}) => ({
    found: `${path} is a bare repository, which has no files on disk.`,
    title: `${flag} can't be used here`,
    todo: `Leave ${flag} out to read a commit.`,
  }),
  'not-a-git-repository': ({flag = '--ref', path}) => ({
    found: `${path} is in no git repository.`,
    title: `${flag} can't be used here`,
    todo: `Leave ${flag} out to ${flag === '--baseline' ? 'see every finding' : 'read the files on disk'}, or run the command in a repository.`,
  }),
  'source-inside-git-folder': ({path}) => ({
    found: `${path} is inside of a .git folder.`,
    title: 'this is not the source of an app',
    todo: 'Point --source at the folder beside .git.',
  }),
  'source-not-a-folder': ({path}) => ({
    found: `${path} is a file.`,
    title: "the source isn't a folder",
    todo: 'Point --source at the folder of the app.',
  }),
  'source-not-found': ({path}) => ({
    found: `${path} doesn't exist.`,
    title: "the source folder isn't there",
    todo: 'Check the path after --source.',
  }),
  'unknown-ref': refMessage,
} satisfies Partial<Messages<SharedProblem>>

function refMessage({empty, flag = '--ref', ref, shallow}: Extract<SharedProblem, {id: 'unknown-ref'}>): ProblemMessage {
  if (empty) {
    return {
      title: `the repository has no commit, so there is no ${ref}`,
      todo: 'Commit your files first, or read the files on disk with --dirty.',
    }
  }

  if (shallow) {
    return {
      found: 'The repository is a shallow clone, which has only the newest commits.',
      title: `the commit ${ref} isn't in this clone`,
      todo: 'Fetch the history: git fetch --unshallow. In GitHub Actions: actions/checkout with fetch-depth: 0.',
    }
  }

  return {
    title: `there is no commit named ${ref}`,
    todo: `Check the name after ${flag}: a branch, a tag or a commit. A branch of a remote may have to be fetched first.`,
  }
}
