import {byName} from '../common/by-name.js'
import {meets} from './specifier.js'
import {type Architecture, type Image, imageHas, ubuntuOf} from './stack-images.js'
import needData from './system-needs.json' with {type: 'json'}

/** What fails where the system lacks something: the install, the import, or only the call that needs it. */
export type Breaks = 'build' | 'call' | 'import'

/**
 * What a wheel for Linux has to do with it. `bundles`: it has all inside, so that only a build from source needs anything.
 * `needs`: there is one, but the system must have the rest. `partial`: some versions have one. `none`: always built from
 * source. `pure`: pure Python.
 */
export type Wheel = 'bundles' | 'needs' | 'none' | 'partial' | 'pure'

/** What a distribution needs of the system, in some of its versions. */
export interface SystemNeed {
  /** PEP 440; all versions where it is missing. */
  versions?: string
  /** For a build from source: Ubuntu packages, or tools; `a|b` is either. */
  build?: readonly string[]
  /** On the dyno. */
  run?: readonly string[]
  wheel: Wheel
  breaks: Breaks
  /** Names in code that show that the call is made; where there are none, any use is one. */
  calls?: readonly string[]
  /** How it fails, as the log has it. */
  error?: string
  /** A distribution that does without. */
  instead?: string
  /** Documentation, or an issue. */
  source: string
}

/** Something that an image lacks. */
export interface Missing {
  /** The Ubuntu package, or the tool. */
  name: string
  image: Image
  /** In words, of a tool that no Ubuntu package brings here. */
  what: null | string
  /** What brings a tool. An Ubuntu package comes with the apt buildpack. */
  buildpack: null | string
}

interface Tool {
  what: string
  buildpack: null | string
}

// JSON's types have no unions of words.
const needs = byName(needData.needs as object as Record<string, SystemNeed[]>)
const tools: Record<string, Tool> = byName(needData.tools)
const equals: Record<string, string> = byName(needData.equals)
const modules: Record<string, string> = byName(needData.modules)
const via: Record<string, string> = byName(needData.via)
const apt = byName(needData.apt as object as Record<string, [gone: string, instead: null | string]>)

/** What a distribution needs of the system. `version` is null for the newest. */
export function needsOf(distribution: string, version: null | string): readonly SystemNeed[] {
  if (!Object.hasOwn(needs, distribution)) return []
  return needs[distribution]!.filter(({versions}) => meets(version, versions))
}

/** The distribution with needs that another one always brings along: `ultralytics` → `opencv-python`. */
export function needyDependencyOf(distribution: string): string | undefined {
  return Object.hasOwn(via, distribution) ? via[distribution] : undefined
}

/**
 * What a stack's images lack of a need. `fromSource`: whether the distribution is built from source; otherwise only those
 * without a wheel are. Undefined where the images aren't known.
 */
export function missingOn(
  need: SystemNeed,
  stack: string,
  {architecture = 'amd64', fromSource = false}: {architecture?: Architecture; fromSource?: boolean} = {},
): Missing[] | undefined {
  const isBuilt = fromSource || need.wheel === 'none'
  const asked: [name: string, image: Image][] = [
    ...(isBuilt ? (need.build ?? []) : []).map((name): [string, Image] => [name, 'build']),
    ...(fromSource && need.wheel === 'bundles' && need.breaks === 'build' ? [] : (need.run ?? [])).map(
      (name): [string, Image] => [name, 'run'],
    ),
  ]
  const missing: Missing[] = []
  for (const [name, image] of asked) {
    if (Object.hasOwn(tools, name)) missing.push({name, image, ...tools[name]!})
    else {
      const has = hasOne(name, stack, image, architecture)
      if (has === undefined) return undefined
      if (!has) missing.push({name: name.split('|').at(-1)!, image, what: null, buildpack: null})
    }
  }

  return missing
}

/** What a module of the standard library needs that Heroku's Python is built without: `turtle` → `tkinter`. */
export function missingStandardModule(module: string): string | undefined {
  return Object.hasOwn(modules, module) ? modules[module] : undefined
}

/** Whether an Aptfile's name is gone on a stack's Ubuntu; `instead` is the name there, null where there is none. */
export function goneAptName(name: string, stack: string): undefined | {gone: string; instead: null | string} {
  const ubuntu = ubuntuOf(stack)
  if (ubuntu === undefined || !Object.hasOwn(apt, name)) return undefined
  const [gone, instead] = apt[name]!
  return Number(ubuntu) < Number(gone) ? undefined : {gone, instead}
}

function hasOne(names: string, stack: string, image: Image, architecture: Architecture): boolean | undefined {
  const answers = new Set(
    names.split('|').flatMap((name) => [name, equals[name] ?? name].map((one) => imageHas(one, stack, image, architecture))),
  )
  return answers.has(undefined) ? undefined : answers.has(true)
}
