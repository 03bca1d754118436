import type {AppPhase, CauseKind, Setting} from './cause.js'
import type {CauseContext, WordsOf} from './context.js'

import {distributionsOf} from '../../knowledge/import-names.js'
import {removedNames} from '../../knowledge/removed-names.js'
import {isStandardModule, leftModule, leftName} from '../../knowledge/stdlib.js'
import {addWords, majorOf, manifestOf, pinWords, pythonBefore, pythonWords} from './phrases.js'

type Kinds = Extract<
  CauseKind,
  'connects' | 'missing-module' | 'missing-name' | 'missing-variable' | 'no-folder' | 'setting' | 'static-file' | 'syntax-error'
>

const RUNNING: Record<AppPhase, string> = {
  collectstatic: "Django's collectstatic",
  post_compile: 'bin/post_compile',
  pre_compile: 'bin/pre_compile',
}

/** The app's own code. */
export const APP_WORDS: {readonly [K in Kinds]: WordsOf<K>} = {
  connects: ({from}, {app}) => ({
    advice: [
      `Connect where a request needs it, not while modules are imported: a build may run without the app's services.${app === '' ? '' : ` The names of its config vars:\nheroku config${app}`}`,
    ],
    what: `${RUNNING[from]} tried to connect to a database or another service, and could not.`,
  }),
  'missing-module'({from, module}, context) {
    const [top] = module.split('.')
    const left = leftModule(top!, majorOf(context) ?? '0.0')
    if (left) {
      const older = pythonBefore(left.removedIn, context)
      const instead = left.instead ? ` Use ${left.instead} instead.` : ''
      const backport = left.distributions[0] === undefined ? '' : ` ${addWords(left.distributions[0], context)}`
      const pin = older === undefined ? [] : [`Or use an older Python:\n${pinWords(older)}`]
      return {
        advice: [`${instead}${backport}`.trim(), ...pin].filter((text) => text !== ''),
        what: `${RUNNING[from]} imports ${module}, which Python ${left.removedIn} removed.`,
      }
    }

    if (context.isOwn(module)) {
      return {
        advice: [
          'Check that its file is committed, and that upper and lower case are the same in the import and in the name of the file.',
        ],
        what: `${RUNNING[from]} imports ${module}, which the build does not have.`,
      }
    }

    return {advice: [packageAdvice(module, context)], what: `${RUNNING[from]} imports ${module}, but that isn't installed.`}
  },
  'missing-name'({from, module, name}, context) {
    const left = leftName(module, name, majorOf(context) ?? '0.0')
    const [removed] = removedNames(module, [name])
    const what = `${RUNNING[from]} imports ${name} from ${module}, which has no such name`
    if (left)
      return {
        advice: [left.instead ? `Use ${left.instead}.` : 'Remove the import.'],
        what: `${what} since Python ${left.removedIn}.`,
      }
    if (removed) {
      return {
        advice: [`Use ${removed.instead}, or an older ${removed.distribution}.`],
        what: `${what} since ${removed.distribution} ${removed.since}.`,
      }
    }

    const [distribution] = context.isOwn(module) ? [] : distributionsOf(module)
    return {
      advice: [
        distribution === undefined
          ? 'Correct the import. If two modules import each other, move one of the imports into a function.'
          : `Pin ${distribution} to the version that the code was written for.`,
      ],
      what: distribution === undefined ? `${what}.` : `${what} in the installed version of ${distribution}.`,
    }
  },
  'missing-variable': ({from, name}, {app, isLocal}) => ({
    advice: [
      isLocal
        ? `Give it to this build with --env-file, and to the app:\nheroku config:set ${name}=…${app}`
        : `Set it:\nheroku config:set ${name}=…${app}`,
      'Or let the code do without it during a build.',
    ],
    what: `${RUNNING[from]} reads ${name} from the environment, and the build has no such config var.`,
  }),
  'no-folder': ({folder, from}) => ({
    advice: [
      folder.includes('.')
        ? `Commit ${folder} if it holds no secrets, or correct the code that names it. Secrets belong into config vars.`
        : `Correct the setting that names it, or put a file such as .gitkeep into the folder and commit it: git keeps no empty folders.`,
    ],
    what: `${RUNNING[from]} needs ${folder}, which the build does not have.`,
  }),
  setting: ({from, setting}, context) => SETTINGS[setting](from, context),
  'static-file': ({file}) => ({
    advice: [`Add ${file} to the static files, or correct the reference to it.`],
    what: `A static file refers to ${file}, which does not exist.`,
  }),
  'syntax-error': ({from}, context) => ({
    advice: [`Correct the line that the traceback names: it isn't valid for ${pythonWords(context)}.`],
    what: `${RUNNING[from]} stopped at a syntax error in a Python file.`,
  }),
}

type SettingWords = (from: AppPhase, context: CauseContext) => {advice: string[]; what: string}

const driver =
  (database: string, distribution: string): SettingWords =>
  (from, context) => ({
    advice: [addWords(distribution, context)],
    what: `${RUNNING[from]} found no driver for ${database}, which the settings name.`,
  })

const SETTINGS: Record<Setting, SettingWords> = {
  'MySQL driver': driver('MySQL', 'mysqlclient'),
  'Oracle driver': driver('Oracle', 'oracledb'),
  'PostgreSQL driver': driver('PostgreSQL', 'psycopg[binary]'),
  SECRET_KEY: (from, {app}) => ({
    advice: [`Set the config var that the setting reads:\nheroku config:set SECRET_KEY=…${app}`],
    what: `${RUNNING[from]} found the setting SECRET_KEY empty.`,
  }),
  STATIC_ROOT: (from) => ({
    advice: ["Add to the settings:\nSTATIC_ROOT = BASE_DIR / 'staticfiles'"],
    what: `${RUNNING[from]} needs the setting STATIC_ROOT, and it isn't set.`,
  }),
}

function packageAdvice(module: string, context: CauseContext): string {
  const [known] = distributionsOf(module)
  if (known !== undefined) return addWords(known, context)
  const [top] = module.split('.')
  if (isStandardModule(top!, majorOf(context) ?? '3.13'))
    return `It belongs to Python itself, but Heroku's Python is built without it.`
  return `If ${top!} is a part of the app, check that it is committed. Otherwise add the package that provides it to ${manifestOf(context)}.`
}
