import type {Check} from '../check.js'

import {majorOf} from '../../packaging/python-version.js'
import {bootFiles} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'

export const moveSyntax: Check = {
  id: 'move/syntax',
  title: "the new Python doesn't accept a file of the app",
  severity: 'error',
  needs: ['target-python'],
  ofMoves: true,
  docs: {
    what: "A file has syntax that the new Python refuses and the app's present one accepts. The check asks a Python of the new version on this machine. It parses the files and runs none of their code.",
    why: 'Python fails with a SyntaxError when it imports the file. The build succeeds, unless collectstatic imports the file.',
    fix: 'Write it in a way that both versions accept.',
    example: '`type Point = tuple[float, float]`, on the way from Python 3.13 to 3.11',
    link: 'https://docs.python.org/3/whatsnew/',
  },
  run(context) {
    const {move, version} = context
    const python = version.resolved === null ? 'the new Python' : `Python ${majorOf(version.resolved)}`
    const runs = bootFiles(context)
    return (move?.syntax?.refused ?? []).map(({file, line, message}) => {
      const process = runs.get(file)
      const happens = process === undefined ? 'Running the file fails' : bootsAs({process}, 'SyntaxError')
      return {
        file,
        fix: {command: null, kind: 'hand' as const},
        line,
        message: `${python} doesn't accept line ${line} of ${file}: ${message}. ${happens}.`,
        ...(process === undefined && {severity: 'warning' as const}),
      }
    })
  },
}
