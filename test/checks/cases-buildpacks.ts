import {built, type Case, FIR, within} from './case.js'
import {BUILDPACK_ORDERS, DRIFT} from './cases-buildpack-order.js'
import {APP, GEO, PROJECT_PATH, PYTHON_URL, SUBDIR} from './samples.js'

const POETRY = 'https://github.com/moneymeets/python-poetry-buildpack.git'
const UV = 'https://github.com/dropseed/heroku-buildpack-uv'
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
  built('nodejs without package.json, behind Python', APP, ['buildpacks/detect-fails error'], {
    app: {buildpacks: ['heroku/python', 'heroku/nodejs']},
  }),
  built('apt with a misspelled Aptfile', {...APP, aptfile: 'libgl1\n'}, ['buildpacks/detect-fails error'], {
    app: {buildpacks: ['heroku-community/apt', 'heroku/python']},
  }),
  built('apt with Streamlit’s list', {...APP, 'packages.txt': 'libgl1\n'}, ['buildpacks/detect-fails error'], {
    app: {buildpacks: ['heroku-community/apt', 'heroku/python']},
  }),
  built(
    'nodejs without package.json, behind Python and a hook',
    {...APP, 'bin/post_compile': 'echo {} > package.json\n'},
    ['buildpacks/detect-fails warning'],
    {
      app: {buildpacks: ['heroku/python', 'heroku/nodejs']},
    },
  ),
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
    ['buildpacks/detect-fails error', 'buildpacks/retired warning'],
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
  built('Python twice, another folder, and Python', APP, ['buildpacks/duplicate-python error'], {
    app: {buildpacks: ['heroku/python', 'heroku/python', SUBDIR, 'heroku/python']},
  }),
  built('Python beside a buildpack named like it', APP, [], {
    app: {buildpacks: ['heroku/python', 'https://github.com/acme/heroku-buildpack-python-metrics']},
  }),
  built('Python held at a commit', APP, ['buildpacks/pinned-or-url warning'], {
    app: {buildpacks: [`${PYTHON_URL}.git#0123abc`]},
  }),
  built('Python by the main branch of its repository', APP, ['buildpacks/pinned-or-url warning'], {
    app: {buildpacks: [`${PYTHON_URL}#main`]},
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

export const BUILDPACKS: readonly Case[] = within(['buildpacks'], [...LISTS, ...PYTHONS, ...BUILDPACK_ORDERS, ...DRIFT])

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
