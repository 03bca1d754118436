import type {Check, Finding} from '../check.js'

import {bootsAs} from '../shared/boot-words.js'
import {bootImports} from '../shared/boot-imports.js'
import {findDependency} from '../dependencies.js'

export const importLetterCase: Check = {
  id: 'source/import-letter-case',
  title: 'an import and its file name differ in case',
  severity: 'error',
  docs: {
    what: 'The app imports one of its own modules in a different case than its file or folder has in the commit.',
    why: "macOS and Windows find the file anyway. Heroku runs Linux, which doesn't: the import fails, and so does the dyno or collectstatic.",
    fix: "Write the import as the file is named, or rename the file with `git mv`. On macOS and Windows, git doesn't notice other ways to change a name's case.",
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
          message: `${place}, but the file is ${found.path}, in a different case. macOS and Windows find it, Linux doesn't. ${bootsAs({process, ...(setting !== undefined && {setting})})}. Write ${sameDepth(actual, module)}.`,
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
