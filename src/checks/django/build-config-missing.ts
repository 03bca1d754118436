import type {App} from '../../platform/app.js'
import type {Check, CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {isPythonBuildpack} from '../../platform/buildpacks/catalogue.js'
import {parseReference} from '../../platform/buildpacks/reference.js'
import {listing} from '../facts.js'
import {collectstatic, DJANGO_PAGE, hasEnvironmentFile, OF_THE_PLATFORM} from '../shared/django-project.js'
import {buildSettings, type Settings} from '../shared/django-settings.js'

/** More names would bury the message; the command has them all. */
const SHOWN = 5

export const buildConfigMissing: Check = {
  id: 'django/build-config-missing',
  title: "the settings need a config var that isn't set",
  severity: 'error',
  needs: ['config-vars'],
  docs: {
    what: 'Django\'s settings read an environment variable without a default, such as `os.environ["SECRET_KEY"]` or `env("SECRET_KEY")`, and the app has no config var of that name. Reads in functions, under conditions that the source doesn\'t decide, and those whose error is caught don\'t count.',
    why: 'The build runs `manage.py collectstatic`, which imports the settings. Without the variable, collectstatic fails, and so does the build. The running app would fail the same way.',
    fix: 'Set the config var before you push, or give it a default in the settings that works for the build.',
    example: '`SECRET_KEY = os.environ["SECRET_KEY"]`, and no config var `SECRET_KEY`',
    link: DJANGO_PAGE,
  },
  run(context) {
    const {app} = context
    const settings = collectstatic(context) === 'yes' ? buildSettings(context) : undefined
    if (!app || !isAvailable(app.configVars) || !settings || mayBeProvided(context)) return []
    const found = missing(settings, app.configVars)
    if (found.length === 0) return []
    const names = found.map(({name}) => name)
    const shown = names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : listing(names)
    const creator = earlierBuildpack(app)
    return [
      {
        file: found[0]!.file,
        fix: {command: `heroku config:set ${names.map((name) => `${name}=…`).join(' ')} --app ${app.name}`, kind: 'hand'},
        line: found[0]!.line,
        message: `The build fails: the settings, which collectstatic imports, need ${shown}. The app has no config var${names.length > 1 ? 's' : ''} of ${names.length > 1 ? 'those names' : 'that name'}.`,
        ...(creator !== undefined && {
          fineIf: [`${creator} sets ${names.length > 1 ? 'them' : 'it'} for the build`],
          severity: 'warning' as const,
        }),
      },
    ]
  },
}

/** The first read of each variable that is surely made, and surely fails. */
function missing({reads}: Settings, configVars: ReadonlyMap<string, unknown>): Settings['reads'] {
  const failing = reads.filter(({certain, name, otherwise}) => certain && otherwise === undefined && !configVars.has(name))
  return failing.filter(
    ({name}, index) => !OF_THE_PLATFORM.test(name) && failing.findIndex((read) => read.name === name) === index,
  )
}

/** A committed .env file, or one that a hook writes. */
function mayBeProvided({kind, project: {tree}}: CheckContext): boolean {
  return hasEnvironmentFile(tree) || (kind === 'classic' && tree.isFile('bin/pre_compile'))
}

/** What runs before the Python buildpack exports variables to it: the geo buildpack its paths, for one. */
function earlierBuildpack({buildpacks}: App): string | undefined {
  if (!isAvailable(buildpacks)) return undefined
  const list = buildpacks.map(({ref}) => parseReference(ref))
  const python = list.findIndex((reference) => isPythonBuildpack(reference))
  return python > 0 ? `the buildpack ${list[0]!.shown}` : undefined
}
