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
    todo: 'Unset HEROKU_HOST to use heroku.com. With --offline it is not needed.',
  }),
  'no-app': ({reason}) => ({
    ...(reason !== NO_APP && {found: `${capitalized(reason)}.`}),
    title: NO_APP,
    todo: 'Use --app NAME or --remote NAME.',
    link: 'https://devcenter.heroku.com/articles/using-the-cli#app-commands',
  }),
  'not-logged-in': ({app, needed}) => ({
    title: `not logged in, so that the app ${app} can't be read`,
    todo: `Run heroku login, or set HEROKU_API_KEY.${withoutApp({needed})}`,
  }),
  'not-logged-in-for-apps': () => ({
    title: "not logged in, so that the apps can't be listed",
    todo: 'Run heroku login, or set HEROKU_API_KEY.',
  }),
  'unknown-remote': ({remote}) => ({
    title: `there is no git remote named ${remote} that leads to a Heroku app`,
    todo: 'git remote -v shows the remotes; heroku git:remote --app example-app adds one.',
  }),
} satisfies Partial<Messages<SharedProblem>>

/** What works without the app, for a command that does. */
function withoutApp({needed}: {needed?: true | undefined}): string {
  return needed ? '' : ' With --offline the source alone is diagnosed.'
}

function appMessage(problem: Extract<SharedProblem, {id: 'app-not-readable'}>): ProblemMessage {
  const {apiId, app, message, status} = problem
  const title = `the app ${app} can't be read`
  const offline = withoutApp(problem)
  if (status === 403 && apiId === 'two_factor')
    return {
      found: message,
      title: `${app} needs a two-factor code`,
      todo: `Run the command in a terminal, without --json or CI=true: it asks for the code.${offline}`,
    }
  const todo = {
    403: 'Ask an owner of the app for access to it.',
    404: 'Check the name of the app (heroku apps lists yours).',
  }
  return {found: message, title, todo: `${todoOf(status, todo)}${offline}`}
}

function appsMessage({apiId, message, status, team}: Extract<SharedProblem, {id: 'apps-not-readable'}>): ProblemMessage {
  if (status === 403 && apiId === 'two_factor')
    return {
      found: message,
      title: 'listing these apps needs a two-factor code',
      todo: 'Check one app at a time: heroku python:doctor --app NAME asks for the code.',
    }
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

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
