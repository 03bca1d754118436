import type {LookFault} from '../../packaging/build-place.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {managerFiles, shellWord} from '../facts.js'
import {djangoOf} from '../shared/django-project.js'

const WHY: Record<LookFault, string> = {
  EACCES: 'leads to a folder that builds may not read',
  ELOOP: 'leads in a circle',
  ENAMETOOLONG: 'leads to a name of more than 255 bytes',
}

const VERSION_FILE = '.python-version'
const SCRIPT = 'manage.py'

export const linkUnreadable: Check = {
  id: 'fir/link-unreadable',
  title: "the buildpack can't follow a link",
  severity: 'error',
  explains: ['internal-error'],
  docs: {
    what: 'A file that the buildpack looks for is a symbolic link. It leads in a circle, to a name of more than 255 bytes, or into `/root`.',
    why: "For a link that leads nowhere, the buildpack takes the file as missing. For such a link, the system can't say if the file exists. The buildpack fails with an internal error, often before it detects a Python app. The classic buildpack takes the file as missing.",
    fix: "Replace the link with the file itself and commit it. Delete the link if the app doesn't need the file.",
    example: '`.python-version` is a link to `.python-version`',
    link: 'https://devcenter.heroku.com/articles/buildpacks',
  },
  run(context) {
    if (context.kind !== 'cnb') return []
    const {tree} = context.project
    return lookedAt(context).flatMap((path): Finding[] => {
      const look = tree.look(path)
      if (look.kind !== 'unknown') return []
      const file = path.replace(/\/$/, '')
      const isNeeded = [...managerFiles(context), SCRIPT, VERSION_FILE].includes(file)
      return [
        {
          file,
          fix: isNeeded ? {command: null, kind: 'hand'} : {command: `git rm ${shellWord(file)}`, kind: 'ask'},
          message: `The build fails: ${file} is a link that ${WHY[look.fault]}, so the buildpack can't tell if it exists. ${isNeeded ? 'Replace the link with the file itself.' : 'Delete the link, or replace it with the file itself.'}`,
        },
      ]
    })
  },
}

/** What the buildpack looks for. It stops looking for a sign of Python at the first. */
function lookedAt(context: CheckContext): string[] {
  const {detected} = context.releases.cnb.files
  const first = detected.findIndex((path) => context.project.tree.exists(path))
  const signs = first === -1 ? detected : detected.slice(0, first)
  const later = [...managerFiles(context), 'runtime.txt', ...(djangoOf(context) ? [SCRIPT] : [])]
  return [...new Set([...signs, ...later])]
}
