import type {BootImport} from './boot-imports.js'

/** What happens on Heroku when an import fails. */
export function bootsAs({process, setting}: Pick<BootImport, 'process' | 'setting'>, error = 'ModuleNotFoundError'): string {
  if (process === 'release') return `The release phase fails with ${error}`
  if (process === 'build' || setting !== undefined) return `collectstatic and the dyno fail with ${error}`
  return `The ${process} dyno crashes with ${error} when it starts`
}
