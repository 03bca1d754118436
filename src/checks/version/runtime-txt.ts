import type {Edit} from '../../edits/edit.js'
import type {Check, CheckContext, Fix} from '../check.js'

import {readVersionLines} from '../../buildpack/version-lines.js'
import {majorOf, parseVersionNumber} from '../../buildpack/version-number.js'
import {isThere, needsVersionFile} from '../facts.js'
import {majorIfAllowed, pythonSupport, suggestedVersion, writeVersionCommand} from '../version-facts.js'

export const runtimeTxt: Check = {
  id: 'version/runtime-txt',
  title: 'runtime.txt is deprecated',
  severity: 'warning',
  explains: ['runtime-txt::not-supported'],
  docs: {
    what: 'The app sets its Python version in `runtime.txt`.',
    why: 'The file is deprecated, and it overrides `.python-version`. With uv, and on Fir, the build fails.',
    fix: 'Write the major version to `.python-version` (`3.13`, not `python-3.13.5`) and delete `runtime.txt`. The automatic fix does that, unless `.python-version` has a different version or Heroku no longer has the version.',
    example: '`runtime.txt` with `python-3.12.4`',
    link: 'https://devcenter.heroku.com/changelog-items/3141',
  },
  run(context) {
    const {kind, project, version} = context
    // A runtime.txt that can't be read is told by version/file-invalid, which has its fix too.
    if (!isThere(context, 'runtime.txt') || version.failure?.reason === 'runtime-txt::invalid-version') return []
    const fails = kind === 'cnb' || needsVersionFile(context)
    const both = project.tree.isFile('.python-version') ? ' and overrides .python-version' : ''
    return [
      {
        file: 'runtime.txt',
        fix: conversion(context),
        message: fails
          ? `The build fails: runtime.txt isn't supported ${kind === 'cnb' ? 'on Fir' : 'with uv'}. Use .python-version instead.`
          : `runtime.txt is deprecated${both}. A later buildpack release will reject it. Use .python-version instead.`,
        ...(fails && {severity: 'error' as const}),
      },
    ]
  },
}

/** `.python-version` in its place, with the major version; asked where the two files disagree. */
function conversion(context: CheckContext): Fix {
  const {project} = context
  const version = onlyVersion(project.tree.read('runtime.txt'), 'python-')
  const isSupported = version !== undefined && majorOf(version) in pythonSupport(context).latest
  const written = isSupported ? majorIfAllowed(context, version) : (suggestedVersion(context) ?? pythonSupport(context).default)
  const command = writeVersionCommand(written)
  const remove: Edit = {action: 'delete', path: 'runtime.txt'}
  // Once runtime.txt is gone, a misspelled version file stops the build.
  const {misspelledVersionFiles} = context.releases.classic.files
  if (!isSupported || misspelledVersionFiles.some((name) => project.tree.isFile(name))) return {command, kind: 'ask'}
  if (!project.tree.exists('.python-version'))
    return {command, edits: [{action: 'write', contents: `${written}\n`, path: '.python-version'}, remove], kind: 'auto'}
  const other = onlyVersion(project.tree.read('.python-version'), '')
  return other !== undefined && majorOf(other) === majorOf(version)
    ? {command: 'git rm runtime.txt', edits: [remove], kind: 'auto'}
    : {command, kind: 'ask'}
}

/** The one version in a version file whose lines begin with `prefix`; undefined for any other contents. */
function onlyVersion(bytes: Uint8Array | undefined, prefix: string): string | undefined {
  const [line, ...others] = readVersionLines(bytes ?? new Uint8Array())
  if (line === undefined || others.length > 0 || !line.startsWith(prefix)) return undefined
  return parseVersionNumber(line.slice(prefix.length))?.text
}
