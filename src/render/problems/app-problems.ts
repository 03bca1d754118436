import type {Problem} from '../../common/problem.js'
import type {ProblemMessage} from './problem-messages.js'

/** Problems with reading apps, or with being allowed to. */
const IDS = ['app-not-readable', 'apps-not-readable', 'not-logged-in', 'not-logged-in-for-apps'] as const

export type AppProblem = Extract<Problem, {id: (typeof IDS)[number]}>

export function isAppProblem(problem: Problem): problem is AppProblem {
  return IDS.includes(problem.id as AppProblem['id'])
}

export function appProblemMessage(problem: AppProblem): ProblemMessage {
  switch (problem.id) {
    case 'app-not-readable':
      return appMessage(problem)

    case 'apps-not-readable':
      return appsMessage(problem)

    case 'not-logged-in':
      return {
        title: `not logged in, so that the app ${problem.app} can't be read`,
        todo: `Run heroku login, or set HEROKU_API_KEY.${withoutApp(problem)}`,
      }

    case 'not-logged-in-for-apps':
      return {title: "not logged in, so that the apps can't be listed", todo: 'Run heroku login, or set HEROKU_API_KEY.'}
  }
}

/** What works without the app, for a command that does. */
function withoutApp({needed}: {needed?: true}): string {
  return needed ? '' : ' With --offline the source alone is diagnosed.'
}

function appMessage(problem: Extract<Problem, {id: 'app-not-readable'}>): ProblemMessage {
  const {app, message, status} = problem
  const title = `the app ${app} can't be read`
  const offline = withoutApp(problem)
  const todo = {
    403: 'Ask an owner of the app for access to it.',
    404: 'Check the name of the app (heroku apps lists yours).',
  }
  return {found: message, title, todo: `${todoOf(status, todo)}${offline}`}
}

function appsMessage({message, status, team}: Extract<Problem, {id: 'apps-not-readable'}>): ProblemMessage {
  const title = team === null ? "the account's apps can't be listed" : `the apps of the team ${team} can't be listed`
  const todo = {
    403: 'Ask an admin of the team for access to it.',
    404: 'Check the name of the team (heroku teams lists yours).',
  }
  return {found: message, title, todo: todoOf(status, todo)}
}

/** What to do about an answer of the Platform API, by its status. */
function todoOf(status: null | number, more: Record<number, string>): string {
  const todos: Record<number, string> = {
    401: 'Run heroku login, or check HEROKU_API_KEY.',
    429: 'The Platform API allows so many requests an hour. Wait some minutes.',
    ...more,
  }
  return (status !== null && todos[status]) || 'Try again later; https://status.heroku.com tells of incidents.'
}
