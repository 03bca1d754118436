import type {Problem} from '../../common/problem.js'
import type {ProblemMessage} from './problem-messages.js'

const IDS = [
  'file-changed',
  'in-the-way',
  'interrupted',
  'lock-file-missing',
  'no-python',
  'not-writable',
  'tool-not-installable',
] as const satisfies readonly Problem['id'][]

export type PinProblem = Extract<Problem, {id: (typeof IDS)[number]}>

export function isPinProblem(problem: Problem): problem is PinProblem {
  return (IDS as readonly string[]).includes(problem.id)
}

/** The problems of commands that change files, in words. */
export function pinProblemMessage(problem: PinProblem): ProblemMessage {
  switch (problem.id) {
    case 'file-changed':
      return {
        found: `${problem.path} is not as it was when it was read.`,
        title: 'a file was changed by something else meanwhile',
        todo: 'Nothing was written. Look at the file, and run the command again.',
      }

    case 'in-the-way':
      return {
        found: `${problem.path} is a folder, or another thing that is no file.`,
        title: "a file can't be written",
        todo: 'Move it out of the way, and run the command again. Nothing was written.',
      }

    case 'interrupted':
      return {title: 'interrupted', todo: 'Nothing was changed.'}

    case 'lock-file-missing':
      return {
        found: 'Exactly one of requirements.txt, uv.lock, poetry.lock and Pipfile.lock must be in the folder of the app.',
        title: 'no package manager, or more than one, so it is not clear which dependencies to pin',
        todo: 'Run heroku python:doctor: it tells what to do.',
      }

    case 'no-python':
      return noPython(problem)

    case 'not-writable':
      return {
        found: `${problem.path}: ${REASONS[problem.code] ?? problem.code}.`,
        title: "a file can't be written",
        todo: 'Fix that, and run the command again. What had been changed before was put back.',
      }

    case 'tool-not-installable':
      return {
        found: problem.offline ? `It isn't in the cache folder, and --offline forbids to fetch it.` : problem.message,
        title: `${problem.tool} ${problem.version} can't be installed`,
        todo: problem.offline
          ? 'Run the command once without --offline.'
          : `It is installed with pip into the cache folder of the Heroku CLI. Try it yourself: python3 -m venv /tmp/check && /tmp/check/bin/pip install ${problem.tool.toLowerCase()}==${problem.version}`,
      }
  }
}

function noPython({tool, version}: Extract<Problem, {id: 'no-python'}>): ProblemMessage {
  if (version === null) {
    return {
      title: `no Python 3 on this machine, which ${tool} needs`,
      todo: 'Install one, and put it on the PATH: brew install python, sudo apt install python3-venv, or winget install Python.Python.3.13',
    }
  }

  return {
    found: `${tool} resolves for the Python that it runs on, so the same version is needed here as on Heroku.`,
    title: `no Python ${version} on this machine`,
    todo: `Install it: uv python install ${version}, or pyenv install ${version}. Then run the command again.`,
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'no permission to write there',
  EDQUOT: 'the disk quota is used up',
  EIO: 'a disk error',
  ENOSPC: 'the disk is full',
  EPERM: 'no permission to write there',
  EROFS: 'the disk is read-only',
}
