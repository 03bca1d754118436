import type {Check, CheckContext, Finding} from '../check.js'
import type {Dependency} from '../dependencies.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {lazyRequire} from '../../common/lazy-require.js'
import {productionDependencies, placeOf} from '../dependencies.js'
import {packageManager} from '../facts.js'
import {LEGACY_METADATA} from './legacy-packages.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

export const legacyMetadata: Check = {
  id: 'deps/legacy-metadata',
  title: 'pip rejects an old version of a package',
  severity: 'error',
  docs: {
    what: `A package version whose metadata pip 24.1 and newer reject: ${[...LEGACY_METADATA.keys()].map((name) => `\`${name}\``).join(', ')} in some versions.`,
    why: 'The metadata of these versions has invalid requirements (`pytz>dev`, `numpy>=1.19.*`). pip, also inside Pipenv, ignores such a version, and the build fails.',
    fix: "Use a newer version of the package. An older pip isn't an option: the buildpack installs its own.",
    example: '`celery==5.1.2`',
    link: 'https://devcenter.heroku.com/changelog-items/3073',
  },
  run(context) {
    const manager = packageManager(context)
    if (manager === null || !PACKAGE_MANAGERS[manager].usesPip) return []
    return productionDependencies(context).list.flatMap((dependency) => refused(context, dependency))
  },
}

function refused(context: CheckContext, {certain, file, line, name, source, version}: Dependency): Finding[] {
  const known = LEGACY_METADATA.get(name)
  if (!known || !certain || source !== 'index' || version === null || pep440().valid(version) === null) return []
  if (!pep440().satisfies(version, known.versions, {prereleases: true})) return []
  const {pip} = context.releases[context.kind].tools
  return [
    {
      ...placeOf({file, line}),
      fix: {command: null, kind: 'ask'},
      message: `The build fails: pip ${pip} rejects ${name} ${version} because of the invalid requirement ${known.asksFor} in its metadata. Use ${name} ${known.fixedIn} or newer.`,
    },
  ]
}
