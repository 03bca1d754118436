import type {RequirementEntry, Requirements} from '../../packaging/requirements/read-requirements.js'
import type {Check, CheckContext} from '../check.js'

import {firstNames, installedEntries, label, pipRequirements} from './requirements-facts.js'

export const hashesWithEditable: Check = {
  id: 'deps/hashes-with-editable',
  title: "some requirements have hashes and others don't",
  severity: 'error',
  docs: {
    what: "A requirements file has `--hash` on some requirements (or `--require-hashes`), and others have none or can't have one (editable ones, repositories, folders).",
    why: "As soon as one requirement has a hash, pip needs one for each. It can't check a repository or a folder, so it rejects the whole file and the build fails.",
    fix: 'Install the package from an archive with a hash (`package @ https://…/archive/COMMIT.zip --hash=sha256:…`) or from an index, or remove all hashes. `heroku python:pin --dependencies` writes the hashes of all packages from an index.',
    example: '`six==1.17.0 --hash=sha256:…` and `-e .`',
    link: 'https://pip.pypa.io/en/stable/topics/secure-installs/',
  },
  run(context) {
    const requirements = pipRequirements(context)
    if (!requirements || !usesHashes(requirements)) return []
    const installed = installedEntries(context)
    const uncheckable = installed.filter((entry) => isUncheckable(entry, context))
    const unhashed = installed.filter((entry) => isUnhashed(entry, requirements))
    const [found, why, command] =
      uncheckable.length > 0
        ? [uncheckable, "can't have one: repositories and folders have no hash", null]
        : [unhashed, unhashed.length === 1 ? 'has none' : 'have none', 'heroku python:pin --dependencies']
    if (found.length === 0) return []
    const {file, line} = found[0]!
    const message = `The build fails: once one requirement has a hash, pip needs one for each, and ${firstNames(found.map((entry) => label(entry)))} ${why}.`
    return [{file, fix: {command, kind: 'ask'}, line, message}]
  },
}

function usesHashes({entries, options}: Requirements): boolean {
  // An option that lets the others pass: what it does in a file with hashes is pip's business.
  if (options.some(({name}) => name === '--no-require-hashes')) return false
  return options.some(({name}) => name === '--require-hashes') || entries.some(({hashes}) => hashes.length > 0)
}

function isUncheckable({editable, source}: RequirementEntry, {project}: CheckContext): boolean {
  if (editable || source.kind === 'vcs') return true
  return source.kind === 'path' && source.path !== null && project.tree.isDirectory(source.path)
}

/** A constraint's hash counts for the requirement of its name. */
function isUnhashed({hashes, name, source}: RequirementEntry, {entries}: Requirements): boolean {
  if (source.kind !== 'index' || hashes.length > 0) return false
  return !entries.some((entry) => entry.name === name && entry.hashes.length > 0)
}
