import type {Answer} from '../answers.js'
import {appRoutes} from './apps.js'
import {deployRoutes} from './deploys.js'
import type {Context, Route} from './route.js'
import {runtimeRoutes} from './runtime.js'
import {settingRoutes} from './settings.js'

const routes: Route[] = [...appRoutes, ...settingRoutes, ...deployRoutes, ...runtimeRoutes]

/** The endpoint that a request is for, ready to be asked; undefined: there is none. */
export function findRoute(method: string, path: string): ((context: Omit<Context, 'params'>) => Answer) | undefined {
  for (const route of routes) {
    const params = route.method === method ? match(route.path, path) : undefined
    if (params) return (context) => route.handle({...context, params})
  }
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return undefined
  }

  return params
}
