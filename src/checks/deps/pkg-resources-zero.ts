import type {Check, Fix} from '../check.js'
import type {Project} from '../../project/project.js'

import {exactVersion} from '../../packaging/requirements/specifier.js'
import {editableText} from '../facts.js'
import {installedEntries} from './requirements-facts.js'

export const pkgResourcesZero: Check = {
  id: 'deps/pkg-resources-zero',
  title: "requirements list pkg-resources==0.0.0, which isn't a package",
  severity: 'error',
  docs: {
    what: '`requirements.txt`, or a file that it includes, has the line `pkg-resources==0.0.0`.',
    why: 'An old bug in Debian and Ubuntu makes `pip freeze` write it. No such package exists, so the build fails.',
    fix: 'Delete the line. The automatic fix does that.',
    example: '`pkg-resources==0.0.0` between the lines of `pip freeze`',
    link: 'https://bugs.launchpad.net/ubuntu/+source/python-pip/+bug/1635463',
  },
  run(context) {
    const found = installedEntries(context).filter(
      ({name, source}) => name === 'pkg-resources' && source.kind === 'index' && exactVersion(source.specifiers) === '0.0.0',
    )
    // One finding for each file: two fixes of a file would write it twice.
    return [...new Set(found.map(({file}) => file))].map((file) => {
      const lines = found.filter((entry) => entry.file === file).map(({line}) => line)
      const message =
        "The build fails: pkg-resources 0.0.0 isn't a real package. An old bug in Debian and Ubuntu makes pip freeze write this line."
      return {file, fix: deleteLines(context.project, file, lines), line: lines[0]!, message}
    })
  },
}

function deleteLines(project: Project, file: string, lines: readonly number[]): Fix {
  const text = editableText(project, file)
  // What pip takes for a line's end may be another than the one that is looked for here.
  if (text === undefined || /\r(?!\n)|[\v\f\u001C-\u001E\u0085\u2028\u2029]/.test(text)) return {command: null, kind: 'ask'}
  const physical = text.split('\n')
  const deleted = new Set(lines.flatMap((line) => wholeLine(physical, line)))
  const contents = physical.filter((_, index) => !deleted.has(index)).join('\n')
  return {command: null, edits: [{action: 'write', contents, path: file}], kind: 'auto'}
}

/** The indexes of a line and of those that continue it. @param line from 1 */
function wholeLine(physical: readonly string[], line: number): number[] {
  const indexes = [line - 1]
  while (/\\\r?$/.test(physical[indexes.at(-1)!] ?? '')) indexes.push(indexes.at(-1)! + 1)
  return indexes
}
