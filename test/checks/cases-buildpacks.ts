import {built, type Case, FIR, PIP, within} from './case.js'

const APP = {...PIP, '.python-version': '3.13\n'}
const GEO = 'https://github.com/heroku/heroku-geo-buildpack.git'
const PYTHON_URL = 'https://github.com/heroku/heroku-buildpack-python'
const SUBDIR = 'https://github.com/timanovsky/subdir-heroku-buildpack'
const POETRY = 'https://github.com/moneymeets/python-poetry-buildpack.git'
const UV = 'https://github.com/dropseed/heroku-buildpack-uv'
const PROJECT_PATH = {PROJECT_PATH: 'backend'}
const DJANGO = {
  '.python-version': '3.13\n',
  'manage.py': '',
  'package.json': '{}\n',
  'requirements.txt': 'django==5.2.7\n',
}
const POETRY_APP = {
  '.python-version': '3.13\n',
  'poetry.lock': '',
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n',
}

/** What the buildpack of each of some languages looks for. */
const LANGUAGES = {
  ...APP,
  'composer.json': '{}',
  'pom.xml': '',
  'project/build.properties': '',
  'shop.csproj': '',
  'src/shop/main.go': '',
}

/** What the app's list is, and what the checks of it say. */
const LISTS: readonly Case[] = [
  built('heroku/python alone', APP, [], {app: {}}),
  built('no buildpack on Fir', APP, [], {app: FIR}),
  built('no buildpack', APP, ['buildpacks/none info'], {app: {buildpacks: []}}),
  built('no buildpack and a package.json', {...APP, 'package.json': '{}'}, ['buildpacks/none warning'], {app: {buildpacks: []}}),
  built('no buildpack and no Python', {'index.php': ''}, ['buildpacks/none info'], {app: {buildpacks: []}}),
  built('no buildpack but a config var that names one', APP, [], {app: {buildpacks: [], configVars: {BUILDPACK_URL: 'x'}}}),

  built('nodejs without package.json', APP, ['buildpacks/detect-fails error'], {
    app: {buildpacks: ['heroku/nodejs', 'heroku/python']},
  }),
  built('nodejs with package.json', {...APP, 'package.json': '{}'}, [], {app: {buildpacks: ['heroku/nodejs', 'heroku/python']}}),
  built('nodejs with a package.json in a folder', {...APP, 'web/package.json': '{}'}, ['buildpacks/detect-fails error'], {
    app: {buildpacks: ['heroku/nodejs', 'heroku/python']},
  }),
  built('apt by the URL of the registry, without Aptfile', APP, ['buildpacks/detect-fails error'], {
    app: {buildpacks: ['https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku-community/apt.tgz', 'heroku/python']},
  }),
  built('apt without Aptfile, behind a buildpack that may write it', APP, ['buildpacks/detect-fails warning'], {
    app: {buildpacks: ['https://user:secret@example.com/setup.git', 'heroku-community/apt', 'heroku/python']},
  }),
  built('apt without Aptfile, behind geo', APP, ['buildpacks/detect-fails error'], {
    app: {buildpacks: [GEO, 'heroku-community/apt', 'heroku/python']},
  }),
  built('apt with credentials in its URL, without Aptfile', APP, ['buildpacks/detect-fails error'], {
    app: {buildpacks: ['https://****@github.com/heroku/heroku-buildpack-apt', 'heroku/python']},
  }),
  built('buildpacks that take every app', APP, [], {app: {buildpacks: ['heroku/pgbouncer', GEO, 'heroku/python']}}),
  built('nodejs in a folder that was not read', APP, [], {app: {buildpacks: [SUBDIR, 'heroku/nodejs', 'heroku/python']}}),
  built('nodejs without package.json in the folder that was read', APP, ['buildpacks/detect-fails error'], {
    app: {buildpacks: [SUBDIR, 'heroku/nodejs', 'heroku/python'], configVars: PROJECT_PATH},
  }),
  built('go, java, scala and .NET with what they look for', LANGUAGES, [], {
    app: {buildpacks: ['heroku/go', 'heroku/java', 'heroku/scala', 'heroku/dotnet', 'heroku/php', 'heroku/python']},
  }),
  built(
    'a line of .buildpacks that takes no app',
    {...APP, '.buildpacks': 'heroku/ruby\nheroku/python\n'},
    ['buildpacks/detect-fails error'],
    {app: {buildpacks: ['heroku/multi']}},
  ),
]

const PYTHONS: readonly Case[] = [
  built('Python by URL and by name', APP, ['buildpacks/duplicate-python error'], {
    app: {buildpacks: [PYTHON_URL, 'heroku/python']},
  }),
  built('Python twice by name', APP, ['buildpacks/duplicate-python error'], {
    app: {buildpacks: ['heroku/python', 'heroku/python']},
  }),
  built('Python by name, then held at an old release', APP, ['buildpacks/duplicate-python warning'], {
    app: {buildpacks: ['heroku/python', `${PYTHON_URL}#v256`]},
  }),
  built('Python by name, then a copy of it', APP, ['buildpacks/duplicate-python warning'], {
    app: {buildpacks: ['heroku/python', 'https://github.com/acme/heroku-buildpack-python']},
  }),
  built('Python, another folder, and Python', APP, ['buildpacks/duplicate-python warning'], {
    app: {buildpacks: ['heroku/python', SUBDIR, 'heroku/python'], configVars: PROJECT_PATH},
  }),
  built('Python beside a buildpack named like it', APP, [], {
    app: {buildpacks: ['heroku/python', 'https://github.com/acme/heroku-buildpack-python-metrics']},
  }),
  built('Python held at a commit', APP, ['buildpacks/pinned-or-url warning'], {
    app: {buildpacks: [`${PYTHON_URL}.git#0123abc`]},
  }),
  built('Python as an old tarball', APP, ['buildpacks/pinned-or-url warning'], {
    app: {buildpacks: ['https://codon-buildpacks.s3.amazonaws.com/buildpacks/heroku/python.tgz']},
  }),
  built('a copy of Python', APP, ['buildpacks/pinned-or-url warning'], {
    app: {buildpacks: ['https://github.com/acme/heroku-buildpack-python#main']},
  }),

  built('a Poetry exporter', POETRY_APP, ['buildpacks/third-party-exporter error'], {
    app: {buildpacks: [POETRY, 'heroku/python']},
  }),
  built('a uv exporter', {...APP, 'uv.lock': 'version = 1\n'}, ['buildpacks/third-party-exporter error'], {
    app: {buildpacks: [UV, 'heroku/python']},
  }),
  built(
    'uv by a buildpack that stands alone',
    {...APP, 'uv.lock': 'version = 1\n', 'pyproject.toml': ''},
    ['buildpacks/third-party-exporter error'],
    {app: {buildpacks: ['https://github.com/noxan/heroku-buildpack-uv', 'heroku/python']}},
  ),
  built('an unknown Pipenv exporter', {...APP, 'Pipfile.lock': '{}'}, ['buildpacks/third-party-exporter warning'], {
    app: {buildpacks: ['https://github.com/acme/pipenv-to-requirements', 'heroku/python']},
  }),
  built(
    'a Poetry exporter before an old release',
    POETRY_APP,
    ['buildpacks/third-party-exporter warning', 'buildpacks/pinned-or-url warning'],
    {app: {buildpacks: [POETRY, `${PYTHON_URL}#v300`]}},
  ),
  built('a Poetry exporter without its lock', APP, ['buildpacks/detect-fails error'], {
    app: {buildpacks: [POETRY, 'heroku/python']},
  }),
  built('a Poetry exporter behind Python', POETRY_APP, [], {app: {buildpacks: ['heroku/python', POETRY]}}),
  built('a Poetry exporter in a folder that was not read', POETRY_APP, [], {
    app: {buildpacks: [SUBDIR, POETRY, 'heroku/python']},
  }),
]

const ANOTHER_BUILD = {lastBuild: {buildpacks: [{ref: 'heroku/python'}]}}

const ORDERS: readonly Case[] = [
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

const DRIFT: readonly Case[] = [
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
      'app.json': appJson('urn:buildpack:heroku-community/apt', 'heroku/python'),
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
    [],
    {app: {buildpacks: ['https://github.com/heroku/heroku-buildpack-multi']}},
  ),
  built(
    '.buildpacks that nothing reads',
    {...APP, '.buildpacks': 'heroku/nodejs\nheroku/python\n'},
    ['buildpacks/app-json-drift warning'],
    {app: {}},
  ),
]

export const BUILDPACKS: readonly Case[] = within(['buildpacks'], [...LISTS, ...PYTHONS, ...ORDERS, ...DRIFT])

export const BUILDPACKS_NEAR_MISSES: Readonly<Record<string, string>> = {
  'buildpacks/none': 'no buildpack but a config var that names one',
  'buildpacks/detect-fails': 'nodejs in a folder that was not read',
  'buildpacks/duplicate-python': 'Python beside a buildpack named like it',
  'buildpacks/third-party-exporter': 'a Poetry exporter behind Python',
  'buildpacks/pinned-or-url': 'Python beside a buildpack named like it',
  'buildpacks/order-native': 'geo before apt without GDAL',
  'buildpacks/order-node': 'nodejs behind Python, without Django',
  'buildpacks/order-subdir': 'the folder is chosen behind netrc',
  'buildpacks/app-json-drift': 'app.json with the same buildpacks in other forms',
}
