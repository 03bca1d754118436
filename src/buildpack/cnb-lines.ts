import type {PackageManager} from '../package-managers/names.js'
import type {VersionOrigin} from './prediction.js'

import {cnbPart, PACKAGE_MANAGERS} from '../package-managers/index.js'

/** The lines of a Fir build's log. Sources: src/main.rs, src/layers/*.rs and src/django.rs. */

/** Where the version is looked for. */
export const CNB_DETERMINING = '[Determining Python version]'

export function cnbVersionLine({origin, version}: {origin: VersionOrigin; version: string}): string {
  return origin === 'default'
    ? `No Python version specified, using the current default of Python ${version}.`
    : `Using Python version ${version} specified in ${origin}`
}

/** What follows the line of a default version. */
export function cnbVersionAdvice(version: string): string[] {
  return [
    `A .python-version file in the root of the app, such as '${version}', sets a version`,
    'that stays the same when this default changes.',
  ]
}

const installed = (what: string, isCached: boolean) => `${isCached ? 'Using cached' : 'Installing'} ${what}`

/** What becomes of a layer: `discarded` tells of the one that isn't used. */
interface Layer {
  reused: boolean
  discarded?: boolean
}

/** @param discarded why the cached one, of that version, is not used */
export function cnbPythonLines(
  version: string,
  {discarded, reused}: {reused: boolean; discarded?: {reasons: readonly string[]; version: string}},
): string[] {
  return [
    '[Installing Python]',
    ...(discarded
      ? [`Discarding cached Python ${discarded.version} since:`, ...discarded.reasons.map((why) => ` - ${why}`)]
      : []),
    installed(`Python ${version}`, reused),
  ]
}

/** @param discarded the version of the cached one, which is not used */
export function cnbToolLines(
  manager: PackageManager,
  version: string,
  {discarded = null, reused}: {reused: boolean; discarded?: null | string},
): string[] {
  const {name} = PACKAGE_MANAGERS[manager]
  return [
    `[Installing ${name}]`,
    ...(discarded === null ? [] : [`Discarding cached ${name} ${discarded}`]),
    installed(`${name} ${version}`, reused),
  ]
}

/** The lines before the command. */
export function cnbDependencyLines(manager: PackageManager, {downloads, venv}: {downloads: Layer; venv: Layer}): string[] {
  const cache = 'cached pip download/wheel cache'
  return [
    `[Installing dependencies using ${PACKAGE_MANAGERS[manager].name}]`,
    ...(downloads.reused ? [`Using ${cache}`] : []),
    ...(downloads.discarded ? [`Discarding ${cache}`] : []),
    ...(venv.discarded ? ['Discarding cached virtual environment'] : []),
    venv.reused ? 'Using cached virtual environment' : 'Creating virtual environment',
  ]
}

export function cnbCommandLine(manager: PackageManager): string {
  return `Running '${cnbPart(manager).command.join(' ')}'`
}

/** Of an app that has Django. */
export const CNB_STATIC_FILES = '[Generating Django static files]'
export const CNB_COLLECTSTATIC_LINE = "Running 'manage.py collectstatic'"
export const CNB_WITHOUT_SCRIPT = [
  "Skipping automatic static file generation since no Django 'manage.py'",
  'script (or symlink to one) was found in the root directory of your',
  'application.',
]
export const CNB_WITHOUT_STATICFILES = [
  "Skipping automatic static file generation since the 'django.contrib.staticfiles'",
  "feature isn't enabled in your app's Django configuration.",
]

/** What follows that heading, as far as the source tells: the app must also have the collectstatic command. */
export function cnbScriptLines(hasScript: boolean): string[] {
  return hasScript ? [CNB_COLLECTSTATIC_LINE] : CNB_WITHOUT_SCRIPT
}
