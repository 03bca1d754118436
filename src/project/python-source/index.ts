/** Reads an app's Python code, without running any of it. */

export {type FileImport, fileImports, type Import, importsNaming, importsOf} from './imports.js'
export {dottedName, filesWith, lineOf, parsePython, pythonFile, type PythonSource} from './parse.js'
