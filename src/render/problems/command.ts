import type {SharedProblem} from '../../common/problem.js'
import type {Messages} from './message.js'

/** Problems with the command line, or with the plugin itself. */
export const COMMAND_MESSAGES = {
  internal: ({message}) => ({
    found: message,
    title: 'Unexpected error in heroku-python',
    todo: 'This is a mistake of the plugin, not yours. Please report it, with the command that you ran. DEBUG=heroku-python shows where it happened.',
  }),
  interrupted: () => ({title: 'Interrupted', todo: 'Nothing changed.'}),
  'unknown-check': ({ids, near}) => ({
    ...(near.length > 0 && {found: `Did you mean ${near.join(' or ')}?`}),
    title: `No check named ${ids.join(', ')}`,
    todo: 'To list every check, run heroku python:doctor --list.',
  }),
  usage: ({message, near}) => ({...(near && {found: `Did you mean ${near}?`}), title: message, todo: 'See --help.'}),
} satisfies Partial<Messages<SharedProblem>>
