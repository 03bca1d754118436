import {built, type Case, within} from '../../case.js'

/** The checks that are made in a forecast only: each moves a small app, and compares it with what it was. */

const version = (python: string) => ({'.python-version': `${python}\n`})
const pip = (python: string, requirements = '') => ({...version(python), 'requirements.txt': requirements})

export const ROWS: readonly Case[] = [
  ...within(
    ['move/standard-library'],
    [
      built(
        'a command that imports a module that the next Python lacks',
        {...pip('3.12'), 'tools/report.py': 'import telnetlib\n'},
        ['move/standard-library warning'],
        {to: ['3.13']},
      ),
      built(
        'a command that imports a name that the next Python lacks',
        {...pip('3.10'), 'tools/report.py': 'from asyncio import coroutine\n'},
        ['move/standard-library warning'],
        {to: ['3.11']},
      ),
      built(
        'a module that an older Python does not have yet',
        {...pip('3.12'), 'tools/report.py': 'import tomllib\n'},
        ['move/standard-library warning'],
        {to: ['3.10']},
      ),
      built('a module that left long before the move', {...pip('3.12'), 'tools/report.py': 'import imp\n'}, [], {to: ['3.13']}),
      built(
        'a module that the next Python lacks, imported with a way out',
        {...pip('3.12'), 'tools/report.py': 'try:\n    import telnetlib\nexcept ImportError:\n    telnetlib = None\n'},
        [],
        {to: ['3.13']},
      ),
      built(
        'a module that the next Python lacks, and a package brings',
        {...pip('3.12', 'standard-telnetlib==3.13.0\n'), 'tools/report.py': 'import telnetlib\n'},
        [],
        {to: ['3.13']},
      ),
      built(
        'a module that the next Python lacks, and the app has of its own',
        {...pip('3.12'), 'cgi.py': '', 'report.py': 'import cgi\n'},
        [],
        {to: ['3.13']},
      ),
      built(
        'a module that the next Python lacks, in the file that starts the app',
        {...pip('3.12'), 'app.py': 'import cgi\napp = None\n', Procfile: 'web: python app.py\n'},
        [],
        {to: ['3.13']},
      ),
      built('the same Python on another stack', {...pip('3.12'), 'tools/report.py': 'import cgi\n'}, [], {to: ['heroku-26']}),
    ],
  ),
  ...within(
    ['move/syntax'],
    [
      built(
        'a file that the app starts, and the new Python refuses',
        {...pip('3.13'), 'app.py': 'type A = int\n', Procfile: 'web: python app.py\n'},
        ['move/syntax error'],
        {syntax: {refused: [{file: 'app.py', line: 1, message: 'invalid syntax'}], warned: []}, to: ['3.11']},
      ),
      built(
        'a file beside the app that the new Python refuses',
        {...pip('3.13'), 'app.py': '', 'tools/x.py': 'type A = int\n', Procfile: 'web: python app.py\n'},
        ['move/syntax warning'],
        {syntax: {refused: [{file: 'tools/x.py', line: 1, message: 'invalid syntax'}], warned: []}, to: ['3.11']},
      ),
      built('files that the new Python accepts', {...pip('3.13'), 'app.py': '', Procfile: 'web: python app.py\n'}, [], {
        to: ['3.14'],
      }),
    ],
  ),
  ...within(
    ['move/deprecated'],
    [
      built('a module that a later Python lacks', {...pip('3.10'), 'tools/report.py': 'import cgi\n'}, ['move/deprecated info'], {
        to: ['3.12'],
      }),
      built('a line that the new Python warns about', {...pip('3.11'), 'app.py': "pattern = '\\d'\n"}, ['move/deprecated info'], {
        syntax: {refused: [], warned: [{file: 'app.py', line: 1, message: 'invalid escape sequence'}]},
        to: ['3.12'],
      }),
      built('a module that a later Python lacks, and the app stays', {...pip('3.12'), 'x.py': 'import cgi\n'}, [], {
        to: ['heroku-26'],
      }),
      built('a module that stays', {...pip('3.10'), 'x.py': 'import json\n'}, [], {to: ['3.12']}),
    ],
  ),
  ...within(
    ['move/stack-program'],
    [
      built(
        'a release phase with make, which later dynos lack',
        {...pip('3.13'), Procfile: 'release: make migrate\n'},
        ['move/stack-program warning'],
        {to: ['heroku-24']},
      ),
      built(
        'a hook with hg, which later build images lack',
        {...pip('3.13'), 'bin/post_compile': '#!/bin/bash\nhg clone https://example.com/r\n'},
        ['move/stack-program warning'],
        {to: ['heroku-24']},
      ),
      built(
        '.profile with make, beside a hook that makes migrations',
        {...pip('3.13'), '.profile': 'make assets\n', 'bin/post_compile': 'python manage.py makemigrations\n'},
        ['move/stack-program warning'],
        {to: ['heroku-24']},
      ),
      built(
        '.profile with make, which a hook installs',
        {...pip('3.13'), '.profile': 'make assets\n', 'bin/pre_compile': 'apt-get install -y make\n'},
        [],
        {to: ['heroku-24']},
      ),
      built('a hook with make, which build images keep', {...pip('3.13'), 'bin/post_compile': 'make\n'}, [], {to: ['heroku-24']}),
      built('a hook that asks for git first', {...pip('3.13'), '.profile': 'command -v git && git --version\n'}, [], {
        to: ['heroku-24'],
      }),
      built('make on dynos, from an Aptfile', {...pip('3.13'), Aptfile: 'make\n', Procfile: 'release: make migrate\n'}, [], {
        app: {buildpacks: ['heroku-community/apt', 'heroku/python'], stack: 'heroku-22'},
        to: ['heroku-24'],
      }),
      built('make on dynos that lack it already', {...pip('3.13'), Procfile: 'release: make x\n'}, [], {to: ['heroku-26']}),
      built('a release phase with make, on the way back', {...pip('3.13'), Procfile: 'release: make x\n'}, [], {
        app: {stack: 'heroku-24'},
        to: ['heroku-22'],
      }),
    ],
  ),
  ...within(
    ['move/compiled'],
    [
      built('a package that has wheels for other systems only', pip('3.13', 'shop==1.0\n'), ['move/compiled warning'], {
        online: {shop: '1.0'},
        to: ['heroku-26'],
      }),
      built('a package that is source alone, and another compiler', pip('3.13', 'shop==1.0\n'), ['move/compiled info'], {
        online: {sourceOnly: new Set(['shop']), withoutWheel: new Map([['shop', '1.0']])},
        to: ['heroku-26'],
      }),
      built('a package that is compiled by the same compiler', pip('3.13', 'shop==1.0\n'), [], {
        online: {shop: '1.0'},
        to: ['3.14'],
      }),
      built('a package with a wheel', pip('3.13', 'shop==1.0\n'), [], {to: ['heroku-26']}),
    ],
  ),
  ...within(
    ['move/fir-buildpacks'],
    [
      built('classic buildpacks on the way to Fir', pip('3.13'), ['move/fir-buildpacks warning', 'move/fir-buildpacks warning'], {
        app: {buildpacks: ['heroku-community/apt', 'heroku/nodejs', 'heroku/python']},
        to: ['fir'],
      }),
      built('the Python buildpack alone, on the way to Fir', pip('3.13'), [], {app: {}, to: ['fir']}),
      built('classic buildpacks on the way to another stack', pip('3.13'), [], {
        app: {buildpacks: ['heroku/nodejs', 'heroku/python'], stack: 'heroku-24'},
        to: ['heroku-26'],
      }),
    ],
  ),
  ...within(
    ['move/fir-aptfile'],
    [
      built('an Aptfile on the way to Fir', {...pip('3.13'), Aptfile: 'ffmpeg\n'}, ['move/fir-aptfile warning'], {
        to: ['fir'],
      }),
      built('an Aptfile on the way to another stack', {...pip('3.13'), Aptfile: 'ffmpeg\n'}, [], {to: ['heroku-26']}),
    ],
  ),
  ...within(
    ['move/unpinned'],
    [
      built('a package without a version, and another stack', pip('3.13', 'requests\n'), ['move/unpinned warning'], {
        to: ['heroku-26'],
      }),
      built('a package without a version, and another Python', pip('3.13', 'requests\n'), ['move/unpinned warning'], {
        to: ['3.14'],
      }),
      built('a package without a version, and nothing changes', pip('3.13', 'requests\n'), [], {to: ['3.13']}),
      built('pinned packages, and another stack', pip('3.13', 'requests==2.32.5\n'), [], {to: ['heroku-26']}),
    ],
  ),
]

/** The rows that come closest to what each check looks for, and in which it must be silent. */
export const NEAR_MISSES_OF_MOVES = {
  'move/compiled': 'a package that is compiled by the same compiler',
  'move/deprecated': 'a module that a later Python lacks, and the app stays',
  'move/fir-aptfile': 'an Aptfile on the way to another stack',
  'move/fir-buildpacks': 'classic buildpacks on the way to another stack',
  'move/stack-program': 'a hook with make, which build images keep',
  'move/standard-library': 'a module that the next Python lacks, imported with a way out',
  'move/syntax': 'files that the new Python accepts',
  'move/unpinned': 'a package without a version, and nothing changes',
}
