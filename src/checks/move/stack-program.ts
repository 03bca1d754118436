import type {Check, CheckContext, Finding} from '../check.js'

import {KNOWN_PROGRAMS, programLost} from '../../knowledge/image-programs.js'
import type {Image} from '../../knowledge/stack-images.js'
import {STACK_PAGE} from '../facts.js'
import {imageName, imageStack} from '../shared/images.js'
import {hookTexts} from '../shared/hook-texts.js'
import {processesOf} from '../shared/processes.js'
import {simpleCommands} from '../shared/shell-words.js'
import {aptPackagesOf} from '../shared/apt-packages.js'

export const moveStackProgram: Check = {
  id: 'move/stack-program',
  title: "a script runs a program that the new stack doesn't have",
  severity: 'warning',
  ofMoves: true,
  docs: {
    what: "The Procfile, `.profile` or a build hook runs a program that the new stack doesn't have. For example, heroku-22 dynos have `git`, `make` and `gcc`, and heroku-24 dynos don't.",
    why: 'The command fails with "command not found", and whatever comes after `&&` doesn\'t run.',
    fix: 'Do it without the program, or list its Ubuntu package in an `Aptfile` and add the buildpack `heroku-community/apt`.',
    example: '`release: make migrate` in the `Procfile`, on the way from heroku-22 to heroku-24',
    link: STACK_PAGE,
  },
  run(context) {
    const {move} = context
    if (move === null) return []
    const stacks = {from: imageStack(move.from), to: imageStack(context)}
    const told = new Set<string>()
    return commandsOf(context).flatMap(({file, image, line, name}): Finding[] => {
      const lost = programLost(name, stacks, image)
      if (!lost || told.has(`${file} ${name}`) || isInstalled(context, lost.package)) return []
      told.add(`${file} ${name}`)
      const place = (one: CheckContext) => (image === 'run' ? `${imageName(one)} dynos` : `the build image of ${imageName(one)}`)
      const [does, doesnt] = image === 'run' ? ['do', "don't"] : ['does', "doesn't"]
      return [
        {
          file,
          fix: {command: null, kind: 'hand'},
          line,
          message: `${file} runs ${name}, and ${place(context)} ${doesnt} have it (${place(move.from)} ${does}). The command fails. Install the Ubuntu package ${lost.package} with an Aptfile, or do without it.`,
          part: name,
        },
      ]
    })
  },
}

/** By the Aptfile, or by a hook's own words: that it names the program says nothing, for it may be what runs it. */
function isInstalled(context: CheckContext, name: string): boolean {
  const install = new RegExp(String.raw`\bapt(?:-get)?\b.*\binstall\b.*\b${name}\b`)
  return aptPackagesOf(context).names.includes(name) || hookTexts(context).some(({text}) => install.test(text))
}

interface Command {
  file: string
  image: Image
  line: number
  name: string
}

function commandsOf(context: CheckContext): Command[] {
  const inProcfile = processesOf(context).flatMap(({command, place}) =>
    programsIn(command).map((name): Command => ({...place, image: 'run', name})),
  )
  const inHooks = hookTexts(context).flatMap(({file, text}) =>
    text.split(/\r?\n/).flatMap((written, index) =>
      programsIn(written).map((name): Command => ({
        file,
        image: file.startsWith('bin/') ? 'build' : 'run',
        line: index + 1,
        name,
      })),
    ),
  )
  return [...inProcfile, ...inHooks]
}

/** The known programs that a line starts. What is asked about beforehand (`command -v git && …`) is left out. */
function programsIn(line: string): string[] {
  if (/\b(?:command -v|which|type|hash)\b/.test(line)) return []
  return simpleCommands(line).flatMap((words) => {
    const program = words.find((word) => !/^\w+=/.test(word))?.replace(/^\/usr\/bin\//, '')
    return program !== undefined && KNOWN_PROGRAMS.includes(program) ? [program] : []
  })
}
