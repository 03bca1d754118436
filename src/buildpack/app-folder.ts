import type {BuildpackKind} from './release.js'

/**
 * Where an app is when it runs. Sources: devcenter.heroku.com/articles/dynos, "the dyno manifold"; the `--workspace` of the lifecycle's
 * launch image on Fir.
 */
export const APP_FOLDERS: Readonly<Record<BuildpackKind, string>> = {classic: '/app', cnb: '/workspace'}

/** Neither `/application` nor the end of `$BUILD_DIR/app`. */
const NAMES_APP = /(?<![\w.~})*-]|[\w})]["'])\/app(?![\w.~-])/

/** Whether a text names Heroku's folder of a classic app. */
export function namesAppFolder(text: string): boolean {
  return NAMES_APP.test(text)
}
