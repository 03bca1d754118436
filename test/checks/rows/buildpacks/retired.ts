import {built, type Case, within} from '../../case.js'

const APP = {'.python-version': '3.14\n', 'requirements.txt': ''}
const ID = 'buildpacks/retired'
const withList = (name: string, buildpacks: readonly string[], count: number) =>
  built(
    name,
    APP,
    Array.from({length: count}, () => `${ID} warning`),
    {app: {buildpacks: ['heroku/python', ...buildpacks]}},
  )

export const ROWS: readonly Case[] = within(
  [ID],
  [
    withList(
      'Chrome and its driver by two archived buildpacks',
      ['https://github.com/heroku/heroku-buildpack-chromedriver', 'https://github.com/heroku/heroku-buildpack-google-chrome'],
      1,
    ),
    withList('Chrome by the registry, archived', ['heroku/google-chrome'], 1),
    withList(
      'an apt buildpack that is archived, and multi',
      ['https://github.com/ddollar/heroku-buildpack-apt', 'heroku/multi'],
      2,
    ),
    withList('Chrome for Testing', ['heroku-community/chrome-for-testing'], 0),
    withList('Heroku’s apt buildpack', ['https://github.com/heroku/heroku-buildpack-apt'], 0),
    withList('somebody’s copy of a Chrome buildpack', ['https://github.com/acme/heroku-buildpack-google-chrome'], 0),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'Chrome for Testing'}
