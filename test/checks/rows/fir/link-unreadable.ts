import {built, type Case, FIR, within} from '../../case.js'

const APP = {'.python-version': '3.14\n', 'requirements.txt': ''}
const ID = 'fir/link-unreadable'
const ERROR = [`${ID} error`]
const onFir = (name: string, files: Parameters<typeof built>[1], findings: readonly string[]) =>
  built(name, files, findings, {app: FIR})

/** All of `fir`, `source` and `version`: no other check must take the file for a missing one. */
export const ROWS: readonly Case[] = within(
  ['fir', 'source', 'version/uv', 'version/file'],
  [
    onFir('a version file that links to itself', {...APP, '.python-version': {link: '.python-version'}}, ERROR),
    onFir('a version file that links to a long name', {...APP, '.python-version': {link: 'x'.repeat(256)}}, ERROR),
    onFir('a version file in /root', {...APP, '.python-version': {link: '/root/version'}}, ERROR),
    onFir(
      'a version file in a circle, with uv',
      {'.python-version': {link: 'a'}, a: {link: '.python-version'}, 'uv.lock': ''},
      ERROR,
    ),
    onFir('a lockfile in a circle', {'.python-version': '3.14\n', 'uv.lock': {link: 'uv.lock'}}, ERROR),
    onFir('a second lockfile in a circle', {...APP, 'poetry.lock': {link: 'poetry.lock/x'}}, ERROR),
    onFir('a runtime.txt in a circle', {...APP, 'runtime.txt': {link: 'runtime.txt'}}, ERROR),
    onFir('a manage.py in a circle', {...APP, 'manage.py': {link: 'manage.py'}, 'requirements.txt': 'django==5.2.8\n'}, ERROR),
    onFir('a manage.py in a circle, without Django', {...APP, 'manage.py': {link: 'manage.py'}}, []),
    onFir('an app.py in a circle before any file', {'app.py': {link: 'app.py'}, 'requirements.txt': ''}, ERROR),
    onFir('an app.py in a circle after the version file', {...APP, 'app.py': {link: 'app.py'}}, []),
    onFir('two files in a circle', {'.python-version': {link: 'a'}, a: {link: 'a'}, 'uv.lock': {link: 'a'}}, [
      ...ERROR,
      ...ERROR,
    ]),
    onFir('a link to a name of 255 bytes', {'app.py': {link: 'x'.repeat(255)}, 'requirements.txt': ''}, []),
    onFir('a version file that links to /dev/null', {...APP, '.python-version': {link: '/dev/null'}}, [
      'version/file-multiple error',
    ]),
    built('a runtime.txt in a circle, on Cedar', {...APP, 'runtime.txt': {link: 'runtime.txt'}}, []),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a link to a name of 255 bytes'}
