import type {Check, Finding} from '../check.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {unlessCreated} from '../creators.js'
import {shellWord} from '../facts.js'
import {ASSETS_PAGE, collectstatic, djangoOf} from '../shared/django-project.js'
import {buildSettings} from '../shared/django-settings.js'
import {missingFolders} from './static-folders.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** The first Django that skips a missing folder with a warning. Source: its release notes, and staticfiles/finders.py. */
const SKIPS = '4.0'

export const staticDirMissing: Check = {
  id: 'django/static-dir-missing',
  title: "a folder in STATICFILES_DIRS isn't in the commit",
  severity: 'error',
  docs: {
    what: 'An entry in `STATICFILES_DIRS`, such as `BASE_DIR / "static"`, names a folder without files in the commit. Git doesn\'t keep empty folders.',
    why: 'Before Django 4.0, collectstatic fails with FileNotFoundError, and so does the build. Later versions skip the folder: then this is a warning that files may be missing.',
    fix: 'Add a file to the folder and commit it, or remove the entry.',
    example: '`STATICFILES_DIRS = [BASE_DIR / "static"]`, and an empty `static/`',
    link: ASSETS_PAGE,
  },
  run(context) {
    const settings = collectstatic(context) === 'no' ? undefined : buildSettings(context)
    const binding = settings?.names.get('STATICFILES_DIRS')
    if (!settings || !binding) return []
    const version = djangoOf(context)?.version ?? null
    const fails = version !== null && pep440().valid(version) !== null && pep440().lt(version, SKIPS)
    return missingFolders(context, settings).flatMap((folder): Finding[] => {
      const happens = fails
        ? `The build fails: Django ${version}'s collectstatic raises FileNotFoundError`
        : "Its files aren't collected"
      const keep = `${folder}/.gitkeep`
      return [
        unlessCreated(
          context,
          {
            file: binding.file,
            fix: {
              command: `mkdir -p ${shellWord(folder)} && touch ${shellWord(keep)} && git add ${shellWord(keep)}`,
              kind: 'ask',
            },
            line: binding.line,
            message: `${happens}: STATICFILES_DIRS names ${folder}, and the commit has no file in that folder. Git doesn't keep empty folders.`,
            ...(!fails && {severity: 'warning' as const}),
          },
          [folder],
        ),
      ]
    })
  },
}
