import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import type {Check, CheckContext, Finding, Fix} from '../check.js'
import {editableText, packageManager} from '../facts.js'
import {missingCommand} from './hook-commands.js'
import {type HookScript, hookScripts} from './hook-lines.js'
import {missingProgram} from './hook-program.js'

export const hookBroken: Check = {
  id: 'build/hook-broken',
  title: "a build hook can't run",
  severity: 'error',
  docs: {
    what: '`bin/pre_compile` or `bin/post_compile` has Windows line ends, names a program in its first line that the build does not have, or runs `pip` or `python` where there is none.',
    why: 'The classic buildpack runs these scripts before and after its work, and the build stops if one fails. With Windows line ends Linux looks for a program whose name ends in a carriage return. pip is there in `bin/post_compile` alone, and only for apps that use pip: Pipenv, Poetry and uv leave none behind, and before the build neither Python nor pip is installed. That the file is executable does not matter: the buildpack sees to it.',
    fix: 'Write the file with LF line ends, and keep them with `bin/* text eol=lf` in `.gitattributes`. Declare packages as dependencies instead of installing them in a hook.',
    example: '`bin/post_compile`, written on Windows, that begins with `#!/usr/bin/env bash` and CRLF',
    link: 'https://devcenter.heroku.com/articles/python-support',
  },
  run(context) {
    return hookScripts(context).flatMap((script) => [
      ...lineEnds(script, context),
      ...program(script, context),
      ...command(script, context),
    ])
  },
}

function lineEnds({hook, shebang, text}: HookScript, {project}: CheckContext): Finding[] {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.endsWith('\r'))
  if (at === -1) return []
  const editable = editableText(project, hook)
  const rewrite = `perl -pi -e 's/\\r$//' ${hook} && git add ${hook}`
  const fix: Fix =
    editable === undefined
      ? {command: rewrite, kind: 'ask'}
      : {command: rewrite, edits: [{action: 'write', contents: editable.replaceAll('\r\n', '\n'), path: hook}], kind: 'auto'}
  const place = {file: hook, fix, line: at + 1}
  if (at === 0 && shebang)
    return [
      {
        ...place,
        message: `The build stops: ${hook} has Windows line ends, so that Linux looks for a program named "${shebang.program.split('/').at(-1)}\\r".`,
      },
    ]
  return [
    {
      ...place,
      message: `${hook} has Windows line ends: the shell takes the carriage return for a part of each command, and most fail by it. If one that fails ends the script, the build stops.`,
      severity: 'warning',
    },
  ]
}

const ONLY_HEROKU_22 = 'Only the stack heroku-22 has one of that name: use python3, or bin/post_compile.'

function program(script: HookScript, context: CheckContext): Finding[] {
  const missing = missingProgram(script, context)
  if (missing === undefined) return []
  const {hook, shebang} = script
  const message = `The build stops: the first line of ${hook} asks for ${shebang!.program}, which the build does not have.`
  const fix: Fix = {command: null, kind: 'hand'}
  if (missing === 'yes') return [{file: hook, fix, line: 1, message}]
  return [
    {
      file: hook,
      fix,
      line: 1,
      message: `${message} ${shebang!.program === 'python' ? ONLY_HEROKU_22 : 'If an earlier buildpack brings it, all is well.'}`,
      severity: 'warning',
    },
  ]
}

function command(script: HookScript, context: CheckContext): Finding[] {
  const missing = missingCommand(script, context)
  if (!missing) return []
  const {hook} = script
  const {line, name, stops} = missing
  const why =
    hook === 'bin/pre_compile'
      ? 'is not installed yet when this script runs'
      : `is not installed in apps that use ${PACKAGE_MANAGERS[packageManager(context)!].name}`
  const advice = name === 'pip' ? 'Declare what it installs as a dependency.' : ONLY_HEROKU_22
  const place = {file: hook, fix: {command: null, kind: 'hand' as const}, line}
  if (stops) return [{...place, message: `The build stops: ${hook} runs ${name}, which ${why}. ${advice}`}]
  return [
    {
      ...place,
      message: `${hook} runs ${name}, which ${why}: the command fails, and where that ends the script, the build stops. ${advice}`,
      severity: 'warning',
    },
  ]
}
