import type {Check, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'

import {ignoredBy, leftOut} from '../shared/uncommitted.js'
import {absence} from '../shared/module-absence.js'
import {bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'

export const importNotCommitted: Check = {
  id: 'source/import-not-committed',
  title: "the app imports a file that isn't in the commit",
  severity: 'error',
  docs: {
    what: "At startup, the app imports a module that isn't in the commit: `.gitignore` or `.slugignore` excludes it, or it was never added. Imports whose error the code catches don't count.",
    why: 'Heroku only gets what you commit. The import fails with ModuleNotFoundError, and so does collectstatic, the release phase or the dyno.',
    fix: 'Read the values from config vars instead. A file without secrets can be committed: `git add --force FILE`.',
    example: '`import configuration` in `app.py`, and `configuration.py` in `.gitignore`',
    link: 'https://devcenter.heroku.com/articles/config-vars',
  },
  run(context) {
    const told = new Set<string>()
    return bootImports(context).flatMap((one): Finding[] => {
      const {file, found, line, module} = one
      if (found.is === 'own' || found.is === 'case') return []
      // A module that a package may bring is looked for there.
      if (found.is === 'foreign' && !absence(context, module)) return []
      const uncommitted = found.is === 'missing' ? leftOut(context.project, found.path) : ignoredBy(context.project, file, module)
      if (!uncommitted || told.has(uncommitted.path)) return []
      told.add(uncommitted.path)
      const {path, why} = uncommitted
      const reason =
        why.by === '.gitignore'
          ? `.gitignore excludes it (line ${why.line}: ${why.rule})`
          : why.by === '.slugignore'
            ? '.slugignore removes it before the build'
            : 'it was never added to git'
      const message = `${file} imports ${module}, but Heroku doesn't get ${path}: ${reason}. ${bootsAs(one)}. Read its values from config vars (heroku config:set), or commit it if it doesn't have secrets.`
      return [unlessCreated(context, {file, fix: {command: null, kind: 'hand'}, line, message}, [path], 'start')]
    })
  },
}
