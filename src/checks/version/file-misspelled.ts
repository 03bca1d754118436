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
    what: 'A file in the root has a common misspelling of `.python-version` as its name.',
    why: 'The classic buildpack looks for these names, and the build fails even if `.python-version` also exists. The Cloud Native one ignores the file and builds with its default version.',
    fix: 'Rename the file to `.python-version`. If that already exists, delete this one.',
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
        ? `The build fails: the file ${shown(name)} must be named exactly .python-version.${both ? ' This happens even though .python-version also exists.' : ''}`
        : `Heroku ignores ${shown(name)}: the name must be exactly .python-version.${kind === 'classic' ? ' Without runtime.txt, the build would fail because of it.' : ''}`,
      ...(!stops && {severity: 'warning' as const}),
    }))
  },
}
