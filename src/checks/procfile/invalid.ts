import type {Procfile, ProcfileFlaw} from '../../project/procfile.js'
import type {Check, CheckContext, Finding, Fix, Severity} from '../check.js'

import {readProcfile} from '../../project/procfile.js'
import {PROCFILE_PAGE} from '../shared/processes.js'

export const procfileInvalid: Check = {
  id: 'procfile/invalid',
  title: "Heroku can't read a line of the Procfile",
  severity: 'error',
  docs: {
    what: "The Procfile isn't UTF-8, starts with a byte order mark, or has a line that isn't `name: command`. Blank lines and comments (`#`) are fine.",
    why: "Heroku silently ignores lines that it can't read: the process type doesn't exist, and nothing runs. On Fir, the build fails. They accept different mistakes, so a line may work on one and not on the other.",
    fix: 'Write one process type on each line: its name (letters, digits, `-` and `_`; on Fir small letters, digits and `-`), a colon, a space, and its command. Save the file as UTF-8 without a byte order mark.',
    example: "`web` on one line and its command on the next; a Procfile that PowerShell's `echo … > Procfile` wrote as UTF-16",
    link: PROCFILE_PAGE,
  },
  run(context) {
    const {kind, project} = context
    const procfile = readProcfile(project.tree)
    if (!procfile) return []
    const findings = procfile.flaws.flatMap((flaw) => judge(flaw, kind === 'cnb', procfile))
    return findings.map(({flaw, message, severity}): Finding => ({
      file: 'Procfile',
      fix: flaw.why === 'encoding' ? rewrite(context, procfile.text, flaw) : {command: null, kind: 'hand'},
      line: flaw.line,
      message,
      ...(severity && {severity}),
    }))
  },
}

interface Judgement {
  flaw: ProcfileFlaw
  message: string
  severity?: Severity
}

/** What a flaw comes to: nothing where the platform forgives it. Source: heroku/buildpacks-procfile, SPEC.md and src/procfile.rs. */
function judge(flaw: ProcfileFlaw, onFir: boolean, procfile: Procfile): Judgement[] {
  const lost = onFir ? 'The build fails' : 'Heroku ignores this line'
  switch (flaw.why) {
    case 'encoding':
      return encodingFlaw(flaw, onFir, procfile)

    case 'form':
      return [{flaw, message: `${lost}: it doesn't have the form "name: command".`}]

    case 'no-colon':
      return onFir
        ? [{flaw, message: `The build fails: there is no colon after "${flaw.type}".`}]
        : [
            {
              flaw,
              message: `Heroku reads "${flaw.type}" as a process type even without a colon, but heroku local and Fir reject the line. Write "${flaw.type}:", or remove the line.`,
              severity: 'warning',
            },
          ]

    case 'no-command':
      return [{flaw, message: `${lost}: the process type ${flaw.type} has no command after it.`}]

    case 'no-space':
      if (onFir) return []
      return [
        {flaw, message: `Heroku may ignore this line: its parser expects a space after "${flaw.type}:".`, severity: 'warning'},
      ]

    case 'space-before-colon': {
      const effect = onFir
        ? 'The build fails'
        : 'The process exits as soon as it starts, because Heroku reads the colon as part of the command'
      return [{flaw, message: `${effect}: there is a space between "${flaw.type}" and the colon.`}]
    }

    case 'twice':
      return [
        {
          flaw,
          message: `Line ${flaw.first} defines the process type ${flaw.type} too. Only this line counts.`,
          severity: 'warning',
        },
      ]
  }
}

type Encoding = Extract<ProcfileFlaw, {why: 'encoding'}>

/** The classic platform takes a byte order mark for part of the first line, which may be a comment. */
function encodingFlaw(flaw: Encoding, onFir: boolean, {processes}: Procfile): Judgement[] {
  const first = processes.find(({line}) => line === 1)
  if (!onFir && flaw.encoding !== 'UTF-16' && !first) return []
  const lost = flaw.encoding === 'UTF-16' || !first ? 'Heroku finds no process type' : `Heroku ignores ${first.type}`
  const message = `${onFir ? 'The build fails' : lost}: the Procfile is ${flaw.encoding}. Save it as UTF-8 without a byte order mark.`
  return [{flaw, message}]
}

/** The same text as UTF-8. */
function rewrite({project}: CheckContext, text: string, {encoding}: Encoding): Fix {
  const convert = encoding === 'UTF-16' ? 'iconv -f UTF-16 -t UTF-8 Procfile' : 'tail -c +4 Procfile'
  const command = `${convert} > Procfile.new && mv Procfile.new Procfile`
  if (project.truncated.has('Procfile') || text.includes('\uFFFD')) return {command, kind: 'ask'}
  return {command, edits: [{action: 'write', contents: text, path: 'Procfile'}], kind: 'auto'}
}
