import type {Check, Finding} from '../check.js'

import {readProcfile} from '../../project/procfile.js'
import {editableText} from '../facts.js'
import {PROCFILE_PAGE} from '../shared/processes.js'

/** The names that the platform gives a meaning. Source: Dev Center, "The Procfile" and "Release Phase". */
const KNOWN = new Set(['release', 'web'])

export const typeName: Check = {
  id: 'procfile/type-name',
  title: 'a process type is not named web or release in lowercase',
  severity: 'error',
  docs: {
    what: 'A line of the Procfile starts with `Web:`, `WEB:` or `Release:`, and there is no line with the right name.',
    why: 'Names are case-sensitive. Only `web` gets requests, and only `release` runs before a release. `Web` is a process type like `worker`, so every request fails with error H14.',
    fix: 'Write the name in lowercase. The automatic fix does that.',
    example: '`Web: gunicorn app:app`',
    link: PROCFILE_PAGE,
  },
  run({project}) {
    const processes = readProcfile(project.tree)?.processes ?? []
    const names = new Set(processes.map(({type}) => type))
    return processes.flatMap(({line, type}): Finding[] => {
      const meant = type.toLowerCase()
      if (meant === type || !KNOWN.has(meant) || names.has(meant)) return []
      const effect =
        meant === 'web'
          ? `Every request fails with error H14: only the process type web gets requests, and this one is named ${type}.`
          : `This doesn't run as the release phase: its process type must be named release, not ${type}.`
      const lines = editableText(project, 'Procfile')?.split('\n')
      const old = lines?.[line - 1]
      if (!lines || !old?.includes(type))
        return [
          {file: 'Procfile', fix: {command: null, kind: 'ask'}, line, message: `${effect} Write ${meant}: instead.`, part: type},
        ]
      lines[line - 1] = old.replace(type, meant)
      return [
        {
          file: 'Procfile',
          fix: {command: null, edits: [{action: 'write', contents: lines.join('\n'), path: 'Procfile'}], kind: 'auto'},
          line,
          message: `${effect} Write ${meant}: instead.`,
          part: type,
        },
      ]
    })
  },
}
