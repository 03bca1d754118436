import type {MoveProblem} from '../../move/problem.js'
import type {Messages} from './message.js'

/** The problems of a move in words. */
export const MOVE_MESSAGES: Messages<MoveProblem> = {
  'not-convertible': ({message}) => ({
    found: message,
    title: "The app can't be converted to uv",
    todo: 'Nothing changed. Convert it by hand, then run the command again without --to uv.',
  }),
}
