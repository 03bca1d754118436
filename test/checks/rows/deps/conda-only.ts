import {built, type Case, within} from '../../case.js'

const ID = 'deps/conda-only'
const app = (requirements: string) => ({'.python-version': '3.13\n', 'requirements.txt': `${requirements}\n`})

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built("packages of Anaconda's own", app('conda==23.7.4\nmenuinst==1.4.19'), [`${ID} error`, `${ID} error`]),
    built('a version that only Anaconda has', app('mkl-service==2.4.0'), [`${ID} error`]),
    built('a version that the index has too', app('mkl-service==2.5.2\nanaconda-client==1.13.0'), []),
    built(
      "packages of Anaconda's own, and another index",
      app('--extra-index-url https://wheels.example/simple\nconda==23.7.4'),
      [],
    ),
    built("packages of Anaconda's own, for Windows", app('menuinst==1.4.19 ; sys_platform == "win32"'), []),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a version that the index has too'}
