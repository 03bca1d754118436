/** Reads an app's Python code, without running any of it. */

export {type Call, callsOf} from './calls-of.js'
export {type FileImport, fileImports, type Import, importsNaming, importsOf} from './imports.js'
export {interpretFile, interpretModule, type ModuleRead, type ModuleRun} from './interpret.js'
export {isOwn as isOwnModule, moduleFile} from './modules.js'
export {dottedName, filesWith, lineOf, parsePython, pythonFile, type PythonSource} from './parse.js'
export type {Value} from './value.js'
export {truth} from './value.js'
export type {Binding} from './scope.js'
