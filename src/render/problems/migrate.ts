import type {MigrateProblem} from '../../migrate/problem.js'
import type {Messages, ProblemMessage} from './message.js'

import {errnoWords} from './errno.js'

const COMMAND = 'heroku python:migrate-buildpack'
const ARTICLE = 'https://devcenter.heroku.com/articles/managing-buildpacks'

/** The problems of python:migrate-buildpack in words. Each says what the app has now. */
export const MIGRATE_MESSAGES: Messages<MigrateProblem> = {
  'buildpacks-changed': ({app, now}) => ({
    found: `It has now:\n${list(now)}`,
    title: `the buildpacks of ${app} changed while you looked at the plan, so nothing was changed`,
    todo: `Run ${COMMAND} --app ${app} again for a plan of the present list.`,
  }),
  'buildpacks-changed-after': ({app, now}) => ({
    found: `It has now:\n${list(now)}`,
    title: `the list was written, and ${app} has another one now: somebody else changed it at the same time`,
    todo: `Look at it with heroku buildpacks --app ${app}. ${COMMAND} --undo --app ${app} puts back the list from before.`,
  }),
  'buildpacks-not-set': notSet,
  'buildpacks-unknown': ({app, message, readMessage}) => ({
    found: `The change: ${message}. Reading the list afterwards: ${readMessage}.`,
    title: `it can't be told whether the buildpacks of ${app} were changed: they are either all as before or all as planned`,
    todo: `Look with heroku buildpacks --app ${app}. The old list is saved: ${COMMAND} --undo --app ${app} puts it back.`,
  }),
  cancelled: ({app}) => ({
    title: `cancelled, so nothing was changed at ${app}`,
    todo: `Run ${COMMAND} --app ${app} again, or with --dry-run to look only.`,
  }),
  'config-not-unset': ({app, listChanged, message, names}) => ({
    found: message,
    title: `${listChanged ? 'the buildpacks were changed, but ' : ''}the config vars ${names.join(', ')} of ${app} were not all unset`,
    todo: `Look with heroku config --app ${app}, then: heroku config:unset ${names.join(' ')} --app ${app}`,
  }),
  'container-app': ({app}) => ({
    title: `${app} is built from a Dockerfile (stack container), and has no buildpacks to migrate`,
    todo: 'To build it with buildpacks instead, set another stack with heroku stack:set, and remove heroku.yml.',
  }),
  'fir-app': ({app}) => ({
    title: `${app} is a Fir app: its buildpacks come from the source, and can't be changed here`,
    todo: 'Name them in project.toml, or leave that out: Heroku detects Python by itself.',
    link: ARTICLE,
  }),
  'needs-confirm': confirmation,
  'needs-terminal': ({flag}) => ({
    title: `${flag} needs a terminal`,
    todo: 'Without one, --yes accepts the plan, and --order gives the order.',
  }),
  'needs-yes': ({app, undo}) => ({
    title: `there is a plan for ${app}, and nobody to ask, so nothing was changed`,
    todo: `Look at it with --dry-run. To carry it out: ${COMMAND} --app ${app}${undo ? ' --undo' : ''} --yes`,
  }),
  'not-saved': ({code, folder}) => ({
    found: `${folder}: ${errnoWords(code)}.`,
    title: "the old list of buildpacks can't be saved, so nothing was changed",
    todo: 'Make room, or fix the permissions of that folder: without a saved list there would be no --undo.',
  }),
  'nothing-to-undo': ({app}) => ({
    title: `there is no saved list of ${app}'s buildpacks that differs from what it has`,
    todo: 'A list is saved by each migration, on the machine that made it. heroku buildpacks:set changes a list by hand.',
    link: ARTICLE,
  }),
  'order-mismatch': ({missing, unknown}) => ({
    found: [
      ...(missing.length > 0 ? [`Missing: ${missing.join(', ')}`] : []),
      ...(unknown.length > 0 ? [`Not in the plan: ${unknown.join(', ')}`] : []),
    ].join('\n'),
    title: '--order must name every buildpack of the plan once, so nothing was changed',
    todo: 'Look at the plan with --dry-run, and name what stands under "After", with commas.',
  }),
  'undo-needs-credentials': ({app, missing}) => ({
    found: `${missing.join('\n')}`,
    title: `the old list of ${app} has URLs with credentials, which are not stored, so nothing was changed`,
    todo: `Add them by hand, with their credentials: heroku buildpacks:add --index N URL --app ${app}`,
  }),
}

function notSet({app, isOld, message, now, status}: Extract<MigrateProblem, {id: 'buildpacks-not-set'}>): ProblemMessage {
  const again = `Look with heroku buildpacks --app ${app}, then run ${COMMAND} --app ${app} again.`
  if (now !== null && !isOld) {
    const title = `the change failed, and ${app} has neither the old list nor the planned one: somebody else changed it`
    return {found: `${message}\nIt has now:\n${list(now)}`, title, todo: again}
  }

  const title = `the buildpacks of ${app} were not changed`
  switch (status) {
    case 401:
      return {found: message, title, todo: 'Run heroku login, or check HEROKU_API_KEY.'}

    case 403:
      return {found: message, title, todo: 'It takes the deploy permission on the app: ask an owner for it.'}

    case 404:
      return {found: message, title, todo: `The app is gone, or was renamed: heroku apps lists yours.`}

    case 422:
      return {found: message, title, todo: 'The platform refuses one of these buildpacks: check the names and URLs in the plan.'}

    case 429:
      return {
        found: message,
        title,
        todo: 'The Platform API allows so many requests an hour. Wait some minutes, then run it again.',
      }

    default:
      return {found: message, title: `${title}, as far as can be seen: it still has the old list`, todo: again}
  }
}

function confirmation({app, forgotten, given, names}: Extract<MigrateProblem, {id: 'needs-confirm'}>): ProblemMessage {
  const found = [
    ...forgotten.map((ref) => `${ref}: its credentials are not stored, so --undo can't put it back.`),
    ...(names.length > 0 ? [`${names.join(', ')}: the values are not stored, so nothing puts them back.`] : []),
  ].join('\n')
  if (given !== null)
    return {
      found,
      title: `--confirm names ${given}, and the app is ${app}, so nothing was changed`,
      todo: `Use --confirm ${app}.`,
    }
  return {
    found,
    title: "part of the plan can't be undone, so nothing was changed",
    todo: `If that is right, add --confirm ${app}.`,
  }
}

function list(refs: readonly string[]): string {
  return refs.length === 0 ? '  (none)' : refs.map((ref, index) => `  ${index + 1}. ${ref}`).join('\n')
}
