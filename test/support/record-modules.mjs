/** `node --import` of this: writes each module that is loaded, in either way, to the file that RECORD_MODULES names. */
import {appendFileSync} from 'node:fs'
// eslint-disable-next-line n/no-unsupported-features/node-builtins -- there is no other way to see what is imported
import module, {createRequire, register} from 'node:module'

const file = process.env.RECORD_MODULES
const hooks = `import {appendFileSync} from 'node:fs'
export async function resolve(name, context, next) {
  const resolved = await next(name, context)
  appendFileSync(${JSON.stringify(file)}, resolved.url + '\\n')
  return resolved
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)

const Module = createRequire(import.meta.url)('node:module')
const load = module._load
Module._load = function (name, parent, isMain) {
  appendFileSync(file, `${name}\n`)
  return load.call(this, name, parent, isMain)
}
