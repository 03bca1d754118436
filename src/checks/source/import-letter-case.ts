import type {Check, Finding} from '../check.js'

import {bootsAs} from '../shared/boot-words.js'
import {bootImports} from '../shared/boot-imports.js'
import {findDependency} from '../dependencies.js'

export const importLetterCase: Check = {
  id: 'source/import-letter-case',
  title: 'an import and its file differ in upper and lower case',
  severity: 'error',
  docs: {
    what: "A module of the app's own is imported with other upper and lower case letters than its file or folder in the commit has.",
    why: 'On macOS and Windows the import finds the file all the same. Heroku runs Linux, which does not: the import fails, and with it the dyno or collectstatic.',
    fix: 'Write the import as the file is named, or rename the file with `git mv`. Git on macOS and Windows does not see a change of letter case that is made in another way.',
    example: '`from Users.models import User`, and the folder is `users`',
    link: 'https://devcenter.heroku.com/articles/python-support',
  },
  run(context) {
    const told = new Set<string>()
    return bootImports(context).flatMap(({file, found, line, module, process, setting}): Finding[] => {
      if (found.is !== 'case' || told.has(module) || findDependency(context, module.split('.')[0]!)) return []
      told.add(module)
      const actual = found.path.replaceAll('/', '.')
      const place = setting === undefined ? `${file} imports ${module}` : `${setting} names ${module}`
      return [
        {
          file,
          fix: {command: null, kind: 'hand'},
          line,
          message: `${place}, and the source has ${found.path}, with other upper and lower case letters. macOS and Windows find it, Linux doesn't. ${bootsAs({process, ...(setting !== undefined && {setting})})}. Write ${sameDepth(actual, module)}.`,
        },
      ]
    })
  },
}

/** The path may start in a folder that Python looks in, such as `src`. */
function sameDepth(actual: string, module: string): string {
  const plain = module.replace(/^\.+/, '')
  return actual.split('.').slice(-plain.split('.').length).join('.')
}
