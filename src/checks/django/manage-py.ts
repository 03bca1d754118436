import type {FileTree} from '../../packaging/file-tree.js'
import type {Check} from '../check.js'

import {ASSETS_PAGE, djangoOf, managePy} from '../shared/django-project.js'

export const managePyPlace: Check = {
  id: 'django/manage-py',
  title: "collectstatic is skipped because the buildpack doesn't find manage.py",
  severity: 'info',
  docs: {
    what: 'The app depends on Django, and its `manage.py` is a symbolic link, or is more than two folders below the root. On Fir it must be in the root.',
    why: 'The build skips collectstatic. The running app has no static files unless something else collects them.',
    fix: 'Move `manage.py` up, or run collectstatic in a `bin/post_compile` hook.',
    example: '`services/web/backend/manage.py`',
    link: ASSETS_PAGE,
  },
  run(context) {
    if (!djangoOf(context) || managePy(context) !== undefined) return []
    const {kind, project} = context
    const found = farManagePy(project.tree)
    if (!found) return []
    const tooDeep = kind === 'cnb' ? "isn't in the root" : 'is more than two folders below the root'
    const why = found.isLink ? 'is a symbolic link' : tooDeep
    return [
      {
        file: found.file,
        fix: {command: null, kind: 'hand'},
        message: `The build skips collectstatic: ${found.file} ${why}.`,
      },
    ]
  },
}

/** Folders whose manage.py isn't the app's. */
const NOT_THE_APP =
  /(?:^|\/)(?:tests?|docs?|examples?|node_modules|vendor|site-packages|\.?venv|env|templates?|\.[^/]+|\{\{[^/]*)\//

/** The manage.py that the build passes by. Links are known in the root and one folder below. */
function farManagePy(tree: FileTree): undefined | {file: string; isLink: boolean} {
  const files = [...tree.files()].filter((path) => path.endsWith('/manage.py') && !NOT_THE_APP.test(path))
  const links = ['', ...tree.list().map((name) => `${name}/`)]
    .map((folder) => `${folder}manage.py`)
    .filter((path) => tree.isFile(path))
  const file = links.find((path) => !files.includes(path)) ?? files.sort((a, b) => a.split('/').length - b.split('/').length)[0]
  return file === undefined ? undefined : {file, isLink: !files.includes(file)}
}
