import type {Case} from './case.js'

import {withAnswer} from './run-case.js'

/** How a case's app is built and booted, a line each. */
export interface Booted {
  build: string
  processes: readonly string[]
}

/** Runs `build-local --boot all` on a case's app, with all its config vars. */
export async function bootCase(one: Case): Promise<Booted> {
  const app = one.app ? ' --app example-app --config-vars all --confirm example-app' : ''
  const command = `heroku python:build-local --boot all --boot release --boot-timeout 15 --json${app}`
  return withAnswer({...one, command}, ({document, told}) => {
    if (document === undefined) return {build: told, processes: []}
    const {boot = [], error, failure} = document
    const build = error ? `not built: ${error.id}` : failure ? `build failed: ${failure.reason}` : 'built'
    const processes = boot.map(
      ({cause, code, findings, type, verdict}) =>
        `${type}: ${verdict}${code ? ` (${code})` : ''}${cause ? `: ${cause}` : ''}${findings.length > 0 ? ` [${findings.join(', ')}]` : ''}`,
    )
    return {build, processes}
  })
}
