import type {Check, Fix} from '../check.js'

import {unlessCreated} from '../creators.js'
import {isOnlyOnDisk, isUnreadableLink, needsVersionFile, shellWord} from '../facts.js'
import {projectConstraint, suggestedVersion, versionOrigin} from '../version-facts.js'

const VERSION_FILE = ['.python-version']

export const uvNeedsFile: Check = {
  id: 'version/uv-needs-file',
  title: 'uv needs a .python-version file',
  severity: 'error',
  explains: ['python-version-file::not-found'],
  docs: {
    what: 'The app uses uv and has no `.python-version` file.',
    why: 'With uv, the buildpack only reads the Python version from `.python-version` (as uv does on your machine). Without it, the build fails.',
    fix: "Run `uv python pin 3.14` with the version that you use, and commit the file. The automatic fix writes the buildpack's default version if `requires-python` allows it, otherwise the newest version that it allows.",
    example: '`uv.lock` and `pyproject.toml`, and no `.python-version`',
    link: 'https://devcenter.heroku.com/articles/python-uv',
  },
  run(context) {
    const {project, releases, version} = context
    // A version file of any kind is another finding's matter.
    const hasVersion = version.failure !== null || ['.python-version', 'runtime.txt'].includes(versionOrigin(context) ?? '')
    if (hasVersion || !needsVersionFile(context) || isUnreadableLink(context, '.python-version')) return []
    const message = 'The build fails: with uv, the Python version must be in a .python-version file.'
    if (isOnlyOnDisk(context, '.python-version')) {
      const fix: Fix = {command: 'git add --force .python-version', kind: 'ask'}
      return [
        unlessCreated(
          context,
          {file: '.python-version', fix, message: `${message} It is on your disk but not in the commit.`},
          VERSION_FILE,
        ),
      ]
    }

    // On Fir such a file is not looked at; its own fix makes it the one that is missing.
    const misspelled = releases.classic.files.misspelledVersionFiles.find((name) => project.tree.isFile(name))
    if (misspelled !== undefined) {
      const fix: Fix = {command: `git mv ${shellWord(misspelled)} .python-version`, kind: 'ask'}
      return [unlessCreated(context, {file: misspelled, fix, message}, VERSION_FILE)]
    }

    const constraint = projectConstraint(context)
    const suggested = suggestedVersion(context)
    if (suggested === undefined)
      return [unlessCreated(context, {file: 'uv.lock', fix: {command: null, kind: 'hand'}, message}, VERSION_FILE)]
    const reason = constraint
      ? `${constraint.file} (${constraint.written}) allows ${suggested}.`
      : `The buildpack's default is ${suggested}.`
    const command = `uv python pin ${suggested} && git add .python-version`
    // Something else of that name, such as a folder, is in the way.
    const isFree = !project.tree.exists('.python-version')
    const fix: Fix = isFree
      ? {command, edits: [{action: 'write', contents: `${suggested}\n`, path: '.python-version'}], kind: 'auto'}
      : {command: `git rm -r .python-version && ${command}`, kind: 'ask'}
    return [unlessCreated(context, {file: 'uv.lock', fix, message: `${message} ${reason}`}, VERSION_FILE)]
  },
}
