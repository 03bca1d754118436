import type {Cause, CauseKind, NamedPackage} from './cause.js'
import type {CauseContext, WordsOf} from './context.js'

import {normalizedName} from '../../knowledge/import-names.js'
import {isOlder} from '../../knowledge/python-order.js'
import {KNOWN_WHEELS, noWheelOf, requiredPython} from '../../knowledge/python-wheels.js'
import {imageHas} from '../../knowledge/stack-images.js'
import {leftModule} from '../../knowledge/stdlib.js'
import {type BroughtBy, bringsSystemPart} from '../../knowledge/system-files.js'
import {majorOf, pinWords, pythonBefore, pythonWords, shown} from './phrases.js'

type Kinds = Extract<CauseKind, 'build-failed' | 'missing-in-build' | 'missing-system' | 'too-old'>

/** Packages that are built from source. */
export const BUILD_WORDS: {readonly [K in Kinds]: WordsOf<K>} = {
  'build-failed': ({package: named}, context) => ({
    advice: [newer(named, context)],
    what: `${shown(named)} has no wheel for ${pythonWords(context)}, and building it from source failed.`,
  }),
  'missing-in-build'({module, package: named}, context) {
    const top = module.split('.')[0]!
    const left = leftModule(top, majorOf(context) ?? '3.13')
    const who = subject(named)
    if (left) {
      return {
        advice: [newer(named, context, left.removedIn)],
        what: `${who} is built from source, and its setup needs the module ${top}, which Python ${left.removedIn} removed.`,
      }
    }

    if (top === 'pkg_resources' || (top === 'setuptools' && module !== top)) {
      return {
        advice: [newer(named, context)],
        what: `${who} is built from source, and its setup needs ${module}, which newer versions of setuptools removed.`,
      }
    }

    return {
      advice: [
        `Use a version of ${named?.name ?? 'the package'} that has a wheel for ${pythonWords(context)}. Listing ${top} before it in the requirements does not help: each package is built apart from the others.`,
      ],
      what: `${who} is built from source, and its setup imports ${module}, which its build does not have.`,
    }
  },
  'missing-system'(cause, context) {
    const {name, package: named, part} = cause
    const brought = bringsSystemPart(part, name)
    return {
      advice: systemAdvice(cause, brought, context),
      what: `${subject(named)} is built from source, and needs ${PARTS[part]} ${name}${where(brought, context)}.`,
    }
  },
  'too-old': ({package: named}, context) => ({
    advice: [newer(named, context)],
    what: `${subject(named)} is too old for ${pythonWords(context)}: it has no wheel for it, and its source doesn't build.`,
  }),
}

const PARTS = {header: 'the header', library: 'the library', program: 'the program'} as const

function subject(named: NamedPackage | null): string {
  return named ? shown(named) : 'A package'
}

/** @param removedIn the first Python with which it fails; left out: it isn't known */
function newer(named: NamedPackage | null, context: CauseContext, removedIn?: string): string {
  const older = removedIn === undefined ? pythonWithWheel(named, context) : pythonBefore(removedIn, context)
  const first = firstWithWheel(named, context)
  const advice =
    named && first !== undefined
      ? `Use ${named.name} ${first} or later, which has a wheel for ${pythonWords(context)}`
      : `Use a newer version of ${named?.of ?? named?.name ?? 'the package'} that has a wheel for ${pythonWords(context)}`
  return older === undefined
    ? `${advice}, or an older Python that this version has a wheel for.`
    : `${advice}, or an older Python:\n${pinWords(older)}`
}

/** The first version with a wheel for the Python of the build, where it is known. */
function firstWithWheel(named: NamedPackage | null, context: CauseContext): string | undefined {
  const python = majorOf(context)
  if (named === null || named.version === null || python === null) return undefined
  return noWheelOf(normalizedName(named.name), named.version, python)?.firstWith
}

/** The newest older Python for which this version is known to have one. */
function pythonWithWheel(named: NamedPackage | null, context: CauseContext): string | undefined {
  const python = majorOf(context)
  const name = normalizedName(named?.name ?? '')
  const version = named?.version ?? null
  if (version === null || python === null || !KNOWN_WHEELS.includes(name)) return undefined
  const older = context.pythons.filter((one) => isOlder(one, python)).sort((a, b) => (isOlder(a, b) ? 1 : -1))
  return older.find((one) => noWheelOf(name, version, one) === undefined && requiredPython(name, version, one) === undefined)
}

function where(brought: BroughtBy | undefined, {isLocal, stack}: CauseContext): string {
  if (brought?.kind === 'other') return brought.what.startsWith('the ') ? '' : `, a part of ${brought.what}`
  const has = brought && imageHas(brought.name, stack, 'build')
  if (isLocal) return has === true ? `, which this machine lacks. Heroku has it` : ", and that's missing"
  return has === true ? '' : `, which ${stack} doesn't have`
}

function systemAdvice(
  {package: named, part, name}: Extract<Cause, {kind: 'missing-system'}>,
  brought: BroughtBy | undefined,
  context: CauseContext,
): string[] {
  const {isLocal, stack} = context
  if (name === 'sqlite3.h')
    return ["Use the standard library's sqlite3 module, or pysqlite3 0.6.0 or later: they need no headers."]
  if (brought === undefined) {
    return [`Find the Ubuntu package with ${name}, and install it through the apt buildpack. ${wheel(named, context)}`]
  }

  if (brought.kind === 'other') {
    if (brought.what === 'the Rust compiler') return [newer(named, context)]
    if (/GPU|Windows|macOS/.test(brought.what))
      return [`Remove ${named?.name ?? 'the package'}: Heroku has no ${brought.what.replace(/^CUDA, which needs a /, '')}.`]
    return brought.buildpack === null
      ? [`Heroku doesn't have ${brought.what}. ${wheel(named, context)}`]
      : [`Add ${brought.what}:\nheroku buildpacks:add --index 1 ${brought.buildpack}${context.app}`]
  }

  if (isLocal && imageHas(brought.name, stack, 'build') === true) {
    const what = part === 'program' && name === brought.name ? name : brought.name
    return [`Install ${what} on this machine. The build on Heroku can go on from here.`]
  }

  return [aptWords(brought.name, context)]
}

/** How a build gets a package of Ubuntu. */
function aptWords(name: string, {app, kind}: CauseContext): string {
  if (kind === 'cnb') {
    return `Add ${name} to the list in project.toml that heroku/deb-packages installs, and that buildpack before heroku/python.`
  }

  return `Write ${name} into a file named Aptfile, and add the apt buildpack before Python:\nheroku buildpacks:add --index 1 heroku-community/apt${app}`
}

function wheel(named: NamedPackage | null, context: CauseContext): string {
  return `Or use a version of ${named?.name ?? 'the package'} that has a wheel for ${pythonWords(context)}.`
}
