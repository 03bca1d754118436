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
    what: "`bin/pre_compile` or `bin/post_compile` has Windows line endings. Or its first line names a program that the build doesn't have. Or it runs `pip` or `python` before they are installed.",
    why: "The classic buildpack runs these scripts before and after its own steps, and the build fails if one fails. With Windows line endings, Linux looks for a program whose name ends in a carriage return. Only `bin/post_compile` has pip, and only in apps that use pip: Pipenv, Poetry and uv don't install it. `bin/pre_compile` runs before Python is installed. The scripts don't have to be executable: the buildpack takes care of that.",
    fix: 'Save the file with LF line endings, and keep them with `bin/* text eol=lf` in `.gitattributes`. Declare packages as dependencies instead of installing them in a hook.',
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
        message: `The build fails: ${hook} has Windows line endings, so Linux looks for a program named "${shebang.program.split('/').at(-1)}\\r".`,
      },
    ]
  return [
    {
      ...place,
      message: `${hook} has Windows line endings. The shell reads the carriage return as part of each command, so most commands fail. If the script stops at a failed command, the build fails.`,
      severity: 'warning',
    },
  ]
}

const ONLY_HEROKU_22 = 'Only heroku-22 has a program of that name. Use python3, or move the script to bin/post_compile.'

function program(script: HookScript, context: CheckContext): Finding[] {
  const missing = missingProgram(script, context)
  if (missing === undefined) return []
  const {hook, shebang} = script
  const message = `The build fails: the first line of ${hook} asks for ${shebang!.program}, which the build doesn't have.`
  const fix: Fix = {command: null, kind: 'hand'}
  if (missing === 'yes') return [{file: hook, fix, line: 1, message}]
  const finding = {file: hook, fix, line: 1, severity: 'warning' as const}
  if (shebang!.program === 'python') return [{...finding, message: `${message} ${ONLY_HEROKU_22}`}]
  return [{...finding, fineIf: ['an earlier buildpack brings it'], message}]
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
  if (stops) return [{...place, message: `The build fails: ${hook} runs ${name}, which ${why}. ${advice}`}]
  return [
    {
      ...place,
      message: `${hook} runs ${name}, which ${why}. The command fails, and if the script stops there, the build fails. ${advice}`,
      severity: 'warning',
    },
  ]
}
