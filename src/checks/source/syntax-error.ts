import type {Check, Finding} from '../check.js'

import {pythonFile, syntaxFaults} from '../../project/python-source/index.js'
import {isBefore} from '../../packaging/release-order.js'
import {bootFiles} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'
import {appPython} from '../shared/app-python.js'

export const syntaxError: Check = {
  id: 'source/syntax-error',
  title: "a file that the app runs isn't valid Python",
  severity: 'error',
  docs: {
    what: 'A file that runs when the app starts has code of Python 2 (`print "x"`, `except ValueError, error:`, `exec code`, `raise Error, text`), or a merge conflict marker (`<<<<<<<`). The check doesn\'t find other syntax errors: your editor and `python -m compileall .` do.',
    why: 'Python fails with a SyntaxError when it imports the file. The build succeeds, unless collectstatic imports the file, and then the dyno crashes.',
    fix: 'Write the line as Python 3 does: `print("x")`, `except ValueError as error:`. Resolve the conflict.',
    example: '`print "starting"` in app.py',
    link: 'https://docs.python.org/3/howto/pyporting.html',
  },
  run(context) {
    const {tree} = context.project
    const python = appPython(context)
    return [...bootFiles(context)].flatMap(([file, process]): Finding[] => {
      const source = pythonFile(tree, file)
      const faults = source ? syntaxFaults(source) : []
      const fault = faults.find(({kind}) => kind !== 'except' || (python !== undefined && isBefore(python, WITHOUT_PARENTHESES)))
      if (!fault) return []
      const what = fault.kind === 'conflict' ? 'a merge conflict marker' : "Python 2 code, which isn't valid in Python 3"
      const message = `${bootsAs({process}, 'SyntaxError')}: line ${fault.line} of ${file} is ${what}.`
      return [{file, fix: {command: null, kind: 'hand'}, line: fault.line, message}]
    })
  },
}

/** From this Python on, `except A, B:` is valid. Source: PEP 758. */
const WITHOUT_PARENTHESES = '3.14'
