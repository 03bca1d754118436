import type {Check} from '../check.js'

import {listing} from '../facts.js'
import {installedEntries, shown} from './requirements-facts.js'

/**
 * Packages that can't be installed on Linux: their files are for another system alone, or they need one of those. Each was tried
 * with pip or uv. Others whose names say Windows (pywin32-ctypes, comtypes, pywinauto, WMI, win32-setctime) install everywhere,
 * and stop no build.
 */
const ONLY: Readonly<Record<'darwin' | 'win32', ReadonlySet<string>>> = {
  darwin: new Set(['appscript', 'py2app', 'pyobjc', 'pyobjc-core', 'rumps', 'tensorflow-macos', 'tensorflow-metal']),
  win32: new Set([
    'kivy-deps-angle',
    'kivy-deps-glew',
    'kivy-deps-gstreamer',
    'kivy-deps-sdl2',
    'msvc-runtime',
    'py2exe',
    'pyad',
    'pyaudiowpatch',
    'pypiwin32',
    'python-magic-bin',
    'pywin32',
    'pywinpty',
    'tensorflow-intel',
    'triton-windows',
    'twisted-iocpsupport',
    'win10toast',
    'windows-curses',
    'windows-toasts',
    'winrt',
    'winsdk',
  ]),
}

/** What some of them are called on Linux. */
const INSTEAD: Readonly<Record<string, string>> = {
  'python-magic-bin': 'python-magic',
  'tensorflow-intel': 'tensorflow-cpu',
  'tensorflow-macos': 'tensorflow-cpu',
}

/** Large families, whose parts have names of their own. */
const FAMILIES: readonly (readonly [RegExp, 'darwin' | 'win32'])[] = [
  [/^pyobjc-framework-/, 'darwin'],
  [/^winrt-/, 'win32'],
]

const TITLES = {darwin: 'macOS', win32: 'Windows'} as const

export const windowsOnly: Check = {
  id: 'deps/windows-only',
  title: 'a package only exists for Windows or macOS',
  severity: 'error',
  docs: {
    what: `A package that can't be installed on Linux (such as ${listing(['pywin32', 'pywinpty', 'python-magic-bin', 'tensorflow-intel', 'pyobjc'])}) has no marker that skips it there.`,
    why: "Heroku runs Linux. pip finds no file for it, or can't build the package, so the build fails. `pip freeze` on Windows and macOS writes such lines.",
    fix: 'Add a marker, so it\'s only installed on its own system: `pywin32==311 ; sys_platform == "win32"`. Or delete the line.',
    example: '`pywin32==311`',
    link: 'https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers',
  },
  run(context) {
    return installedEntries(context).flatMap(({file, line, marker, name, source, written}) => {
      const system = name === null || source.kind !== 'index' ? undefined : systemOf(name)
      if (name === null || system === undefined) return []
      const wanted = `sys_platform == "${system}"`
      // A marker that lets it pass has to be thought over; hashes stand behind the marker.
      const advice =
        marker === null && !written.includes(' --')
          ? `Write the line as: ${shown(written)} ; ${wanted}`
          : `It needs the marker ${wanted}`
      const instead = Object.hasOwn(INSTEAD, name) ? `. On Linux the package is ${INSTEAD[name]}` : ''
      const message = `The build fails: ${name} only exists for ${TITLES[system]}, and Heroku runs Linux. ${advice}${instead}.`
      return [{file, fix: {command: null, kind: 'ask' as const}, line, message, part: written}]
    })
  },
}

function systemOf(name: string): 'darwin' | 'win32' | undefined {
  if (ONLY.win32.has(name)) return 'win32'
  return ONLY.darwin.has(name) ? 'darwin' : FAMILIES.find(([pattern]) => pattern.test(name))?.[1]
}
