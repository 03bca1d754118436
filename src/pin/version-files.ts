import type {Edit} from '../edits/edit.js'

import {repairVersion} from '../checks/version/repair-version.js'
import {readVersionLines} from '../buildpack/version-lines.js'
import {parseVersionNumber} from '../buildpack/version-number.js'

/** The version files in the app's folder on disk, whatever git says of them. */
export interface VersionFiles {
  /** `link`: a link that leads to a file; `dangling`: one that leads nowhere, at least on Heroku. */
  versionFile: undefined | {bytes: Uint8Array; kind: 'dangling' | 'file' | 'link'}
  runtimeTxt: Uint8Array | undefined
  /** In the order in which the buildpack looks for them. */
  misspelled: readonly {bytes: Uint8Array; name: string}[]
}

/** A version that a file means, `N.N` or `N.N.N`. `sure`: the only one in it. */
export interface Meaning {
  sure: boolean
  version: string
}

/** What a version file means, also in a form that the buildpack refuses; undefined where that can't be known. */
export function meaningOf(bytes: Uint8Array | undefined): Meaning | undefined {
  if (!bytes) return undefined
  const lines = versionLines(decodeText(bytes))
  const versions = lines.map((line) => repairVersion(line))
  const [first] = versions
  // A line such as pyenv's `system` or a range may mean anything.
  if (first === undefined) return undefined
  return {sure: new Set(versions).size === 1, version: first}
}

function versionLines(text: string): string[] {
  return readVersionLines(new TextEncoder().encode(text.replaceAll(/\r\n?/g, '\n')))
}

/** Text by its byte order mark; what is no UTF-8 is taken for Windows' own code page, as an old editor writes it. */
function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  try {
    return new TextDecoder(encoding, {fatal: true}).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // PowerShell's redirect without a byte order mark: every second byte of ASCII text is 0.
  if (bytes.length >= 4 && bytes.length % 2 === 0 && bytes[1] === 0 && bytes[3] === 0) return 'utf-16le'
  return 'utf-8'
}

/** The file with one version in it: comment and blank lines stay, line ends are LF, and there is no byte order mark. */
function withOneVersion(bytes: Uint8Array | undefined, version: string): string {
  const lines: string[] = []
  let written = false
  for (const line of bytes ? decodeText(bytes).split(/\r\n?|\n/) : []) {
    const content = line.replaceAll('\0', '').trim()
    if (content === '' || content.startsWith('#')) lines.push(content)
    else {
      // `3.13 # for Heroku`: the buildpack reads comments on lines of their own only.
      const comment = /\s#.*$/.exec(content)?.[0].trim()
      if (comment) lines.push(comment)
      if (!written) lines.push(version)
      written = true
    }
  }

  if (!written) return [...withoutBlankEnd(lines), version, ''].join('\n')
  return [...withoutBlankEnd(lines), ''].join('\n')
}

function withoutBlankEnd(lines: readonly string[]): string[] {
  const blank = [...lines].reverse().findIndex((line) => line !== '')
  return blank === -1 ? [] : lines.slice(0, lines.length - blank)
}

/** Whether a file says this version, in a form that the buildpack reads. Windows line ends and a missing one are fine. */
function saysExactly(bytes: Uint8Array, version: string): boolean {
  const lines = readVersionLines(bytes)
  return lines.length === 1 && lines[0] === version && parseVersionNumber(version) !== undefined
}

/** The edits after which `.python-version` alone gives the version. */
export function versionEdits({misspelled, runtimeTxt, versionFile}: VersionFiles, version: string): Edit[] {
  const file = '.python-version'
  const edits: Edit[] = []
  const usable = versionFile?.kind === 'dangling' ? undefined : versionFile?.bytes
  const [renamed] = versionFile ? [] : misspelled
  if (versionFile?.kind === 'dangling') edits.push({action: 'delete', path: file})
  if (renamed) edits.push({action: 'rename', path: renamed.name, to: file})

  const before = usable ?? renamed?.bytes
  if (!before || !saysExactly(before, version)) {
    // What runtime.txt says in comments is about the version too.
    edits.push({action: 'write', contents: withOneVersion(before ?? runtimeTxt, version), path: file})
  }

  for (const {name} of misspelled) if (name !== renamed?.name) edits.push({action: 'delete', path: name})
  if (runtimeTxt) edits.push({action: 'delete', path: 'runtime.txt'})
  return edits
}
