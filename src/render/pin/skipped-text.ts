import {NO_APP} from '../../platform/resolve-app.js'
import type {Target} from '../../target/target.js'

/** What a pin could not look at, and why. */
export function skippedText({app, skipped}: Pick<Target, 'app' | 'skipped'>): string[] {
  if (skipped.app !== undefined)
    return [`Last build not checked: ${skipped.app === NO_APP ? `${NO_APP} (use --app)` : skipped.app}.`]
  const reason = skipped['last-build']
  return app && reason !== undefined ? [`Last build of ${app.name} not used: ${reason}.`] : []
}
