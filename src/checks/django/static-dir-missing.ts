import {posix} from 'node:path'

import type {Check, CheckContext, Finding} from '../check.js'
import type {Settings} from '../shared/django-settings.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {unlessCreated} from '../creators.js'
import {shellWord} from '../facts.js'
import {ASSETS_PAGE, collectstatic, djangoOf, managePy} from '../shared/django-project.js'
import {buildSettings} from '../shared/django-settings.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** The first Django that skips a missing folder with a warning. Source: its release notes, and staticfiles/finders.py. */
const SKIPS = '4.0'

export const staticDirMissing: Check = {
  id: 'django/static-dir-missing',
  title: 'a folder that STATICFILES_DIRS names is not in the commit',
  severity: 'error',
  docs: {
    what: 'An entry of `STATICFILES_DIRS` that is written out, such as `BASE_DIR / "static"`, names a folder of which the commit has no file. Git keeps no empty folders.',
    why: 'Before Django 4.0 collectstatic fails with FileNotFoundError, and the build with it. Later ones skip the folder: then this is a warning, for files that you expect there are not collected.',
    fix: 'Put a file into the folder and commit it, or take the entry out.',
    example: '`STATICFILES_DIRS = [BASE_DIR / "static"]`, and an empty `static/`',
    link: ASSETS_PAGE,
  },
  run(context) {
    const settings = collectstatic(context) === 'no' ? undefined : buildSettings(context)
    const binding = settings?.names.get('STATICFILES_DIRS')
    if (!settings || !binding) return []
    const version = djangoOf(context)?.version ?? null
    const fails = version !== null && pep440().valid(version) !== null && pep440().lt(version, SKIPS)
    return folders(context, settings, binding).flatMap((folder): Finding[] => {
      const happens = fails
        ? `The build fails: collectstatic of Django ${version} stops with FileNotFoundError`
        : 'Its files are not collected'
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

/** `BASE_DIR / "a" / "b"` and `os.path.join(BASE_DIR, "a")`. */
const ENTRY =
  /(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT|BASE_PATH)\s*((?:\/\s*["'][\w.-]+["']\s*)+)|join\(\s*(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT|BASE_PATH)\s*,\s*((?:["'][\w./-]+["']\s*,?\s*)+)\)/g

/** The folders that are named and that nothing in the commit is in, wherever the base folder may be. */
function folders(context: CheckContext, {files}: Settings, {file, line}: {file: string; line: number}): string[] {
  const {tree} = context.project
  const lines = new TextDecoder()
    .decode(tree.read(file))
    .split('\n')
    .slice(line - 1)
  const end = lines.findIndex((content) => /^[^#]*[\])]\s*(?:#.*)?$/.test(content))
  const statement = lines.slice(0, end + 1).join('\n')
  if (files.length === 0 || end === -1 || end > 30) return []
  const root = posix.dirname(managePy(context)!)
  const bases = ['', root, posix.dirname(file), posix.dirname(posix.dirname(file))].map((base) => (base === '.' ? '' : base))
  return [...statement.matchAll(ENTRY)].flatMap(([, divided, joined]) => {
    const path = [...(divided ?? joined)!.matchAll(/["']([\w./-]+)["']/g)].map((part) => part[1]!).join('/')
    const isThere = bases.some((base) => tree.exists(posix.join(base, path)))
    return isThere ? [] : [posix.join(root === '.' ? '' : root, path)]
  })
}
