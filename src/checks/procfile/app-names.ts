import type {ModuleObject, Objects} from '../../project/python-source/index.js'
import type {CheckContext} from '../check.js'
import type {Load} from '../shared/loads.js'

import {bindingsOf, pythonFile} from '../../project/python-source/index.js'
import {interfaceOf} from './web-apps.js'

/** What an app is called where it isn't called what a server looks for. */

/** The names of apps in a file. */
export function appsIn(context: CheckContext, objects: Objects, file: string): string[] {
  return namesIn(context, file).filter((name) => isApp(objects.inFile(file, name)))
}

/** The name of a Dash object in a file. */
export function dashIn(context: CheckContext, objects: Objects, file: string): string | undefined {
  return namesIn(context, file).find((name) => {
    const object = objects.inFile(file, name)
    return object.kind === 'foreign' && /^dash(?:\.dash)?\.Dash\(\)$/.test(object.path)
  })
}

/** The name of a function in a file that makes an app. */
export function factoryIn(context: CheckContext, objects: Objects, file: string): string | undefined {
  return namesIn(context, file).find((name) => {
    const object = objects.inFile(file, name)
    return object.kind === 'function' && isApp(object.makes) && isFactory(object)
  })
}

/** The module of a package that has the name: `shop/app.py` for `shop:app`. */
export function appInPackage(
  {project: {tree}}: CheckContext,
  {folder, module, objects}: Load,
  name: string,
): undefined | {file: string; target: string} {
  for (const inner of ['app', 'main', 'wsgi', 'asgi', 'server']) {
    const file = `${folder}/${inner}.py`
    if (folder !== '' && tree.isFile(file) && isApp(objects.inFile(file, name)))
      return {file, target: `${module}.${inner}:${name}`}
  }

  return undefined
}

/** A function that is made to be called without arguments, and gives an app. */
export function isFactory({isAsync, makes, parameters, required}: Extract<ModuleObject, {kind: 'function'}>): boolean {
  if (isAsync || required.length > 0) return false
  return parameters.length === 0 || isApp(makes)
}

function isApp(object: ModuleObject): boolean {
  return object.kind === 'foreign' && interfaceOf(object.path) !== undefined
}

function namesIn({project: {tree}}: CheckContext, file: string): string[] {
  const source = pythonFile(tree, file)
  return source ? [...bindingsOf(source).names.keys()] : []
}
