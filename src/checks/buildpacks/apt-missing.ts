import type {Check, CheckContext, Finding} from '../check.js'

import {HEROKU_PYTHON} from '../../platform/buildpacks/reference.js'
import {listing} from '../facts.js'
import {aptPackagesOf} from '../shared/apt-packages.js'
import {installedBuildpacks, lastSubfolderIndex, runningBuildpacks} from '../shared/buildpack-list.js'

const APT = 'heroku-community/apt'
const SHOWN = 4

export const aptMissing: Check = {
  id: 'buildpacks/apt-missing',
  title: 'no buildpack reads the Aptfile',
  severity: 'warning',
  needs: ['buildpacks'],
  docs: {
    what: 'The source has an `Aptfile`, but the app has no apt buildpack. On Fir, nothing reads an `Aptfile`.',
    why: "Neither Heroku nor heroku/python reads the file, so the programs and libraries in it aren't installed. Packages that need them fail in the build, or when the app starts.",
    fix: 'Add the apt buildpack before heroku/python: `heroku buildpacks:add --index 1 heroku-community/apt`. On Fir, list the packages in `project.toml` for the buildpack heroku/deb-packages.',
    example: 'an `Aptfile` with `libgl1`, and `heroku/python` alone in the list',
    link: 'https://github.com/heroku/heroku-buildpack-apt#usage',
  },
  run(context) {
    const {kind, project} = context
    if (!project.tree.isFile('Aptfile')) return []
    if (kind === 'cnb') return [onFir()]
    const {isRead, names} = aptPackagesOf(context)
    // A copy by another name may read it, too.
    if (isRead !== 'no' || names.length === 0 || runningBuildpacks(context).some(({identity}) => /apt/i.test(identity))) return []
    const shown = listing(names.length > SHOWN ? [...names.slice(0, SHOWN), `${names.length - SHOWN} more`] : names)
    const message = `No buildpack reads the Aptfile: the app has no apt buildpack, so ${shown} ${names.length === 1 ? "isn't" : "aren't"} installed.`
    return [{file: 'Aptfile', fix: {command: commandFor(context), kind: 'ask'}, message}]
  },
}

/** Before the Python buildpack, which needs what apt installs, and after one that chooses the folder. */
function commandFor(context: CheckContext): string {
  const {name} = context.app!
  const list = installedBuildpacks(context) ?? []
  const add = `heroku buildpacks:add --index ${lastSubfolderIndex(list) + 2} ${APT} --app ${name}`
  // In an empty list it would be the only one.
  return list.length > 0 ? add : `heroku buildpacks:set ${HEROKU_PYTHON} --app ${name} && ${add}`
}

function onFir(): Finding {
  return {
    file: 'Aptfile',
    fix: {command: null, kind: 'hand'},
    message: 'On Fir, no buildpack reads the Aptfile. List the packages in project.toml, for heroku/buildpacks-deb-packages.',
  }
}
