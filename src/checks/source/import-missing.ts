import type {Check, CheckContext, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'

import {leftOut} from '../shared/uncommitted.js'
import {type BootImport, bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'

/** Written by tools in a build: setuptools-scm's version, protobuf's code. */
const GENERATED = /(?:^|\/)(?:_?version|_version_info|\w+_pb2(?:_grpc)?|_build\w*|_generated\w*)\.py$/

export const importMissing: Check = {
  id: 'source/import-missing',
  title: "the app imports one of its own modules that doesn't exist",
  severity: 'error',
  docs: {
    what: "At startup, the app imports a module in one of its own packages, and the source doesn't have that file. Packages that create modules at run time (`__getattr__`, `__path__`) and files that tools generate don't count.",
    why: 'The import fails with ModuleNotFoundError, and so does collectstatic, the release phase or the dyno.',
    fix: 'Correct the import, or commit the file.',
    example: '`from shop.missing import view`, and there is no `shop/missing.py`',
    link: 'https://devcenter.heroku.com/articles/python-support',
  },
  run(context) {
    return missing(context).flatMap((one): Finding[] => {
      const {file, found, line, module, setting} = one
      if (found.is !== 'missing' || leftOut(context.project, found.path)) return []
      const place = setting === undefined ? `${file} imports ${module}` : `${setting} names ${module}`
      const message = `${place}, but the source has no ${found.path}. ${bootsAs(one)}.`
      return [unlessCreated(context, {file, fix: {command: null, kind: 'hand'}, line, message}, [found.path], 'start')]
    })
  },
}

/** Imports of the app's own modules that aren't there, the first of each. */
function missing(context: CheckContext): BootImport[] {
  const told = new Set<string>()
  return bootImports(context).filter(({found}) => {
    if (found.is !== 'missing' || told.has(found.path) || GENERATED.test(found.path) || isMadeUp(context, found.path))
      return false
    told.add(found.path)
    return true
  })
}

/** A package on the way may find its modules elsewhere, or be one that isn't read. */
function isMadeUp({project: {submodules, tree}}: CheckContext, path: string): boolean {
  const parts = path.split('/')
  return parts.slice(0, -1).some((_, index) => {
    const folder = parts.slice(0, index + 1).join('/')
    const text = new TextDecoder().decode(tree.read(`${folder}/__init__.py`))
    return submodules.includes(folder) || /__path__|__getattr__|sys\.modules|import_module|\bexec\b/.test(text)
  })
}
