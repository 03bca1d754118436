import type {Check, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'

import {ignoredBy, leftOut} from '../shared/uncommitted.js'
import {absence} from '../shared/module-absence.js'
import {bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'

export const importNotCommitted: Check = {
  id: 'source/import-not-committed',
  title: 'the app imports a file that is not in the commit',
  severity: 'error',
  docs: {
    what: "A module that is imported when the app starts is left out of the commit: a rule in `.gitignore` or `.slugignore` names it, or it was never added. Imports whose failure the code catches don't count.",
    why: 'Heroku has only what is committed. The import fails with ModuleNotFoundError, and with it collectstatic, the release phase or the dyno.',
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
          ? `.gitignore leaves it out (line ${why.line}: ${why.rule})`
          : why.by === '.slugignore'
            ? '.slugignore takes it away before the build'
            : 'it was never added to git'
      const message = `${file} imports ${module}, and ${path} is not in what Heroku builds: ${reason}. ${bootsAs(one)}. Read its values from config vars (heroku config:set), or commit it if it has no secrets.`
      return [unlessCreated(context, {file, fix: {command: null, kind: 'hand'}, line, message}, [path], 'start')]
    })
  },
}
