import type {Check, CheckContext, Finding, Fix} from '../check.js'

import {readProcfile} from '../../project/procfile.js'
import {editableText} from '../facts.js'
import {PROCFILE_PAGE} from '../shared/processes.js'
import {type ShellFault, shellFault} from '../shared/shell-fault.js'

export const shellSyntax: Check = {
  id: 'procfile/shell-syntax',
  title: 'bash rejects a command or reads it differently',
  severity: 'error',
  docs: {
    what: "A command of the Procfile has parentheses without quotes, a quote or bracket that never closes, or an operator or `&` at its end. Or it has typographic quotes or dashes, or a variable in the syntax of another shell: `%PORT%`, `$env:PORT`, `$(PORT)`, `'$PORT'`.",
    why: "Heroku runs each command with bash. At a syntax error, bash fails before anything starts. It passes on other shells' syntax as plain text. The process crashes with error H10 or R10.",
    fix: 'Quote special characters: `gunicorn "app:create_app()"`. Write variables as `$PORT`.',
    example: '`web: gunicorn app:create_app()`',
    link: PROCFILE_PAGE,
  },
  run(context) {
    const processes = readProcfile(context.project.tree)?.processes ?? []
    return processes.flatMap(({command, line, type}): Finding[] => {
      const fault = shellFault(command)
      if (!fault || (fault.why === 'background' && type === 'release')) return []
      return [{file: 'Procfile', fix: fixFor(context, {command, fault, line}), line, message: words(type, fault)}]
    })
  },
}

/** Corrections that can't change what was meant. */
const PLAIN: ReadonlySet<ShellFault['why']> = new Set(['parenthesis', 'substitution', 'typographic', 'windows'])

function fixFor({project}: CheckContext, place: {command: string; fault: ShellFault; line: number}): Fix {
  const {command, fault, line} = place
  const lines = editableText(project, 'Procfile')?.split('\n')
  const old = lines?.[line - 1]
  if (fault.right === undefined || !lines || !old?.includes(command)) return {command: null, kind: 'hand'}
  if (!PLAIN.has(fault.why) || shellFault(fault.right)) return {command: null, kind: 'ask'}
  lines[line - 1] = old.replace(command, () => fault.right!)
  return {command: null, edits: [{action: 'write', contents: lines.join('\n'), path: 'Procfile'}], kind: 'auto'}
}

function words(type: string, fault: ShellFault): string {
  const {right, token} = fault
  const write = right === undefined ? '' : ` Write ${type}: ${right}.`
  switch (fault.why) {
    case 'background':
      return `The ${type} process exits as soon as it starts: the & at the end puts the command in the background, and the shell exits.${write}`

    case 'dash':
      return `The ${type} command has a typographic dash (${token}), so the program doesn't recognize the option.${write}`

    case 'end':
      return /^[)}]$/.test(token)
        ? `Bash refuses the ${type} command: a bracket is never closed (${token} is missing).`
        : `Bash refuses the ${type} command: nothing follows the ${token} at its end.`

    case 'literal':
      return `The ${type} command passes ${token} on unchanged: bash doesn't replace variables in single quotes.${write}`

    case 'parenthesis':
      return `Bash refuses the ${type} command: syntax error near unexpected token \`('. Parentheses need quotes.${write}`

    case 'quote':
      return `Bash refuses the ${type} command: a quote (${token}) is never closed.`

    case 'substitution':
      return `The ${type} command runs ${token} as a program, which doesn't exist. Write variables without parentheses.${write}`

    case 'token':
      return `Bash refuses the ${type} command: syntax error near unexpected token \`${token}'.`

    case 'typographic':
      return `The ${type} command has a typographic ${token === '\u00A0' ? 'space' : `quote (${token})`}, which bash reads as part of a word.${write}`

    case 'windows':
      return `The ${type} command passes ${token} on unchanged: it's the Windows syntax for variables.${write}`
  }
}
