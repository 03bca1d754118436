import type {Check, CheckContext, Severity} from '../check.js'

import {majorOf} from '../../buildpack/version-number.js'
import {lazyRequire} from '../../common/lazy-require.js'
import {type Dependency, productionDependencies, placeOf} from '../dependencies.js'
import {packageManager} from '../facts.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

export const platformToolDeclared: Check = {
  id: 'deps/platform-tool-declared',
  title: "requirements.txt replaces one of the buildpack's tools",
  severity: 'warning',
  docs: {
    what: "`requirements.txt` lists `pip`, `wheel` or `distribute`, or, with Python 3.12 or older, a different setuptools version than the buildpack installs. Those that a compiled file lists because another package needs them don't count.",
    why: 'The buildpack installs the pip (and setuptools) that it was tested with. Your version replaces it in the middle of the build, and the next build changes it back. Installing packages no longer needs wheel, and distribute was merged into setuptools in 2013.',
    fix: 'Delete the line. If the app itself imports the package, suppress this check with that reason in `.heroku-python.json`.',
    example: '`pip==24.0` in `requirements.txt`',
    link: 'https://devcenter.heroku.com/articles/python-support',
  },
  run(context) {
    if (packageManager(context) !== 'pip') return []
    return productionDependencies(context).list.flatMap((dependency) => {
      const {certain, direct, file, line, name, specifier} = dependency
      const effect = direct && certain ? effectOf(dependency, context) : undefined
      if (!effect) return []
      return [
        {
          fix: {command: null, kind: 'hand' as const},
          ...placeOf({file, line}),
          message: `${name}${specifier} ${effect.words} Delete the line${effect.severity ? '' : `, unless the app itself imports ${name}`}.`,
          ...(effect.severity && {severity: effect.severity}),
        },
      ]
    })
  },
}

interface Effect {
  words: string
  severity?: Severity
}

/** What the declaration does; undefined where it does no harm. */
function effectOf(dependency: Dependency, {kind, releases, version: {resolved}}: CheckContext): Effect | undefined {
  const {setuptoolsFor, tools} = releases.classic
  const pip = releases[kind].tools.pip
  switch (dependency.name) {
    case 'distribute':
      return {words: 'was merged into setuptools in 2013.'}

    case 'pip':
      return allows(dependency, pip) ? undefined : {words: `replaces the buildpack's pip ${pip} in the middle of the build.`}

    case 'setuptools': {
      const isInstalled = kind === 'classic' && resolved !== null && setuptoolsFor.includes(majorOf(resolved))
      if (!isInstalled || allows(dependency, tools.setuptools)) return undefined
      return {words: `replaces the buildpack's setuptools ${tools.setuptools}.`}
    }

    case 'wheel':
      return {severity: 'info', words: "isn't needed: pip installs its own to build a package."}

    default:
      return undefined
  }
}

/** Whether pip leaves the buildpack's version in place. */
function allows({source, specifier}: Dependency, version: string): boolean {
  return source === 'index' && (specifier === '' || pep440().satisfies(version, specifier))
}
