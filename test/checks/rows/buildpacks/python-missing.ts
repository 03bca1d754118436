import {built, type Case, within} from '../../case.js'

const FLASK = {
  '.python-version': '3.14\n',
  Procfile: 'web: gunicorn app:app\n',
  'app.py': 'app = None\n',
  'requirements.txt': 'gunicorn==23.0.0\n',
}
const MONOREPO = 'https://github.com/lstoll/heroku-buildpack-monorepo'
const ID = 'buildpacks/python-missing'
const withList = (name: string, buildpacks: readonly string[], severity?: string, files: Record<string, string> = {}) =>
  built(
    name,
    {...FLASK, Aptfile: 'curl\n', 'package.json': '{}', ...files},
    severity === undefined ? [] : [`${ID} ${severity}`],
    {
      app: {buildpacks},
    },
  )

export const ROWS: readonly Case[] = within(
  [ID],
  [
    withList('nodejs alone, and a Python app', ['heroku/nodejs'], 'error'),
    withList('apt alone, and a Python app', ['heroku-community/apt'], 'error'),
    withList('nodejs and ruby, by URL', ['https://github.com/heroku/heroku-buildpack-nodejs', 'heroku/ruby'], 'error'),
    built('a monorepo buildpack alone', FLASK, [`${ID} error`], {app: {buildpacks: [MONOREPO], configVars: {APP_BASE: 'svc'}}}),
    built(
      'a monorepo buildpack alone, without its variable',
      {'svc/Procfile': 'web: gunicorn app:app\n', 'svc/requirements.txt': ''},
      [`${ID} error`],
      {app: {buildpacks: [MONOREPO]}},
    ),
    withList('an exporter alone', ['https://github.com/moneymeets/python-poetry-buildpack'], 'error'),
    withList('a buildpack that nobody knows, alone', ['https://github.com/acme/heroku-buildpack-thing'], 'warning'),
    withList('ruby alone, and a Procfile that runs Ruby', ['heroku/ruby'], 'warning', {Procfile: 'web: bundle exec puma\n'}),
    built('app.json without Python', {...FLASK, 'app.json': '{"buildpacks": [{"url": "heroku/nodejs"}]}'}, [`${ID} warning`]),
    built(
      'app.json with Python',
      {...FLASK, 'app.json': '{"buildpacks": [{"url": "heroku/nodejs"}, {"url": "heroku/python"}]}'},
      [],
    ),
    withList('nodejs and Python', ['heroku/nodejs', 'heroku/python']),
    withList('a copy of the Python buildpack', ['https://github.com/acme/heroku-buildpack-python']),
    withList('Python by the URL of its tarball', ['https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/python.tgz']),
    withList('conda’s buildpack', ['https://github.com/kennethreitz/conda-buildpack']),
    withList('a buildpack for uv that stands alone', ['https://github.com/noxan/heroku-buildpack-uv']),
    withList('a buildpack that has Python in its name', ['https://github.com/acme/buildpack-python-ml']),
    withList('no list at all', []),
    withList('the old multi buildpack', ['heroku/multi'], undefined, {'.buildpacks': 'heroku/nodejs\nheroku/python\n'}),
    withList('the old multi buildpack without Python', ['heroku/multi'], 'error', {'.buildpacks': 'heroku/nodejs\n'}),
    built('a config var that names the buildpack', FLASK, [], {
      app: {buildpacks: ['heroku/nodejs'], configVars: {BUILDPACK_URL: 'heroku/python'}},
    }),
    built('nodejs alone, and no Python app', {'index.js': '', 'package.json': '{}'}, [], {app: {buildpacks: ['heroku/nodejs']}}),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'nodejs and Python'}
