import type {Check} from '../check.js'

import {PYTHON_VERSION_PAGE, renameEdits, shellWord} from '../facts.js'

/** In quotes where spaces and quotes of its own would be missed. */
function shown(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`
}

export const fileMisspelled: Check = {
  id: 'version/file-misspelled',
  title: 'the name of the .python-version file is misspelled',
  severity: 'error',
  explains: ['python-version-file::misspelled'],
  docs: {
    what: 'A file in the root has one of the names that people write for `.python-version` by mistake.',
    why: 'The classic buildpack knows these names, and the build stops even where a correct file is there too. The Cloud Native one ignores the file, and builds with its default version.',
    fix: 'Rename the file to `.python-version`; delete it if the correct one is there.',
    example: '`python-version`, `.python-version.txt`, `.python_version`',
    link: PYTHON_VERSION_PAGE,
  },
  run({kind, project, releases}) {
    const {tree} = project
    const found = releases.classic.files.misspelledVersionFiles.filter((name) => tree.isFile(name))
    const both = tree.exists('.python-version')
    // runtime.txt is read first: the build gets on, and stops once that file is gone.
    const stops = kind === 'classic' && !tree.isFile('runtime.txt')
    return found.map((name, index) => ({
      file: name,
      fix:
        both || index > 0
          ? {command: `git rm ${shellWord(name)}`, kind: 'ask' as const}
          : tree.isFile('runtime.txt')
            ? {command: `git mv ${shellWord(name)} .python-version`, kind: 'ask' as const}
            : {
                command: `git mv ${shellWord(name)} .python-version`,
                edits: renameEdits(project, name, '.python-version'),
                kind: 'auto' as const,
              },
      message: stops
        ? `The build stops: there is a file named ${shown(name)}, and only the exact name .python-version is read.${both ? ' It stops although the correct file is there too.' : ''}`
        : `The file ${shown(name)} is not read: only the exact name .python-version is.${kind === 'classic' ? ' Once runtime.txt is gone, it would stop the build.' : ''}`,
      ...(!stops && {severity: 'warning' as const}),
    }))
  },
}
