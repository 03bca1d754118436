import {built, type Case, within} from '../../case.js'

const ID = 'deps/system-headers'
const app = (requirements: string) => ({'.python-version': '3.13\n', 'requirements.txt': `${requirements}\n`})
const APT = {app: {buildpacks: ['heroku-community/apt', 'heroku/python']}}

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('PyAudio', app('PyAudio==0.2.14'), [`${ID} error`], {app: {}}),
    built('PyAudio, and no app', app('PyAudio==0.2.14'), [`${ID} warning`]),
    built('PyAudio with its headers from apt', {...app('PyAudio==0.2.14'), Aptfile: 'portaudio19-dev\nlibportaudio2\n'}, [], APT),
    built(
      'PyAudio with its library from apt, and without headers',
      {...app('PyAudio==0.2.14'), Aptfile: 'libportaudio2\n'},
      [`${ID} error`],
      APT,
    ),
    built(
      'packages whose headers the build image has',
      app('python-ldap==3.4.4\npycairo==1.28.0\nmysqlclient==2.2.7\npsycopg2==2.9.10'),
      [],
      {
        app: {},
      },
    ),
    built('pygraphviz', app('pygraphviz==1.14'), [`${ID} error`], {app: {}}),
    built('PyGObject on heroku-26', app('PyGObject==3.48.2'), [`${ID} error`], {app: {stack: 'heroku-26'}}),
    built('PyGObject on heroku-24, which has its headers', app('PyGObject==3.48.2'), [], {app: {stack: 'heroku-24'}}),
    built('xmlsec with wheels', app('xmlsec==1.3.16'), [], {app: {}}),
    built('xmlsec from before it had wheels', app('xmlsec==1.3.13'), [`${ID} error`], {app: {}}),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'PyAudio with its headers from apt'}
