import type {Check, CheckContext, Finding} from '../check.js'

import {managerFiles, managerFilesFound, shellWord, SLUGIGNORE_PAGE, unlessCreated} from '../facts.js'

interface Uncommitted {
  file: string
  reason: 'gitignored' | 'slugignored' | 'untracked'
  /** The rule that ignores it, as `file:line`. */
  rule?: {file: string; line: number}
}

/** Package manager files on disk, or in the commit, that Heroku won't see. */
export function uncommittedManagerFiles({kind, project, ...rest}: CheckContext): Uncommitted[] {
  const candidates = managerFiles({kind, project, ...rest}).filter((file) => !project.tree.exists(file))
  return candidates.flatMap((file): Uncommitted[] => {
    if (project.slugignored.has(file)) return [{file, reason: 'slugignored'}]
    if (!project.worktree?.names.has(file)) return []
    const rule = project.worktree.ignored.get(file)
    return [rule ? {file, reason: 'gitignored', rule} : {file, reason: 'untracked'}]
  })
}

export const packageManagerNotCommitted: Check = {
  id: 'source/package-manager-not-committed',
  title: 'a package manager file is not committed',
  severity: 'error',
  needs: ['worktree'],
  explains: ['package-manager::none-found'],
  docs: {
    what: 'A package manager file is on disk, but is untracked, ignored by git, or taken away by `.slugignore`.',
    why: 'Heroku builds the commit that you push, less what `.slugignore` names. A file that is only on your disk takes no part in the build.',
    mend: 'Take the pattern out of `.gitignore` or `.slugignore`, then `git add` and commit the file.',
    example: '`uv.lock` is listed in `.gitignore`',
    link: SLUGIGNORE_PAGE,
  },
  run(context) {
    const others = managerFilesFound(context)
    return uncommittedManagerFiles(context).map((found) => {
      const finding = describe(found)
      if (others.length === 0) return unlessCreated(context, finding)
      return {...finding, message: `${finding.message} The build uses ${others.join(' and ')} instead.`, severity: 'warning'}
    })
  },
}

function describe({file, reason, rule}: Uncommitted): Finding {
  switch (reason) {
    case 'gitignored':
      return {
        file: rule!.file,
        fix: {command: `git add --force ${shellWord(file)}`, kind: 'ask'},
        line: rule!.line,
        message: `${file} is on your disk, but git ignores it (${rule!.file}, line ${rule!.line}), so it isn't pushed to Heroku.`,
      }

    case 'slugignored':
      return {
        file: '.slugignore',
        fix: {command: null, kind: 'hand'},
        message: `${file} is committed, but .slugignore takes it away before the build. Remove the pattern that matches it.`,
      }

    case 'untracked':
      return {
        file,
        fix: {command: `git add ${shellWord(file)}`, kind: 'ask'},
        message: `${file} is on your disk, but not in the commit that Heroku would build.`,
      }
  }
}
