import type {Check, CheckContext, Finding} from '../check.js'

import {HOOKS} from '../../buildpack/hooks.js'
import {readAppJson} from '../../project/app-json.js'
import {shellWord} from '../facts.js'
import {crash, processesOf, PROCFILE_PAGE} from '../shared/processes.js'
import {runFiles} from './run-files.js'
import {startCommands} from '../shared/start-command.js'

export const notExecutable: Check = {
  id: 'procfile/not-executable',
  title: "a script that a command runs isn't executable",
  severity: 'error',
  docs: {
    what: "A line of the Procfile, or the postdeploy script of app.json, runs a file as a program (`./release.sh`, `bin/start`) that isn't executable in git. Or its first line, `#!/bin/bash`, has a Windows line ending.",
    why: 'Bash fails with "Permission denied" (or "bad interpreter"), and the process crashes. In the release phase, the deploy fails.',
    fix: 'Run `git update-index --chmod=+x release.sh` and commit, or write `bash release.sh`.',
    example: '`release: ./release.sh`, whose mode in git is 100644',
    link: PROCFILE_PAGE,
  },
  run(context) {
    return places(context).flatMap(({command, effect, place}): Finding[] => {
      const told = new Set<string>()
      return startCommands(command).flatMap((start) =>
        runFiles(start).flatMap(({how, path, written}): Finding[] => {
          if (how !== 'direct' || told.has(path) || isMadeExecutable(context, command)) return []
          told.add(path)
          const fault = faultOf(context, path)
          if (!fault) return []
          return [{...place, fix: {command: fault.command, kind: 'ask'}, message: `${effect}: ${written} ${fault.words}`}]
        }),
      )
    })
  },
}

interface Place {
  command: string
  /** What fails. */
  effect: string
  place: {file: string; line?: number}
}

function places(context: CheckContext): Place[] {
  const postdeploy = readAppJson(context.project.tree)?.postdeploy
  return [
    ...processesOf(context).map(({command, place, type}) => ({command, effect: crash(type), place})),
    ...(postdeploy
      ? [
          {
            command: postdeploy.command,
            effect: 'The postdeploy script fails',
            place: {file: 'app.json', ...(postdeploy.line !== undefined && {line: postdeploy.line})},
          },
        ]
      : []),
  ]
}

function isMadeExecutable({project: {tree}}: CheckContext, command: string): boolean {
  const hooks = HOOKS.map((hook) => new TextDecoder().decode(tree.read(hook)))
  return [command, ...hooks].some((text) => /\bchmod\b/.test(text))
}

function faultOf({project: {tree}}: CheckContext, path: string): undefined | {command: string; words: string} {
  const word = shellWord(path)
  if (tree.isExecutable(path) === false)
    return {
      command: `git update-index --chmod=+x ${word} && git commit -m "Make ${path} executable"`,
      words: `isn't executable in git, so bash fails with "Permission denied". Run git update-index --chmod=+x ${word}, or start it with bash.`,
    }
  const bytes = tree.read(path)
  const first = bytes && new TextDecoder().decode(bytes.subarray(0, 200)).split('\n')[0]
  if (!first?.startsWith('#!') || !first.endsWith('\r')) return undefined
  return {
    command: `sed -i.bak 's/\\r$//' ${word}`,
    words:
      'has Windows line endings, so Linux doesn\'t find the interpreter in its first line ("bad interpreter"). Save it with LF line endings.',
  }
}
