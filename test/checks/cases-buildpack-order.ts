import {built, type Case} from './case.js'
import {APP, GEO, PROJECT_PATH, PYTHON_URL, SUBDIR} from './samples.js'

const DJANGO = {
  '.python-version': '3.13\n',
  'manage.py': '',
  'package.json': '{}\n',
  'requirements.txt': 'django==5.2.7\n',
}
const ANOTHER_BUILD = {lastBuild: {buildpacks: [{ref: 'heroku/python'}]}}

export const BUILDPACK_ORDERS: readonly Case[] = [
  built('geo behind Python', APP, ['buildpacks/order-native error'], {
    app: {buildpacks: ['heroku/python', GEO], ...ANOTHER_BUILD},
  }),
  built('geo behind Python, and the last build went through', APP, ['buildpacks/order-native warning'], {
    app: {buildpacks: ['heroku/python', GEO]},
  }),
  built('geo behind Python, and the last build failed', APP, ['buildpacks/order-native error'], {
    app: {buildpacks: ['heroku/python', GEO], lastBuild: {status: 'failed'}},
  }),
  built('apt with headers behind Python', {...APP, Aptfile: '# for psycopg\nlibpq-dev\n'}, ['buildpacks/order-native error'], {
    app: {buildpacks: ['heroku/python', 'heroku-community/apt'], ...ANOTHER_BUILD},
  }),
  built('apt with programs behind Python', {...APP, Aptfile: 'poppler-utils\n'}, ['buildpacks/order-native warning'], {
    app: {buildpacks: ['heroku/python', 'heroku-community/apt'], ...ANOTHER_BUILD},
  }),
  built('geo before apt with GDAL', {...APP, Aptfile: 'gdal-bin\n'}, ['buildpacks/order-native error'], {
    app: {buildpacks: [GEO, 'heroku-community/apt', 'heroku/python'], ...ANOTHER_BUILD},
  }),
  built('geo before apt without GDAL', {...APP, Aptfile: 'poppler-utils\n'}, [], {
    app: {buildpacks: [GEO, 'heroku-community/apt', 'heroku/python'], ...ANOTHER_BUILD},
  }),
  built('apt and geo before Python', {...APP, Aptfile: 'gdal-bin\n'}, [], {
    app: {buildpacks: ['heroku-community/apt', GEO, 'heroku/python'], ...ANOTHER_BUILD},
  }),
  built('nodejs behind Python, with Django', DJANGO, ['buildpacks/order-node warning'], {
    app: {buildpacks: ['heroku/python', 'heroku/nodejs']},
  }),
  built('nodejs behind Python, with Django and without collectstatic', DJANGO, [], {
    app: {buildpacks: ['heroku/python', 'heroku/nodejs'], configVars: {DISABLE_COLLECTSTATIC: '1'}},
  }),
  built('nodejs behind Python, without Django', {...APP, 'package.json': '{}'}, [], {
    app: {buildpacks: ['heroku/python', 'heroku/nodejs']},
  }),
  built('nodejs before Python, with Django', DJANGO, [], {app: {buildpacks: ['heroku/nodejs', 'heroku/python']}}),
  built('the folder is chosen behind Python', APP, ['buildpacks/order-subdir error'], {
    app: {buildpacks: ['heroku/python', SUBDIR], configVars: PROJECT_PATH},
  }),
  built('the folder is chosen behind apt and geo', {...APP, Aptfile: 'libpq-dev\n'}, ['buildpacks/order-subdir error'], {
    app: {buildpacks: ['heroku-community/apt', GEO, SUBDIR, 'heroku/python']},
  }),
  built('the folder is chosen behind netrc', APP, [], {
    app: {buildpacks: ['https://github.com/timshadel/heroku-buildpack-github-netrc', SUBDIR, 'heroku/python']},
  }),
]

const appJson = (...urls: string[]) => JSON.stringify({name: 'shop', buildpacks: urls.map((url) => ({url}))}, null, 2)

export const DRIFT: readonly Case[] = [
  built(
    'app.json with fewer buildpacks',
    {...APP, 'app.json': appJson('heroku/python'), 'package.json': '{}'},
    ['buildpacks/app-json-drift warning'],
    {app: {buildpacks: ['heroku/nodejs', 'heroku/python']}},
  ),
  built(
    'app.json in another order',
    {...APP, 'app.json': appJson('heroku/python', 'heroku/nodejs'), 'package.json': '{}'},
    ['buildpacks/app-json-drift warning'],
    {app: {buildpacks: ['heroku/nodejs', 'heroku/python']}},
  ),
  built(
    'app.json with the same buildpacks in other forms',
    {
      ...APP,
      Aptfile: 'libpq-dev\n',
      'app.json': appJson('urn:buildpack:heroku-community/apt', PYTHON_URL),
    },
    [],
    {
      app: {buildpacks: ['https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku-community/apt.tgz', 'heroku/python']},
    },
  ),
  built('app.json that names none', {...APP, 'app.json': '{"buildpacks": []}'}, [], {app: {}}),
  built('app.json that is no JSON', {...APP, 'app.json': '{"buildpacks": ['}, [], {app: {}}),
  built(
    'app.json with what .buildpacks runs',
    {
      ...APP,
      '.buildpacks': 'heroku/nodejs\nheroku/python\n',
      'app.json': appJson('heroku/nodejs', 'heroku/python'),
      'package.json': '{}',
    },
    ['buildpacks/retired warning'],
    {app: {buildpacks: ['https://github.com/heroku/heroku-buildpack-multi']}},
  ),
  built(
    '.buildpacks that nothing reads',
    {...APP, '.buildpacks': 'heroku/nodejs\nheroku/python\n'},
    ['buildpacks/app-json-drift warning'],
    {app: {}},
  ),
  built('.buildpacks of another platform', {...APP, '.buildpacks': 'https://github.com/Scalingo/python-buildpack\n'}, [], {
    app: {},
  }),
]
