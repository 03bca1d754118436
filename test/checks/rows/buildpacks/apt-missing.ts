import {built, type Case, FIR, within} from '../../case.js'

const APP = {'.python-version': '3.14\n', Aptfile: '# for OpenCV\nlibgl1\n', 'requirements.txt': ''}
const ID = 'buildpacks/apt-missing'
const APT = 'heroku-community/apt'

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('an Aptfile without the buildpack', APP, [`${ID} warning`], {app: {}}),
    built('an Aptfile, and no list of buildpacks', APP, [`${ID} warning`], {app: {buildpacks: []}}),
    built('an Aptfile on Fir', APP, [`${ID} warning`], {app: FIR}),
    built('an Aptfile with the buildpack', APP, [], {app: {buildpacks: [APT, 'heroku/python']}}),
    built('an Aptfile with a copy of the buildpack', APP, [], {
      app: {buildpacks: ['https://github.com/acme/buildpack-with-apt', 'heroku/python']},
    }),
    built('an Aptfile with the buildpack in .buildpacks', {...APP, '.buildpacks': `${APT}\nheroku/python\n`}, [], {
      app: {buildpacks: ['heroku/multi']},
    }),
    built('an Aptfile with comments alone', {...APP, Aptfile: '# libgl1\n'}, [], {app: {}}),
    built('an Aptfile in a subfolder', {...APP, Aptfile: '', 'docker/Aptfile': 'libgl1\n'}, [], {app: {}}),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'an Aptfile with the buildpack'}
