import type {Edit} from '../../edits/edit.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {SUPPORT_PAGE} from '../facts.js'

export const venvCommitted: Check = {
  id: 'source/venv-committed',
  title: 'a virtual environment is committed',
  severity: 'error',
  explains: ['checks::existing-venv-dir'],
  docs: {
    what: '`.venv/` or `venv/` with a `pyvenv.cfg` in it is in the commit.',
    why: 'A virtual environment works on the machine that made it and nowhere else. The classic buildpack stops when it finds one; on Fir it makes the image larger for nothing.',
    mend: 'Take it out of git (`git rm -r --cached venv`) and add it to `.gitignore`. Your own copy stays on disk.',
    example: '`venv/pyvenv.cfg` is tracked',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const {kind, project, releases} = context
    return releases.classic.files.venvFolders
      .filter((folder) => project.tree.isFile(`${folder}/pyvenv.cfg`))
      .map((folder): Finding => {
        const effect = kind === 'classic' ? 'The build stops' : 'The image gets larger than it need be'
        return {
          file: `${folder}/pyvenv.cfg`,
          fix: {
            command: `git rm -r --cached --quiet ${folder} && echo '${folder}/' >> .gitignore`,
            edits: untrackEdits(context, folder),
            kind: 'auto',
          },
          message: `${effect}: the virtual environment ${folder}/ is committed.`,
          ...(kind === 'cnb' && {severity: 'warning' as const}),
        }
      })
  },
}

function untrackEdits({project}: CheckContext, folder: string): Edit[] {
  if (project.source.repository === null) return []
  const ignored = new TextDecoder().decode(project.tree.read('.gitignore') ?? new Uint8Array())
  const lines = new Set(ignored.split(/\r?\n/).map((line) => line.trim()))
  const listed = [folder, `${folder}/`, `/${folder}`, `/${folder}/`].some((pattern) => lines.has(pattern))
  const contents = `${ignored}${ignored === '' || ignored.endsWith('\n') ? '' : '\n'}${folder}/\n`
  return [{action: 'untrack', path: folder}, ...(listed ? [] : [{action: 'write' as const, contents, path: '.gitignore'}])]
}
