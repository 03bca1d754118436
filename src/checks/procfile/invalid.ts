import type {Procfile, ProcfileFlaw} from '../../project/procfile.js'
import type {Check, CheckContext, Finding, Fix, Severity} from '../check.js'

import {readProcfile} from '../../project/procfile.js'
import {PROCFILE_PAGE} from '../shared/processes.js'

export const procfileInvalid: Check = {
  id: 'procfile/invalid',
  title: 'a line of the Procfile is not read as it was meant',
  severity: 'error',
  docs: {
    what: 'The Procfile is not UTF-8, begins with a byte order mark, or has a line that is not `name: command`. Blank lines and comments (`#`) are fine.',
    why: 'Heroku leaves out a line that it can’t read, and says nothing: the process type isn’t there, and nothing runs. On Fir the build stops. What each of them forgives differs, so that a line may work on one and not on the other.',
    fix: 'Write one process type on each line: its name (letters, digits, `-` and `_`; on Fir small letters, digits and `-`), a colon, a blank, and its command. Save the file as UTF-8 without a byte order mark.',
    example: '`web` on one line and its command on the next; a Procfile that PowerShell’s `echo … > Procfile` wrote as UTF-16',
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
  const lost = onFir ? 'The build stops' : 'Heroku leaves this line out'
  switch (flaw.why) {
    case 'encoding':
      return encodingFlaw(flaw, onFir, procfile)

    case 'form':
      return [{flaw, message: `${lost}: it is not of the form "name: command".`}]

    case 'no-colon':
      return onFir
        ? [{flaw, message: `The build stops: "${flaw.type}" has no colon after it.`}]
        : [
            {
              flaw,
              message: `Heroku takes "${flaw.type}" for a process type, although no colon follows it; heroku local and Fir refuse the line. Write "${flaw.type}:", or take the line out.`,
              severity: 'warning',
            },
          ]

    case 'no-command':
      return [{flaw, message: `${lost}: the process type ${flaw.type} has no command after it.`}]

    case 'no-space':
      if (onFir) return []
      return [
        {flaw, message: `Heroku may leave this line out: its parser expects a blank after "${flaw.type}:".`, severity: 'warning'},
      ]

    case 'space-before-colon': {
      const effect = onFir
        ? 'The build stops'
        : 'The process ends as soon as it starts, for Heroku takes the colon for part of the command'
      return [{flaw, message: `${effect}: there is a blank between "${flaw.type}" and the colon.`}]
    }

    case 'twice':
      return [
        {
          flaw,
          message: `The process type ${flaw.type} is in line ${flaw.first} too: only this line counts.`,
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
  const lost = flaw.encoding === 'UTF-16' || !first ? 'Heroku finds no process type' : `Heroku leaves out ${first.type}`
  const message = `${onFir ? 'The build stops' : lost}: the Procfile is ${flaw.encoding}. Save it as UTF-8 without a byte order mark.`
  return [{flaw, message}]
}

/** The same text as UTF-8. */
function rewrite({project}: CheckContext, text: string, {encoding}: Encoding): Fix {
  const convert = encoding === 'UTF-16' ? 'iconv -f UTF-16 -t UTF-8 Procfile' : 'tail -c +4 Procfile'
  const command = `${convert} > Procfile.new && mv Procfile.new Procfile`
  if (project.truncated.has('Procfile') || text.includes('\uFFFD')) return {command, kind: 'ask'}
  return {command, edits: [{action: 'write', contents: text, path: 'Procfile'}], kind: 'auto'}
}
