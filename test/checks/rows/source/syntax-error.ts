import {built, type Case, within} from '../../case.js'

const APP = {
  '.python-version': '3.13\n',
  Procfile: 'web: gunicorn app:app\n',
  'requirements.txt': 'Flask==3.1.0\ngunicorn==23.0.0\n',
}
const FLASK = 'from flask import Flask\n\napp = Flask(__name__)\n'
const app = (code: string, more = {}) => ({...APP, 'app.py': FLASK + code, ...more})

export const ROWS: readonly Case[] = within(
  ['source'],
  [
    built('print as Python 2 has it', app('print "starting"\n'), ['source/syntax-error error']),
    built(
      'print in a block, in a module that the app imports',
      app('import jobs\n', {'jobs.py': 'def run(n):\n    if n: print n\n'}),
      ['source/syntax-error error'],
    ),
    built('an exception as Python 2 catches it', app('try:\n    run()\nexcept ValueError, error:\n    pass\n'), [
      'source/syntax-error error',
    ]),
    built(
      'the same on Python 3.14, where it is valid',
      {...app('try:\n    run()\nexcept ValueError, TypeError:\n    pass\n'), '.python-version': '3.14\n'},
      [],
    ),
    built('a conflict that was committed', app('<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> main\n'), [
      'source/syntax-error error',
    ]),
    built('exec and raise as Python 2 has them', app('exec "x = 1"\n'), ['source/syntax-error error']),
    built('code of Python 2 that nothing runs', app('', {'tools/old.py': 'print "x"\n'}), []),
    built(
      'a text and a comment that show such code',
      app('TEXT = """\nprint "x"\n<<<<<<< HEAD\n"""\n# print "x"\nprint ("x")\nprint\n'),
      [],
    ),
    built(
      'new forms of Python',
      app('type Pair[T] = tuple[T, T]\nmatch 1:\n    case int(print):\n        print(f"{"x"}")\n'),
      [],
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {'source/syntax-error': 'a text and a comment that show such code'}
