import type {NamedPackage} from './cause.js'
import type {CauseContext} from './context.js'

import {isOlder} from '../../knowledge/python-order.js'
import {shellWord} from '../../common/shell-word.js'
import {meets} from '../../knowledge/specifier.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'

/** `numpy 1.21.6` */
export function shown({name, of, version}: NamedPackage): string {
  return `${name}${version === null ? '' : ` ${version}`}${of === undefined ? '' : `, which ${of} needs for its own build,`}`
}

/** `N.N` of the build's Python; null: it isn't known. */
export function majorOf({python}: Pick<CauseContext, 'python'>): null | string {
  return python === null ? null : python.split('.').slice(0, 2).join('.')
}

/** `Python 3.13`, or what can be said without the number. */
export function pythonWords(context: Pick<CauseContext, 'python'>): string {
  const major = majorOf(context)
  return major === null ? "the app's Python" : `Python ${major}`
}

/** The manifest where people write what the app needs. */
export function manifestOf({manager}: Pick<CauseContext, 'manager'>): string {
  if (manager === null || manager === 'pip') return 'requirements.txt'
  return PACKAGE_MANAGERS[manager].manifest
}

const ADD = {pip: null, pipenv: 'pipenv install', poetry: 'poetry add', uv: 'uv add'} as const

/** `Add NAME to requirements.txt.`, or the manager's command. */
export function addWords(name: string, {manager}: Pick<CauseContext, 'manager'>): string {
  const command = manager && ADD[manager]
  return command ? `Add it:\n${command} ${shellWord(name)}` : `Add ${name} to requirements.txt.`
}

/** Which Python of the buildpack's meets a specifier: the nearest to the build's own, older ones first. */
export function pythonFor(specifier: string, context: CauseContext): string | undefined {
  const fitting = context.pythons.filter((version) => meets(`${version}.99`, specifier) || meets(version, specifier))
  const present = majorOf(context)
  const sorted = [...fitting].sort((a, b) => (isOlder(a, b) ? 1 : -1))
  if (present === null) return sorted[0]
  return sorted.find((version) => isOlder(version, present)) ?? sorted.reverse().find((version) => isOlder(present, version))
}

/** The newest Python of the buildpack's that is older than a version. */
export function pythonBefore(version: string, {pythons}: Pick<CauseContext, 'pythons'>): string | undefined {
  return [...pythons].sort((a, b) => (isOlder(a, b) ? 1 : -1)).find((one) => isOlder(one, version))
}

/** How to change the app's Python. */
export function pinWords(version: string): string {
  return `heroku python:pin ${version}`
}
