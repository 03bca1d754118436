import {type App, isAvailable} from '../../platform/app.js'
import type {CheckContext, Fix} from '../check.js'

/** What the checks of config vars share. Values are looked at in memory only, and never told. */

type Known = App & {configVars: Exclude<App['configVars'], {unavailable: string}>}

/** The app, if its config vars could be read. */
export function appWithVars({app}: CheckContext): Known | undefined {
  return app && isAvailable(app.configVars) ? (app as Known) : undefined
}

/** `the config var A`, `the config vars A and B` come from the same list as the command that unsets them. */
export function unset(app: App, names: readonly string[]): Fix {
  return {command: `heroku config:unset ${names.join(' ')} --app ${app.name}`, kind: 'ask'}
}
