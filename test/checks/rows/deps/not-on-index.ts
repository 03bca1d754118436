import {built, type Case, within} from '../../case.js'

const ID = 'deps/not-on-index'
const app = (requirements: string) => ({'.python-version': '3.13\n', 'requirements.txt': `${requirements}\n`})

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('modules of the standard library', app('os\nsqlite3'), [`${ID} error`, `${ID} error`]),
    built('names of imports', app('cv2\nPyYAML==6.0.3'), [`${ID} error`]),
    built('parts of Ubuntu', app('python-apt==2.4.0\nsix==1.17.0'), [`${ID} error`]),
    built('a placeholder', app('sklearn'), [`${ID} error`]),
    built('packages for Python 2', app('MySQL-python==1.2.5\nwsgiref==0.1.2'), [`${ID} error`, `${ID} error`]),
    built('a placeholder of a version that installs', app('sklearn==0.0'), []),
    built('packages that are called like modules', app('dataclasses==0.6\nargparse==1.4.0\nasyncio==3.4.3'), []),
    built('names of imports, and another index', app('--index-url https://index.example/simple\nyaml'), []),
    built('a local version', app('torch==2.5.1+cpu'), [`${ID} warning`]),
    built('a local version, of an app', app('torch==2.5.1+cpu'), [`${ID} error`], {app: {}}),
    built('a local version that a page of links has', app('--find-links https://wheels.example/torch\ntorch==2.5.1+cpu'), []),
    built('a version that the index does not have', app('acme==9.9'), [`${ID} warning`], {
      online: {notThere: new Map([['acme', '9.9']])},
    }),
    built('a version that the index has', app('acme==9.9'), [], {online: {notThere: new Map()}}),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'packages that are called like modules'}
