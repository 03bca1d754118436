import type {Check, CheckContext, Finding} from '../check.js'

import {decodeRequirements} from '../../packaging/requirements/decode.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {maskUrls} from '../../platform/secret.js'
import {packageManager} from '../facts.js'
import {pipRequirements} from './requirements-facts.js'

/** Who and what stand before a URL's host. */
const USER_INFO = /\b(?<scheme>[a-z][a-z\d+.-]{0,30}):\/\/(?<user>[^\s/?#:@'"]*)(?::(?<password>[^\s/?#@'"]*))?@/gi

/** What stands for a credential and is none: `${TOKEN}`, `$TOKEN`, `{{ token }}`, `<token>`, `****`. */
const PLACEHOLDER = /^(?:\$(?:\{\w+\}|\w+)|\{\{?[^}]*\}?\}|<[^>]*>|\*+|x{3,})$/i

export const credentialsInFile: Check = {
  id: 'deps/credentials-in-file',
  title: 'a password or token in a committed file',
  severity: 'warning',
  docs: {
    what: '`requirements.txt`, a file it includes, `pyproject.toml` or `Pipfile` has a URL with a user and password, or with a token. The check shows it as `****`.',
    why: 'Everyone who can read the repository, its history or a build log has the password.',
    fix: "Revoke it, because it stays in git's history. For a private index with pip, set the config var `PIP_EXTRA_INDEX_URL` to the URL with the new password, and delete the line. For a private repository, use a buildpack that writes `.netrc`.",
    example: '`--extra-index-url https://user:password@pypi.example.com/simple`',
    link: 'https://devcenter.heroku.com/articles/config-vars',
  },
  run(context) {
    return files(context).flatMap((file) => findingsIn(file, context))
  },
}

function files(context: CheckContext): string[] {
  const manager = packageManager(context)
  const own = manager === null ? [] : [PACKAGE_MANAGERS[manager].manifest]
  return [...(pipRequirements(context)?.files ?? []), ...own]
}

function findingsIn(file: string, {project}: CheckContext): Finding[] {
  const bytes = project.tree.read(file)
  if (!bytes) return []
  const {text} = decodeRequirements(bytes)
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const found = [...line.matchAll(USER_INFO)].find((match) => isCredential(match.groups!))
    if (!found) return []
    const url = maskUrls(/^[^\s'"]*/.exec(line.slice(found.index))![0])
    const message = `A password or token is committed: ${url}. Revoke it, because git's history keeps it, and remove it from the file.`
    return [{file, fix: {command: null, kind: 'hand' as const}, line: index + 1, message}]
  })
}

function isCredential({password = '', scheme = '', user = ''}: Record<string, string | undefined>): boolean {
  if (password !== '') return !PLACEHOLDER.test(password)
  // Over ssh it is a key that opens the door, and the name of the user is `git`.
  return /https?$/i.test(scheme) && user !== '' && user !== 'git' && !PLACEHOLDER.test(user)
}
