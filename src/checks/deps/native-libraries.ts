import type {CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'

/** Buildpacks that bring libraries and header files of the system: for geo data, of Debian, of conda, of Nix. */
const NATIVE = /\b(?:geo|apt|deb-packages|conda|nix)\b|aptfile|geodjango/i

/** Whether something before the Python buildpack may install libraries of the system. */
export function hasNativeBuildpack({app, kind, project}: CheckContext): boolean {
  const {tree} = project
  if (kind === 'classic' && tree.isFile('bin/pre_compile')) return true
  // Without an app, the file of the apt buildpack says that it is meant to be there.
  if (!app || !isAvailable(app.buildpacks)) return tree.isFile('Aptfile') || tree.isFile('project.toml')
  return app.buildpacks.some(({ref}) => NATIVE.test(ref))
}
