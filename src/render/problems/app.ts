import type {SharedProblem} from '../../common/problem.js'
import {NO_APP} from '../../platform/resolve-app.js'
import type {Messages, ProblemMessage} from './message.js'

/** Problems with finding apps, reading them, or being allowed to. */
export const APP_MESSAGES = {
  'app-not-readable': appMessage,
  'apps-not-readable': appsMessage,
  'host-invalid': ({host}) => ({
    found: `HEROKU_HOST=${host}`,
    title: 'HEROKU_HOST is not a valid address',
    todo: "Set it to a host name such as heroku.com, or unset it. With --offline, it isn't used.",
  }),
  'no-app': ({reason}) => ({
    ...(reason !== NO_APP && {found: `${capitalized(reason)}.`}),
    title: capitalized(NO_APP),
    todo: 'Use --app NAME or --remote NAME.',
    link: 'https://devcenter.heroku.com/articles/using-the-cli#app-commands',
  }),
  'not-logged-in': ({app, needed}) => ({
    title: `You are not logged in, so ${app} can't be read`,
    todo: `Run heroku login, or set HEROKU_API_KEY.${withoutApp({needed})}`,
  }),
  'not-logged-in-for-apps': () => ({
    title: "You are not logged in, so your apps can't be listed",
    todo: 'Run heroku login, or set HEROKU_API_KEY.',
  }),
  'unknown-remote': ({remote}) => ({
    title: `No git remote named ${remote} points to a Heroku app`,
    todo: 'List the remotes with git remote -v. To add one: heroku git:remote --app NAME',
  }),
} satisfies Partial<Messages<SharedProblem>>

/** What works without the app, for a command that does. */
function withoutApp({needed}: {needed?: true | undefined}): string {
  return needed ? '' : ' To check only the source, use --offline.'
}

function appMessage(problem: Extract<SharedProblem, {id: 'app-not-readable'}>): ProblemMessage {
  const {apiId, app, message, status} = problem
  const title = `${app} can't be read`
  const offline = withoutApp(problem)
  if (status === 403 && apiId === 'two_factor')
    return {
      found: message,
      title: `${app} needs a two-factor code`,
      todo: `Run the command in a terminal, without --json or CI=true, to enter the code.${offline}`,
    }
  const todo = {
    403: 'Ask an owner of the app for access.',
    404: "Check the app's name. To list your apps, run heroku apps.",
  }
  return {found: message, title, todo: `${todoOf(status, todo)}${offline}`}
}

function appsMessage({apiId, message, status, team}: Extract<SharedProblem, {id: 'apps-not-readable'}>): ProblemMessage {
  if (status === 403 && apiId === 'two_factor')
    return {
      found: message,
      title: 'Listing these apps needs a two-factor code',
      todo: 'Check one app at a time, to enter the code: heroku python:doctor --app NAME',
    }
  const title = team === null ? "Your apps can't be listed" : `The apps of team ${team} can't be listed`
  const todo = {
    403: 'Ask a team admin for access.',
    404: "Check the team's name. To list your teams, run heroku teams.",
  }
  return {found: message, title, todo: todoOf(status, todo)}
}

/** What to do about an answer of the Platform API, by its status. */
function todoOf(status: null | number, more: Record<number, string>): string {
  const todos: Record<number, string> = {
    401: 'Run heroku login, or check HEROKU_API_KEY.',
    429: "You reached the Platform API's rate limit. Wait a few minutes, then try again.",
    ...more,
  }
  return (status !== null && todos[status]) || 'Try again later, or check https://status.heroku.com.'
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
