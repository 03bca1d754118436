import {built, type Case, within} from '../../case.js'

const ID = 'deps/apt-name-gone'
const app = (Aptfile: string) => ({'.python-version': '3.13\n', 'requirements.txt': '', Aptfile})
const APT = {buildpacks: ['heroku-community/apt', 'heroku/python']}

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('a library that Ubuntu renamed', app('ffmpeg\nlibgl1-mesa-glx\n'), [`${ID} error`], {
      app: {...APT, stack: 'heroku-24'},
    }),
    built('a library that a later Ubuntu renamed', app('libgl1-mesa-glx\n'), [], {app: {...APT, stack: 'heroku-22'}}),
    built('a library by the name that it has', app('libgl1\n'), [], {app: {...APT, stack: 'heroku-24'}}),
    built('a library that Ubuntu renamed, in an Aptfile that nothing may read', app('libgl1-mesa-glx\n'), [`${ID} warning`]),
    built(
      'a library that Ubuntu renamed, from a file of its own',
      app('https://example.com/libssl1.1_1.1.1f-1ubuntu2_amd64.deb\n'),
      [],
      {
        app: {...APT, stack: 'heroku-24'},
      },
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a library by the name that it has'}
