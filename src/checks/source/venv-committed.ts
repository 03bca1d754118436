import type {Edit} from '../../edits/edit.js'
import type {Check, CheckContext, Finding, Fix} from '../check.js'

import {appendLine, editableText, SUPPORT_PAGE} from '../facts.js'

export const venvCommitted: Check = {
  id: 'source/venv-committed',
  title: 'a virtual environment is committed',
  severity: 'error',
  explains: ['checks::existing-venv-dir'],
  docs: {
    what: 'The commit has a `.venv/` or `venv/` with a `pyvenv.cfg` in it.',
    why: 'A virtual environment only works on the machine that created it. The classic buildpack finds it, and the build fails. On Fir it only makes the image larger.',
    fix: 'Remove it from git (`git rm -r --cached venv`) and add it to `.gitignore`. Your copy stays on disk.',
    example: '`venv/pyvenv.cfg` is tracked',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const {kind} = context
    return foldersFound(context).map((folder): Finding => {
      const effect = kind === 'classic' ? 'The build fails' : 'The image is larger than necessary'
      return {
        file: `${folder}/pyvenv.cfg`,
        fix: untrack(context, folder),
        message: `${effect}: the virtual environment ${folder}/ is part of the source.`,
        ...(kind === 'cnb' && {severity: 'warning' as const}),
      }
    })
  },
}

function foldersFound({project, releases}: CheckContext): string[] {
  return releases.classic.files.venvFolders.filter((folder) => project.tree.isFile(`${folder}/pyvenv.cfg`))
}

function untrack(context: CheckContext, folder: string): Fix {
  const {project} = context
  if (project.source.repository === null) return {command: `rm -r ${folder}`, kind: 'hand'}
  const known = editableText(project, '.gitignore')
  const text = known ?? ''
  const ignore = isListed(text, folder) ? '' : ` && ${appendLine(project, '.gitignore', `${folder}/`)}`
  const command = `git rm -r --cached --quiet ${folder}${ignore}`
  if (known === undefined && project.tree.exists('.gitignore')) return {command, kind: 'ask'}
  const edits: Edit[] = [{action: 'untrack', path: folder}]
  // All folders at once: the fixes of two would each write the file, and the second would undo the first.
  const contents = withPatterns(text, foldersFound(context))
  if (contents !== text) edits.push({action: 'write', contents, path: '.gitignore'})
  return {command, edits, kind: 'auto'}
}

function isListed(gitignore: string, folder: string): boolean {
  const patterns = new Set([folder, `${folder}/`, `/${folder}`, `/${folder}/`])
  return gitignore.split('\n').some((line) => patterns.has(line.trim()))
}

/** The file with the folders that it lacks added, in its own line ends. */
function withPatterns(gitignore: string, folders: readonly string[]): string {
  const end = gitignore.includes('\r\n') ? '\r\n' : '\n'
  const added = folders.filter((folder) => !isListed(gitignore, folder)).map((folder) => `${folder}/${end}`)
  const separator = added.length === 0 || gitignore === '' || gitignore.endsWith('\n') ? '' : end
  return `${gitignore}${separator}${added.join('')}`
}
