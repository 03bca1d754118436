import {NO_APP} from '../../platform/resolve-app.js'

/** That a build knows no app, and what it does without. @param reason why it knows none */
export function withoutAppNote(reason: string, stack: string): string {
  const building = `building without config vars, on ${stack}`
  if (reason === NO_APP) return `No app given: ${building}. Use --app to build with an app's settings.`
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}: ${building}.`
}
