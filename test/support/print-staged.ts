/** Prints what is staged in a repository, as JSON: path → text. For hooks of git, which run it: FOLDER. */
import {readProject} from '../../src/project/read-project.js'
import {realReader, textOf} from './repository.js'

const folder = process.argv[2]!
const staged = {index: process.env.GIT_INDEX_FILE}
const project = await readProject({cwd: folder, source: folder, staged}, realReader)
console.log(JSON.stringify(Object.fromEntries([...project.tree.files()].map((file) => [file, textOf(project, file)]))))
