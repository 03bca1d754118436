import type {Target} from '../../target/target.js'

/** What a pin could not look at, and why. */
export function skippedText({app, skipped}: Pick<Target, 'app' | 'skipped'>): string[] {
  if (skipped.app !== undefined) return [`The last build was not looked at: ${skipped.app}.`]
  const reason = skipped['last-build']
  return app && reason !== undefined ? [`The last build of ${app.name} tells nothing: ${reason}.`] : []
}
