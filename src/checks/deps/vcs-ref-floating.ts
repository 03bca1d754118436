import type {RequirementEntry} from '../../packaging/requirements/read-requirements.js'
import type {Check, Fix} from '../check.js'

import {maskUrls} from '../../platform/secret.js'
import {shellWord} from '../facts.js'
import {installedEntries, label} from './requirements-facts.js'

/** Names that people give to branches. A tag could have one too, but would say no more than a branch. */
const BRANCH = /^(?:[a-z_-]+|(?:bug-?fix|dev|develop|feature|feat|fix|hotfix|release|stable)\/.*|.*[.-]x)$/i
const COMMIT = /^[\da-f]{7,40}$/i

export const vcsRefFloating: Check = {
  id: 'deps/vcs-ref-floating',
  title: 'a package from a repository has no fixed commit',
  severity: 'warning',
  docs: {
    what: 'A requirement is installed from a repository (`git+https://…`) without `@commit` or `@tag`, or with what looks like a branch name.',
    why: 'Each build without a cache installs the newest commit. What you tested and what you deploy can differ.',
    fix: 'Add a commit or a tag after an `@`: `package @ git+https://github.com/owner/package@1a2b3c4d…`. `git ls-remote` shows the commit of a branch.',
    example: '`git+https://github.com/owner/package@main`',
    link: 'https://pip.pypa.io/en/stable/topics/vcs-support/',
  },
  run(context) {
    return installedEntries(context).flatMap((entry) => {
      const {source} = entry
      if (source.kind !== 'vcs' || !isFloating(source.ref)) return []
      const newest = source.ref === null ? 'the newest commit of the repository' : `the newest commit of the branch ${source.ref}`
      return [
        {
          file: entry.file,
          fix: findCommit(entry),
          line: entry.line,
          message: `${label(entry)} is installed from ${newest} at the time of the build. Add a commit or a tag after an @.`,
        },
      ]
    })
  },
}

function isFloating(ref: null | string): boolean {
  return ref === null || (BRANCH.test(ref) && !COMMIT.test(ref))
}

/** The command that shows the commit of now; none where it would need a secret. */
function findCommit({source}: RequirementEntry): Fix {
  if (source.kind !== 'vcs') return {command: null, kind: 'hand'}
  const address = /^git\+([^#]*)/i.exec(source.url)?.[1]
  const url = address !== undefined && source.ref !== null ? address.slice(0, address.lastIndexOf('@')) : address
  const isPublic = url !== undefined && maskUrls(url) === url && !url.includes('${')
  return {command: isPublic ? `git ls-remote ${shellWord(url)} ${shellWord(source.ref ?? 'HEAD')}` : null, kind: 'hand'}
}
