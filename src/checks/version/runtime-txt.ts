import type {Edit} from '../../edits/edit.js'
import type {Check, CheckContext, Fix} from '../check.js'

import {readVersionLines} from '../../buildpack/version-lines.js'
import {majorOf, parseVersionNumber} from '../../buildpack/version-number.js'
import {writeVersionCommand} from '../version-facts.js'

export const runtimeTxt: Check = {
  id: 'version/runtime-txt',
  title: 'runtime.txt is deprecated',
  severity: 'warning',
  explains: ['runtime-txt::not-supported'],
  docs: {
    what: 'The Python version is in `runtime.txt`.',
    why: 'The file is deprecated, and it wins over `.python-version` where both are there. With uv, and on Fir, it is an error: the build stops.',
    mend: 'Write the major version to `.python-version` (`3.13`, not `python-3.13.5`) and delete `runtime.txt`. The automatic fix does so, unless `.python-version` names another version.',
    example: '`runtime.txt` with `python-3.12.4`',
    link: 'https://devcenter.heroku.com/changelog-items/3141',
  },
  run(context) {
    const {kind, prediction, project} = context
    if (!project.tree.isFile('runtime.txt')) return []
    const fails = kind === 'cnb' || prediction.package_manager === 'uv'
    const reason = kind === 'cnb' ? "on Fir, runtime.txt isn't supported" : "with uv, runtime.txt isn't supported"
    const both = project.tree.isFile('.python-version') ? ' It wins over .python-version.' : ''
    return [
      {
        file: 'runtime.txt',
        fix: conversion(context),
        message: fails
          ? `The build stops: ${reason}.`
          : `runtime.txt is deprecated: the build warns, and a later buildpack will stop.${both}`,
        ...(fails && {severity: 'error' as const}),
      },
    ]
  },
}

/** `.python-version` in its place, with the major version; asked where the two files disagree. */
function conversion({project}: CheckContext): Fix {
  const version = onlyVersion(project.tree.read('runtime.txt'), 'python-')
  if (version === undefined) return {command: 'git rm runtime.txt', kind: 'ask'}
  const major = majorOf(version)
  const command = `git rm runtime.txt && ${writeVersionCommand(major)}`
  const remove: Edit = {action: 'delete', path: 'runtime.txt'}
  const known = project.tree.read('.python-version')
  if (!known) return {command, edits: [{action: 'write', contents: `${major}\n`, path: '.python-version'}, remove], kind: 'auto'}
  const other = onlyVersion(known, '')
  return other !== undefined && majorOf(other) === major
    ? {command: 'git rm runtime.txt', edits: [remove], kind: 'auto'}
    : {command, kind: 'ask'}
}

/** The one version in a version file whose lines begin with `prefix`; undefined for any other contents. */
function onlyVersion(bytes: Uint8Array | undefined, prefix: string): string | undefined {
  const [line, ...others] = readVersionLines(bytes ?? new Uint8Array())
  if (line === undefined || others.length > 0 || !line.startsWith(prefix)) return undefined
  return parseVersionNumber(line.slice(prefix.length))?.text
}
