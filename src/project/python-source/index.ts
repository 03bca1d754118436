/** Reads an app's Python code, without running any of it. */

export {bindingsOf} from './bindings.js'
export {callsOf} from './calls-of.js'
export {type FileImport, fileImports, type Import, importsNaming, moduleImports} from './imports.js'
export {interpretFile, interpretModule, type ModuleRun} from './interpret.js'
export {isOwn as isOwnModule, moduleFile, relativeFile} from './modules.js'
export {type ModuleObject, Objects} from './objects.js'
export {filesWith, parsePython, pythonFile} from './parse.js'
export {type ScriptCall, scriptCalls} from './script-calls.js'
export type {Binding} from './scope.js'
export {syntaxFaults} from './syntax-faults.js'
export {truth, type Value} from './value.js'
