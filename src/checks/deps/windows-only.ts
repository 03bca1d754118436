import type {Check} from '../check.js'

import {listing} from '../facts.js'
import {installedEntries, shown} from './requirements-facts.js'

/**
 * Packages that can't be installed on Linux: their files are for Windows alone, or they need one of those. Each was tried
 * with pip. Others whose names say Windows (pywin32-ctypes, comtypes, WMI, win32-setctime) install everywhere, and stop no build.
 */
const WINDOWS_ONLY = new Set([
  'py2exe',
  'pypiwin32',
  'pywin32',
  'pywinpty',
  'twisted-iocpsupport',
  'win10toast',
  'windows-curses',
  'winrt',
  'winsdk',
])

const MARKER = 'sys_platform == "win32"'

export const windowsOnly: Check = {
  id: 'deps/windows-only',
  title: 'a package that exists for Windows only',
  severity: 'error',
  docs: {
    what: `A package that can't be installed on Linux (${listing([...WINDOWS_ONLY])}), without a marker that leaves it out there.`,
    why: 'Heroku runs Linux. pip finds no file of the package for it, or can not build one, and the build stops. `pip freeze` on Windows writes such lines.',
    fix: 'Put a marker behind it, so that it is installed on Windows alone: `pywin32==311 ; sys_platform == "win32"`. Or delete the line.',
    example: '`pywin32==311`',
    link: 'https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers',
  },
  run(context) {
    return installedEntries(context).flatMap(({file, line, marker, name, source, written}) => {
      if (name === null || !WINDOWS_ONLY.has(name) || source.kind !== 'index') return []
      // A marker that lets it pass has to be thought over; hashes stand behind the marker.
      const advice =
        marker === null && !written.includes(' --')
          ? `Write the line as: ${shown(written)} ; ${MARKER}`
          : `It needs the marker ${MARKER}`
      const message = `The build stops: ${name} exists for Windows only, and Heroku runs Linux. ${advice}.`
      return [{file, fix: {command: null, kind: 'ask' as const}, line, message, part: written}]
    })
  },
}
