import type {SharedProblem} from '../../common/problem.js'
import type {Messages} from './message.js'

/** Problems with the command line, or with the plugin itself. */
export const COMMAND_MESSAGES = {
  internal: ({message, reportTo}) => ({
    found: message,
    title: 'Unexpected error in heroku-python',
    todo: `This is a bug in the plugin. Please report it ${reportTo === null ? 'in the repository you installed the plugin from' : `at ${reportTo}`}, with the command that you ran. To see where it happened, run the command again with DEBUG=heroku-python.`,
  }),
  interrupted: () => ({title: 'Interrupted', todo: 'Nothing changed.'}),
  'unknown-check': ({ids, near}) => ({
    ...(near.length > 0 && {found: `Did you mean ${near.join(' or ')}?`}),
    title: `No check named ${ids.join(', ')}`,
    todo: 'To list every check, run heroku python:doctor --list.',
  }),
  usage: ({message, near}) => ({...(near && {found: `Did you mean ${near}?`}), title: message, todo: 'See --help.'}),
} satisfies Partial<Messages<SharedProblem>>
