import type {MigrateProblem} from '../../migrate/problem.js'
import type {Messages, ProblemMessage} from './message.js'

import {errnoWords} from './errno.js'

const COMMAND = 'heroku python:migrate-buildpack'
const ARTICLE = 'https://devcenter.heroku.com/articles/managing-buildpacks'

/** The problems of python:migrate-buildpack in words. Each says what the app has now. */
export const MIGRATE_MESSAGES: Messages<MigrateProblem> = {
  'buildpacks-changed': ({app, now}) => ({
    found: `Its list now:\n${list(now)}`,
    title: `Someone changed ${app}'s buildpacks while you reviewed the plan, so nothing was written`,
    todo: `For a new plan, run ${COMMAND} --app ${app} again.`,
  }),
  'buildpacks-changed-after': ({app, now}) => ({
    found: `Its list now:\n${list(now)}`,
    title: `The buildpacks were written, but someone else changed ${app}'s list at the same time`,
    todo: `Check the list with heroku buildpacks --app ${app}. To restore the old list: ${COMMAND} --undo --app ${app}`,
  }),
  'buildpacks-not-set': notSet,
  'buildpacks-unknown': ({app, message, readMessage}) => ({
    found: `Changing the list: ${message}. Reading it afterwards: ${readMessage}.`,
    title: `Can't tell if ${app} has its old buildpacks or the planned ones`,
    todo: `Check with heroku buildpacks --app ${app}. To restore the old list: ${COMMAND} --undo --app ${app}`,
  }),
  cancelled: ({app}) => ({
    title: `Canceled: ${app} is unchanged`,
    todo: `Run ${COMMAND} --app ${app} again. To only see the plan, add --dry-run.`,
  }),
  'config-not-unset': ({app, listChanged, message, names}) => ({
    found: message,
    title: `${listChanged ? 'The buildpacks changed, but not' : 'Not'} all config vars of ${app} were unset: ${names.join(', ')}`,
    todo: `Check with heroku config --app ${app}, then run heroku config:unset ${names.join(' ')} --app ${app}`,
  }),
  'container-app': ({app}) => ({
    title: `${app} is built from a Dockerfile (container stack), so it has no buildpacks to migrate`,
    todo: 'To build it with buildpacks, set another stack with heroku stack:set and remove heroku.yml.',
  }),
  'fir-app': ({app}) => ({
    title: `${app} is a Fir app: its buildpacks are set in its source, not here`,
    todo: 'Heroku detects Python automatically. To choose buildpacks yourself, list them in project.toml.',
    link: ARTICLE,
  }),
  'needs-confirm': confirmation,
  'needs-terminal': ({flag}) => ({
    title: `${flag} needs a terminal`,
    todo: 'Without a terminal, use --yes to accept the plan and --order to set the order.',
  }),
  'needs-yes': ({app, undo}) => ({
    title: `Changing ${app} needs confirmation, but there is no terminal; nothing changed`,
    todo: `To see the plan, use --dry-run. To carry it out: ${COMMAND} --app ${app}${undo ? ' --undo' : ''} --yes`,
  }),
  'not-saved': ({code, folder}) => ({
    found: `${folder}: ${errnoWords(code)}.`,
    title: "The old buildpack list can't be saved, so nothing changed",
    todo: "Free disk space or fix the folder's permissions. --undo needs the saved list.",
  }),
  'nothing-to-undo': ({app}) => ({
    title: `Nothing to undo: no saved buildpack list differs from ${app}'s current one`,
    todo: 'Each migration saves the old list on the machine that ran it. To change the list by hand, use heroku buildpacks:set.',
    link: ARTICLE,
  }),
  'order-mismatch': ({missing, unknown}) => ({
    found: [
      ...(missing.length > 0 ? [`Missing: ${missing.join(', ')}`] : []),
      ...(unknown.length > 0 ? [`Not in the plan: ${unknown.join(', ')}`] : []),
    ].join('\n'),
    title: '--order must list every buildpack in the plan once; nothing changed',
    todo: 'See the plan with --dry-run. List the buildpacks under "After", separated by commas.',
  }),
  'undo-needs-credentials': ({app, missing}) => ({
    found: `${missing.join('\n')}`,
    title: `${app}'s old list has URLs with credentials that were not saved; nothing changed`,
    todo: `Add these URLs with their credentials: heroku buildpacks:add --index N URL --app ${app}`,
  }),
}

function notSet({app, isOld, message, now, status}: Extract<MigrateProblem, {id: 'buildpacks-not-set'}>): ProblemMessage {
  const again = `Check with heroku buildpacks --app ${app}, then run ${COMMAND} --app ${app} again.`
  if (now !== null && !isOld) {
    const title = `The change failed, and someone else changed ${app}'s buildpacks at the same time`
    return {found: `${message}\nIts list now:\n${list(now)}`, title, todo: again}
  }

  const title = `${app}'s buildpacks were not changed`
  switch (status) {
    case 401:
      return {found: message, title, todo: 'Run heroku login, or check HEROKU_API_KEY.'}

    case 403:
      return {found: message, title, todo: 'You need the deploy permission. Ask an owner of the app for it.'}

    case 404:
      return {found: message, title, todo: `The app was deleted or renamed. To list your apps, run heroku apps.`}

    case 422:
      return {found: message, title, todo: 'Heroku rejected one of these buildpacks. Check the names and URLs in the plan.'}

    case 429:
      return {
        found: message,
        title,
        todo: "You reached the Platform API's rate limit. Wait a few minutes, then try again.",
      }

    default:
      return {found: message, title: `The change failed: ${app} still has its old buildpacks`, todo: again}
  }
}

function confirmation({app, forgotten, given, names}: Extract<MigrateProblem, {id: 'needs-confirm'}>): ProblemMessage {
  const found = [
    ...forgotten.map((ref) => `${ref}: its credentials are not saved, so --undo can't restore it.`),
    ...(names.length > 0 ? [`${names.join(', ')}: the values are not saved, so --undo can't restore them.`] : []),
  ].join('\n')
  if (given !== null)
    return {
      found,
      title: `--confirm says ${given}, but the app is ${app}; nothing changed`,
      todo: `Use --confirm ${app}.`,
    }
  return {
    found,
    title: "Part of the plan can't be undone, so it needs --confirm; nothing changed",
    todo: `To continue, add --confirm ${app}.`,
  }
}

function list(refs: readonly string[]): string {
  return refs.length === 0 ? '  (none)' : refs.map((ref, index) => `  ${index + 1}. ${ref}`).join('\n')
}
